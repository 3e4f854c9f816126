import type { RichText } from './rich-text.js';

/** So much of an answered message is quoted for a reader who can't be shown it. */
const quotedAtMost = 120;

/** How a message begins, on one line, after the name of who wrote it, where that is known. */
export function quoteOf(authorName: string | null, text: string): RichText {
  const line = text.replace(/\s+/gu, ' ').trim();
  let cut = line;
  if (line.length > quotedAtMost) {
    cut = line.slice(0, quotedAtMost);
    // Not within a surrogate pair.
    if (/[\uD800-\uDBFF]$/.test(cut)) cut = cut.slice(0, -1);
    cut = `${cut.trimEnd()}…`;
  }
  const words = cut === '' ? '…' : cut;
  return { text: authorName === null ? words : `${authorName}: ${words}`, entities: [] };
}

/** Stands for an answered message of which nobody says how it began. */
export const unknownQuote: RichText = quoteOf(null, '');

/** A text behind the quote of what it answers. */
export function quoteBefore(quote: RichText, text: RichText): RichText {
  const begin = quote.text.length + 1;
  return {
    text: `${quote.text}\n${text.text}`,
    entities: [
      { kind: 'quote', expandable: false, offset: 0, length: quote.text.length },
      ...quote.entities,
      ...text.entities.map((entity) => ({ ...entity, offset: entity.offset + begin })),
    ],
  };
}
