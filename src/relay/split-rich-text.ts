import { findCut } from './cutting-place.js';
import { nested } from './nesting.js';
import { type RichText, sliceText, trimText } from './rich-text.js';

/** A part that outgrows the limit is cut this much shorter, until it fits: steps that don't depend on what comes behind it. */
const tighter = 15 / 16;

/**
 * Splits a text into parts of at most `limit` UTF-16 units and `maxEntities` entities (nested, as Telegram counts them) at sensible places; what
 * is formatted across a cut goes on in the next part. White space at the ends and at the cuts is left out; none of the parts is empty. Pure:
 * a text that is continued leaves the parts in front of its last one as they were.
 */
export function splitRichText(
  text: RichText,
  limit: number,
  maxEntities = Number.POSITIVE_INFINITY,
): readonly RichText[] {
  return splitToSize(text, limit, ({ text: words }) => words.length, maxEntities);
}

/** The same for parts whose size is not that of their words: whatever `sizeOf` says is at most `limit`. */
export function splitToSize(
  text: RichText,
  limit: number,
  sizeOf: (part: RichText) => number,
  maxEntities = Number.POSITIVE_INFINITY,
): readonly RichText[] {
  if (!Number.isInteger(limit) || limit < 2)
    throw new RangeError(`a part can't be limited to ${limit} units`);
  const parts: RichText[] = [];
  let rest = trimText(text);
  while (rest.text !== '') {
    let window = Math.min(limit, nested(rest)[maxEntities]?.offset ?? limit);
    let end = endWithin(rest, window);
    let part = trimText(sliceText(rest, 0, end));
    while (end > 2 && sizeOf(part) > limit) {
      window = Math.min(Math.floor(window * tighter), end - 1);
      end = endWithin(rest, window);
      part = trimText(sliceText(rest, 0, end));
    }
    if (part.text !== '') parts.push(part);
    rest = trimText(sliceText(rest, end));
  }
  return parts;
}

function endWithin(text: RichText, window: number): number {
  return text.text.length <= window ? text.text.length : findCut(text, Math.max(window, 2));
}
