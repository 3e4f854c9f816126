import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, longestContent, renderText } from '../../src/discord/markdown.js';

/** What Discord's server reads as a mention, in whatever surroundings. */
const pings = /@everyone|@here|<@!?\d+>|<@&\d+>|<#\d+>/iu;

/** Texts that are made of what could go wrong. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'@everyone|@here|<@123456789012345678>|<@!1>|<@&2>|<#3>|</vip end:4>|<t:5:R>|<:a:6>|<a:b:7>'.split(
          '|',
        ),
        ...[
          'https://example.org/a_b*c',
          'https://x.org/@everyone',
          '||',
          '**',
          '__',
          '~~',
          '`',
          '```\n',
          '\\',
          '<',
          '>',
        ],
        ...[
          '\n',
          '# ',
          '- ',
          '+ ',
          '1. ',
          '> ',
          '>>> ',
          '-# ',
          '[a](https://b.org)',
          '@',
          '&',
          ' ',
          '\u200B',
          '\u0000',
        ],
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

/** Takes back what Discord's clients don't show: backslashes in front of signs, and spaces of no width. */
function asShown(content: string): string {
  return content.replace(/\\([^0-9A-Za-z\s])/gu, '$1').replaceAll('\u200B', '');
}

describe('escaping', () => {
  it.each([
    ['plain words, nothing else.', 'plain words, nothing else.'],
    ['*a* _b_ ~~c~~ ||d|| `e` \\', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\` \\\\'],
    ['@everyone and @here', '@\u200Beveryone and @\u200Bhere'],
    ['<@1> <@!2> <@&3> <#4>', '\\<\\@1> \\<\\@!2> \\<\\@\\&3> \\<\\#4>'],
    [
      '# one\n## two\n-# three\n- four\n1. five\n> six',
      '\\# one\n\\## two\n\\-# three\n\\- four\n1\\. five\n\\> six',
    ],
    ['a # b - c > d 1. e', 'a # b - c > d 1. e'],
    ['[a](https://b.org/c_d)', '\\[a](https://b.org/c_d)'],
    ['see https://b.org/a_b_c?d=*e* now', 'see https://b.org/a_b_c?d=*e* now'],
    ['https://b.org/@everyone', 'https://b.org/%40everyone'],
    ['https://b.org/`a`', 'https://b.org/%60a%60'],
  ])('%j stands as %j', (text, content) => {
    expect(escapeText(text)).toBe(content);
  });

  it('never pings, keeps to the limit and is never empty', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const parts = renderText(text);
        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(longestContent);
          expect(part.trim()).not.toBe('');
          expect(part).not.toMatch(pings);
          expect(part).not.toMatch(/\p{Surrogate}/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shows exactly what was typed where no link is', () => {
    const typed = nasty.filter((text) => !/https?:/iu.test(text) && !text.includes('\u200B'));
    fc.assert(
      fc.property(typed, (text) => {
        expect(asShown(escapeText(text))).toBe(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
      }),
      { numRuns: 500 },
    );
  });

  it('splits what outgrows the limit by being escaped', () => {
    const text = '*'.repeat(5000);
    const parts = renderText(text);
    expect(parts.every((part) => part.length <= longestContent)).toBe(true);
    expect(asShown(parts.join(''))).toBe(text);
  });

  it.each(['', ' \n ', '\u200B', '\u2800'])('says of %j that it is empty', (text) => {
    expect(renderText(text)).toEqual(['*(an empty message)*']);
  });
});
