/** What the beginning of a line can make of it (Discord's help centre, "Markdown Text 101"). */
export type FoundLine =
  | { readonly kind: 'quote'; readonly source: string; readonly content: string }
  | { readonly kind: 'heading' | 'subtext'; readonly marker: string; readonly content: string }
  /** `bullet` is what people see in place of the marker. */
  | { readonly kind: 'item'; readonly marker: string; readonly bullet: string; readonly content: string };

const quoteToTheEnd = /^ *>>> +[\s\S]*/;
const quotedLines = /^ *>(?!>>) +[^\n]*(?:\n *>(?!>>) +[^\n]*)*/;
const heading = /^( *#{1,3}[^\S\n]+)([^\n]*\S[^\n]*)/;
const subtext = /^( *-#[^\S\n]+)([^\n]*\S[^\n]*)/;
const item = /^(( *)([*-]|\d+\.) +)(?=\S)([^\n]*)/;

/** Reads the beginning of a line; quotes hold no quotes. */
export function lineAtStart(source: string, inQuote: boolean): FoundLine | null {
  return (inQuote ? null : quoteAtStart(source)) ?? headingAtStart(source) ?? itemAtStart(source);
}

function quoteAtStart(source: string): FoundLine | null {
  const [rest] = quoteToTheEnd.exec(source) ?? [];
  if (rest !== undefined) return { kind: 'quote', source: rest, content: rest.replace(/^ *>>> ?/, '') };
  const [lines] = quotedLines.exec(source) ?? [];
  return lines === undefined
    ? null
    : { kind: 'quote', source: lines, content: lines.replace(/^ *> ?/gm, '') };
}

function headingAtStart(source: string): FoundLine | null {
  const [, marker, content] = heading.exec(source) ?? [];
  if (marker !== undefined && content !== undefined) return { kind: 'heading', marker, content };
  const [, sign, words] = subtext.exec(source) ?? [];
  return sign === undefined || words === undefined ? null : { kind: 'subtext', marker: sign, content: words };
}

function itemAtStart(source: string): FoundLine | null {
  const [, marker, indent, sign, content] = item.exec(source) ?? [];
  if (marker === undefined || sign === undefined || content === undefined) return null;
  const bullet = `${indent ?? ''}${/\d/.test(sign) ? sign : '•'} `;
  // A code block that begins in an item goes on over its lines.
  return { kind: 'item', marker, bullet, content: content.includes('```') ? '' : content };
}
