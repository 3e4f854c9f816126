import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinText, nested, plain, type RichText, sliceText, splitRichText } from '../../src/relay/index.js';
import { longTexts } from './support/arbitrary-text.js';
import { expectNormalForm } from './support/expect-normal.js';

const limits = fc.integer({ min: 2, max: 80 });
const squeezed = (text: string): string => text.replace(/\s/gu, '');
const textsOf = (text: string, limit: number): readonly string[] =>
  splitRichText(plain(text), limit).map((part) => part.text);

describe('splitRichText', () => {
  test('parts are the text apart from white space, in the normal form, never empty nor too long', () => {
    fc.assert(
      fc.property(longTexts, limits, (text, limit) => {
        const parts = splitRichText(text, limit);
        expect(squeezed(parts.map((part) => part.text).join(''))).toBe(squeezed(text.text));
        for (const part of parts) {
          expectNormalForm(part);
          expect(part.text.length).toBeGreaterThan(0);
          expect(part.text.length).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no part has more entities than are allowed', () => {
    fc.assert(
      fc.property(longTexts, limits, (text, limit) => {
        for (const part of splitRichText(text, limit, 20))
          expect(nested(part).length).toBeLessThanOrEqual(20);
      }),
    );
    const many = joinText(
      ...Array.from({ length: 250 }, () => joinText(' x', { text: 'b', entities: [bold(1)] })),
    );
    const parts = splitRichText(many, 4096, 100);
    expect(parts.map(({ entities }) => entities.length)).toEqual([100, 100, 50]);
  });

  test('a text that goes on leaves the parts in front of its last one as they were', () => {
    fc.assert(
      fc.property(longTexts, fc.integer({ min: 20, max: 80 }), fc.nat(400), (text, limit, length) => {
        const before = splitRichText(sliceText(text, 0, length), limit).slice(0, -1);
        const after = splitRichText(text, limit).slice(0, before.length);
        expect(after.map((part) => part.text).slice(0, -1)).toEqual(
          before.map((part) => part.text).slice(0, -1),
        );
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['paragraph', 'first one. still\n\nsecond one', 24, ['first one. still', 'second one']],
    ['line', 'first one. still\nsecond one', 22, ['first one. still', 'second one']],
    ['sentence', 'Is it? Yes it is, really', 18, ['Is it?', 'Yes it is, really']],
    ['word', 'aaaa bbbb cccc', 11, ['aaaa bbbb', 'cccc']],
    ['character', 'aaaabbbb', 5, ['aaaab', 'bbb']],
    ['family', 'aa👩‍👩‍👧b', 8, ['aa', '👩‍👩‍👧', 'b']],
  ])('cuts behind a %s', (_where, text, limit, parts) => {
    expect(textsOf(text, limit)).toEqual(parts);
  });

  test('never cuts inside a surrogate pair', () => {
    expect(textsOf('😀'.repeat(9), 5)).toEqual(['😀😀', '😀😀', '😀😀', '😀😀', '😀']);
  });

  test('does not leave a part almost empty for the sake of a better place', () => {
    expect(textsOf(`Hi.\n\n${'word '.repeat(30)}`, 100)[0]?.length).toBeGreaterThan(90);
  });

  test('cuts before what is formatted as one rather than in it', () => {
    const text = joinText('some words here ', { text: 'a name', entities: [bold(6)] }, ' and more');
    expect(splitRichText(text, 20)).toMatchObject([
      { text: 'some words here' },
      { text: 'a name and more', entities: [bold(6)] },
    ]);
  });

  test('goes on with formatting in the next part', () => {
    const text: RichText = { text: 'one two three four', entities: [bold(18)] };
    expect(splitRichText(text, 9)).toEqual([
      { text: 'one two', entities: [bold(7)] },
      { text: 'three', entities: [bold(5)] },
      { text: 'four', entities: [bold(4)] },
    ]);
  });

  test('cuts code at its lines, keeps their indentation, and goes on with a block of the same language', () => {
    const lines = 'if (a)\n  then();\n  after();';
    const text: RichText = {
      text: lines,
      entities: [{ kind: 'code_block', language: 'ts', offset: 0, length: lines.length }],
    };
    expect(splitRichText(text, 18)).toEqual([
      {
        text: 'if (a)\n  then();',
        entities: [{ kind: 'code_block', language: 'ts', offset: 0, length: 16 }],
      },
      { text: '  after();', entities: [{ kind: 'code_block', language: 'ts', offset: 0, length: 10 }] },
    ]);
  });

  test.each([1, 0, -1, 2.5, Number.NaN])('refuses the limit %s', (limit) => {
    expect(() => splitRichText(plain('abc'), limit)).toThrow(RangeError);
  });
});

function bold(length: number): { kind: 'bold'; offset: number; length: number } {
  return { kind: 'bold', offset: 0, length };
}
