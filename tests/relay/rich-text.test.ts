import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endOf,
  joinText,
  nested,
  normalForm,
  plain,
  type RichText,
  sliceText,
  type TextEntity,
  trimText,
} from '../../src/relay/index.js';
import { richTexts, wildTexts } from './support/arbitrary-text.js';
import { expectNormalForm } from './support/expect-normal.js';

const bold = (offset: number, length: number): TextEntity => ({ kind: 'bold', offset, length });
const spoiler = (offset: number, length: number): TextEntity => ({ kind: 'spoiler', offset, length });
const code = (offset: number, length: number): TextEntity => ({ kind: 'code', offset, length });
const block = (offset: number, length: number): TextEntity => ({
  kind: 'code_block',
  language: 'ts',
  offset,
  length,
});
const quote = (offset: number, length: number): TextEntity => ({
  kind: 'quote',
  expandable: false,
  offset,
  length,
});
const link = (offset: number, length: number): TextEntity => ({
  kind: 'link',
  url: 'https://a.b/',
  offset,
  length,
});

describe('the normal form', () => {
  test('holds for whatever comes in, and what has it keeps it', () => {
    fc.assert(
      fc.property(wildTexts, (wild) => {
        const text = normalForm(wild);
        expectNormalForm(text);
        expect(normalForm(text)).toEqual(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps every word of the text, in order, and adds only line breaks', () => {
    fc.assert(
      fc.property(wildTexts, (wild) => {
        const whole = wild.text.replace(/\p{Surrogate}/gu, '\uFFFD');
        expect(normalForm(wild).text.replaceAll('\n', '')).toBe(whole.replaceAll('\n', ''));
      }),
    );
  });

  const forms: readonly [string, RichText, RichText][] = [
    [
      'what overlaps is one',
      { text: 'abcd', entities: [bold(0, 2), bold(1, 3)] },
      { text: 'abcd', entities: [bold(0, 4)] },
    ],
    [
      'what touches is one',
      { text: 'abcd', entities: [bold(0, 2), bold(2, 2)] },
      { text: 'abcd', entities: [bold(0, 4)] },
    ],
    [
      'white space at the edges is left out',
      { text: ' ab ', entities: [bold(0, 4)] },
      { text: ' ab ', entities: [bold(1, 2)] },
    ],
    [
      'nothing lies on code',
      { text: 'a b c', entities: [bold(0, 5), code(2, 1)] },
      { text: 'a b c', entities: [bold(0, 1), code(2, 1), bold(4, 1)] },
    ],
    [
      'hidden code stays hidden',
      { text: 'abc', entities: [spoiler(1, 1), code(0, 3)] },
      { text: 'abc', entities: [spoiler(1, 1)] },
    ],
    [
      'a linked name is not code',
      { text: 'abc', entities: [link(0, 3), code(0, 3)] },
      { text: 'abc', entities: [link(0, 3)] },
    ],
    [
      'a block has lines of its own',
      { text: 'abc', entities: [block(1, 1), bold(2, 1)] },
      { text: 'a\nb\nc', entities: [block(2, 1), bold(4, 1)] },
    ],
    ['a quote too', { text: 'abc', entities: [quote(1, 2)] }, { text: 'a\nbc', entities: [quote(2, 2)] }],
    [
      'emphasis ends where a quote begins',
      { text: 'a\nb', entities: [bold(0, 3), quote(2, 1)] },
      { text: 'a\nb', entities: [bold(0, 1), quote(2, 1), bold(2, 1)] },
    ],
    [
      'a link that is its own text is none',
      { text: 'https://a.b/', entities: [link(0, 12)] },
      plain('https://a.b/'),
    ],
    ['a pair is not cut', { text: 'a😀b', entities: [bold(1, 1)] }, { text: 'a😀b', entities: [bold(1, 2)] }],
    ['half a pair is none', plain('a\uD83Db'), plain('a\uFFFDb')],
  ];
  test.each(forms)('%s', (_what, given, form) => {
    expect(normalForm(given)).toEqual(form);
  });
});

describe('texts', () => {
  test('are joined with what lies on them', () => {
    expect(joinText('Sam: ', { text: 'hi', entities: [bold(0, 2)] }, '!')).toEqual({
      text: 'Sam: hi!',
      entities: [bold(5, 2)],
    });
    expect(joinText('Sam: ', { text: 'hi', entities: [quote(0, 2)] })).toEqual({
      text: 'Sam: \nhi',
      entities: [quote(6, 2)],
    });
  });

  test('are sliced and trimmed with what lies on them', () => {
    const text = { text: '  one two  ', entities: [bold(2, 7)] };
    expect(sliceText(text, 4, 8)).toEqual({ text: 'e tw', entities: [bold(0, 4)] });
    expect(trimText(text)).toEqual({ text: 'one two', entities: [bold(0, 7)] });
    expect(trimText({ text: '\n  if\n', entities: [block(1, 4)] })).toEqual({
      text: '  if',
      entities: [block(0, 4)],
    });
  });

  test('stay in the normal form', () => {
    fc.assert(
      fc.property(richTexts, richTexts, fc.nat(60), fc.nat(60), (one, other, start, length) => {
        expectNormalForm(joinText(one, ' ', other));
        expectNormalForm(sliceText(one, start, start + length));
        expectNormalForm(trimText(other));
      }),
    );
  });
});

describe('nested', () => {
  test('any two lie one inside the other or apart, outer first; together they cover what was covered', () => {
    fc.assert(
      fc.property(richTexts, (text) => {
        const pieces = nested(text);
        for (const [index, outer] of pieces.entries())
          for (const inner of pieces.slice(index + 1)) {
            expect(inner.offset).toBeGreaterThanOrEqual(outer.offset);
            expect(inner.offset >= endOf(outer) || endOf(inner) <= endOf(outer)).toBe(true);
          }
        expect(normalForm({ text: text.text, entities: pieces })).toEqual(text);
      }),
      { numRuns: 1000 },
    );
  });
});
