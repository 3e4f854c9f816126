import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestContent, readMarkdown, renderMarkdown } from '../../../src/discord/markdown/index.js';
import { showable } from '../../../src/discord/markdown/showable.js';
import { writeMarkdown } from '../../../src/discord/markdown/write-markdown.js';
import { plain, type RichText } from '../../../src/relay/index.js';
import { longTexts, richTexts, wildTexts } from '../../relay/support/arbitrary-text.js';
import { expectNormalForm } from '../../relay/support/expect-normal.js';
import { nobody, withoutZeroWidth } from './support.js';

/** What Discord's server reads as a mention, in whatever surroundings. */
const pings = /@everyone|@here|<@!?\d+>|<@&\d+>|<#\d+>/iu;
const squeezed = (text: string): string => text.replace(/\s/gu, '');
const read = (markdown: string): RichText => withoutZeroWidth(readMarkdown(markdown, nobody));

describe('a text written for Discord and read there', () => {
  // What Discord can't show is changed before that, by `showable`: addresses that it refuses to name, signs in addresses. Nothing else is.
  it('is the same text with the same formatting, but for spaces of no width', () => {
    fc.assert(
      fc.property(richTexts, (text) => {
        const shown = showable(text);
        expectNormalForm(shown);
        expect(read(writeMarkdown(shown))).toEqual(shown);
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same when it was split, apart from white space at the cuts', () => {
    fc.assert(
      fc.property(longTexts, fc.integer({ min: 200, max: longestContent }), (text, limit) => {
        const parts = renderMarkdown(text, limit).map((part) => read(part).text);
        const whole = squeezed(showable(text).text);
        if (/[^\p{Control}\p{Format}\u2800\u3164\u115F\u1160]/u.test(whole))
          expect(squeezed(parts.join(''))).toBe(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('loses no word where no address stands', () => {
    fc.assert(
      fc.property(
        wildTexts.filter(({ text }) => !text.includes('http')),
        ({ text }) => {
          expect(showable(plain(text)).text).toBe(text);
        },
      ),
    );
  });
});

describe('what is written for Discord', () => {
  it('never pings, keeps to the limit and is never empty (matterbridge#476)', () => {
    fc.assert(
      fc.property(longTexts, fc.integer({ min: 200, max: longestContent }), (text, limit) => {
        const parts = renderMarkdown(text, limit);
        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.trim()).not.toBe('');
          expect(part).not.toMatch(pings);
          expect(part).not.toMatch(/\p{Surrogate}/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same each time, and the same in front when the text goes on', () => {
    const words = Array.from({ length: 900 }, (_, index) => `**word ${index}**. `).join('');
    const parts = renderMarkdown(plain(words));
    expect(renderMarkdown(plain(words))).toEqual(parts);
    expect(renderMarkdown(plain(`${words} and more`)).slice(0, -1)).toEqual(parts.slice(0, -1));
  });
});

describe('readMarkdown', () => {
  it('reads anything, in the normal form', () => {
    fc.assert(
      fc.property(wildTexts, ({ text }) => expectNormalForm(readMarkdown(text, nobody))),
      { numRuns: 1000 },
    );
  });

  it.each([
    '**',
    '*a ',
    '_',
    '[',
    '`a',
    '> ',
    '||a',
    '* **a_',
    '~~',
    '\\',
    '*a**b',
    '_*',
    '[](',
    '<',
    '[a](',
    '- ',
  ])('comes to an end over 4,000 characters of %j', (piece) => {
    // Reading that grows with the power of the length would run into the time limit, one that nests without end into the stack's.
    const { text } = readMarkdown(piece.repeat(4000 / piece.length), nobody);
    expect(text.length).toBeLessThanOrEqual(4000);
  });
});
