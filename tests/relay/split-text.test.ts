import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText } from '../../src/relay/split-text.js';

const limits = fc.integer({ min: 2, max: 60 });
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('word', ' ', '. ', '\n', '\n\n', '👩‍👩‍👧', 'e\u0301', '🇩🇪', '\r\n', 'x'), {
      maxLength: 120,
    })
    .map((pieces) => pieces.join('')),
);

describe('splitText', () => {
  test('keeps every unit of the text, in parts that are neither empty nor too long', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        const parts = splitText(text, limit);
        expect(parts.join('')).toBe(text);
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  test('never cuts inside a surrogate pair', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        const parts = splitText(text, limit);
        for (const [index, part] of parts.entries()) {
          const next = parts[index + 1];
          if (next === undefined) continue;
          expect(/[\ud800-\udbff]$/.test(part) && /^[\udc00-\udfff]/.test(next)).toBe(false);
        }
      }),
    );
  });

  test('leaves a text that fits as it is, and none of nothing', () => {
    expect(splitText('a b', 3)).toEqual(['a b']);
    expect(splitText('', 10)).toEqual([]);
  });

  test.each([
    ['paragraph', 'first one. still\n\nsecond one', 24, ['first one. still\n\n', 'second one']],
    ['line', 'first one. still\nsecond one', 22, ['first one. still\n', 'second one']],
    ['sentence', 'Is it? Yes it is, really', 18, ['Is it? ', 'Yes it is, really']],
    ['word', 'aaaa bbbb cccc', 11, ['aaaa bbbb ', 'cccc']],
    ['character', 'aaaabbbb', 5, ['aaaab', 'bbb']],
    ['family', 'aa👩‍👩‍👧b', 8, ['aa', '👩‍👩‍👧', 'b']],
  ])('cuts behind a %s', (_where, text, limit, parts) => {
    expect(splitText(text, limit)).toEqual(parts);
  });

  test('does not leave a part almost empty for the sake of a better place', () => {
    const [first] = splitText(`Hi.\n\n${'word '.repeat(30)}`, 100);
    expect(first?.length).toBeGreaterThan(90);
  });

  test.each([1, 0, -1, 2.5, Number.NaN])('refuses the limit %s', (limit) => {
    expect(() => splitText('abc', limit)).toThrow(RangeError);
  });
});
