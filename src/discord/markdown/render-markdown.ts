import { type RichText, splitToSize } from '../../relay/index.js';
import { showable } from './showable.js';
import { writeMarkdown } from './write-markdown.js';

/** Discord's limit for the content of a message (Create Message, `content`). */
export const longestContent = 2000;

/** Said in place of a text of which nothing would be seen: Discord refuses empty messages. */
const nothingToSee = '*(an empty message)*';

/**
 * A text as messages, each at most `limit` characters of markdown that Discord shows as the text is, with something to see in it; at least one.
 * Formatting goes on from part to part; none of it, and no mention, reaches out of what it was written for. Pure.
 */
export function renderMarkdown(text: RichText, limit: number = longestContent): readonly string[] {
  const parts = splitToSize(showable(text), limit, (part) => writeMarkdown(part).length);
  const contents = parts.map(writeMarkdown).filter(isVisible);
  return contents.length === 0 ? [nothingToSee] : contents;
}

/** Whether anything of a message would be seen: Discord trims white space and refuses what is left empty. */
function isVisible(content: string): boolean {
  return /[^\s\p{Control}\p{Format}\u2800\u3164\u115F\u1160]/u.test(content);
}
