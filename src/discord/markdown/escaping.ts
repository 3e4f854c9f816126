import { findBareLinks } from './links.js';

/** Shown as nothing: keeps apart what would mean something together. */
export const zeroWidthSpace = '\u200B';

/** What makes a line something else than text: headings, small print, lists, numbered lists, quotes. */
const lineStart = /^([^\S\n]*)(#|-|\+|>|\d+(?=\.))/gmu;

/**
 * Writes a text so that Discord shows what was typed: markdown is escaped, and every mention is neutralised in the text itself, because an edited
 * message that mentions someone adds them to the thread even when `allowed_mentions` forbids pings.
 */
export function escapeText(text: string): string {
  return escapePassage(text.replace(/\p{Surrogate}/gu, '\uFFFD'), { atLineStart: true, atEnd: true });
}

/** What stands around a passage: whether nothing but signs is in front of it on its line, and whether the formatting around it ends with it. */
export interface Place {
  readonly atLineStart: boolean;
  readonly atEnd: boolean;
}

/** Well-formed text of any length, with the links in it left working. */
export function escapePassage(text: string, { atLineStart, atEnd }: Place): string {
  let escaped = '';
  let end = 0;
  for (const { offset, length } of findBareLinks(text)) {
    const link = encodeLink(text.slice(offset, offset + length));
    escaped += escapeWords(text.slice(end, offset), end === 0 && atLineStart);
    end = offset + length;
    // Discord's clients take everything up to the next space for a part of the link, save signs at its end; in angle brackets it ends where it ends.
    const endsByItself = /^[.,:;"'\])]*(\s|$)/u.exec(text.slice(end));
    escaped += endsByItself !== null && (endsByItself[1] !== '' || atEnd) ? link : `<${link}>`;
  }
  return escaped + escapeWords(text.slice(end), end === 0 && atLineStart);
}

/** Inside a link a backslash would be part of the address: percent-encoding keeps it working and breaks out of nothing. */
export function encodeLink(link: string): string {
  return percentEncode(link, /[`|\\>]|@(?=everyone|here)/giu);
}

export function percentEncode(text: string, signs: RegExp): string {
  return text.replace(signs, (sign) =>
    // encodeURIComponent spares some of the signs that mean something to markdown.
    sign.charCodeAt(0) < 0x80
      ? `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      : encodeURIComponent(sign),
  );
}

/** Code is shown as it is, so that mentions in it can only be pulled apart. */
export function neutraliseMentions(text: string): string {
  return text
    .replace(/@(?=everyone|here)/giu, `@${zeroWidthSpace}`)
    .replace(/<(?=[@#])/gu, `<${zeroWidthSpace}`);
}

function escapeWords(words: string, atLineStart: boolean): string {
  const escaped = words
    .replace(/[\\*_~`|[<]|(?<=<)[@#]|(?<=<@)&/gu, '\\$&')
    // What begins like a link and is none must not become one by what stands behind it.
    .replace(/https?(?=:\/\/)/giu, '$&\\')
    .replace(/@(?=everyone|here)/giu, `@${zeroWidthSpace}`);
  const firstLine = atLineStart ? 0 : escaped.indexOf('\n') + 1 || escaped.length;
  const lines = escaped
    .slice(firstLine)
    .replace(lineStart, (_, indent: string, sign: string) =>
      /\d/u.test(sign) ? `${indent}${sign}\\` : `${indent}\\${sign}`,
    );
  return escaped.slice(0, firstLine) + lines;
}
