import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/discord/markdown/read-markdown.js';
import { showable } from '../../../src/discord/markdown/showable.js';
import { writeMarkdown } from '../../../src/discord/markdown/write-markdown.js';
import type { RichText } from '../../../src/relay/index.js';
import { richTexts } from '../../relay/support/arbitrary-text.js';
import { withoutZeroWidth } from './support.js';

const nobody = { user: () => null, role: () => null, channel: () => null };

const read = (markdown: string): RichText => withoutZeroWidth(readMarkdown(markdown, nobody));

describe('a text written for Discord and read there', () => {
  it('is the same text with the same formatting', () => {
    fc.assert(
      fc.property(richTexts, (text) => {
        const shown = showable(text);
        expect(read(writeMarkdown(shown))).toEqual(shown);
      }),
      { numRuns: 2000 },
    );
  });
});
