import { splitText } from '../relay/split-text.js';

/** Discord's limit for the content of a message (Create Message, `content`). */
export const longestContent = 2000;

/** Said in place of a text of which nothing would be seen: Discord refuses empty messages. */
const nothingToSee = '*(an empty message)*';

const zeroWidthSpace = '\u200B';

/** A bare link as Discord's clients recognise it: they read nothing inside it as markdown. */
const bareLink = /https?:\/\/[^\s<]+[^\s<.,:;"'\]]/giu;

/** What makes a line something else than text: headings, small print, lists, numbered lists, quotes. */
const lineStart = /^([^\S\n]*)(#|-|\+|>|\d{1,10}(?=\.))/gmu;

/**
 * Writes a text so that Discord shows what was typed: markdown is escaped, and every mention is neutralised in the text itself, because an edited
 * message that mentions someone adds them to the thread even when `allowed_mentions` forbids pings.
 */
export function escapeText(text: string): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  let escaped = '';
  let end = 0;
  for (const { 0: link, index } of wellFormed.matchAll(bareLink)) {
    escaped += escapeWords(wellFormed.slice(end, index), startsLine(wellFormed, end)) + escapeLink(link);
    end = index + link.length;
  }
  return escaped + escapeWords(wellFormed.slice(end), startsLine(wellFormed, end));
}

/** A text as messages: each escaped, at most 2,000 characters long and with something to see in it; at least one. */
export function renderText(text: string): readonly string[] {
  const parts = renderWithin(text, longestContent).filter(isVisible);
  return parts.length === 0 ? [nothingToSee] : parts;
}

/** Escaping makes a text longer: a part that outgrows the limit is split anew, more tightly. */
function renderWithin(text: string, limit: number): readonly string[] {
  return splitText(text, limit).flatMap((part) => {
    const escaped = escapeText(part);
    if (escaped.length <= longestContent) return [escaped];
    const tighter = Math.floor((limit * longestContent) / escaped.length) - 1;
    return renderWithin(part, Math.max(2, Math.min(tighter, part.length - 1)));
  });
}

function escapeWords(words: string, atLineStart: boolean): string {
  const marker = atLineStart ? '' : '\u0000';
  return (marker + words)
    .replace(/[\\*_~`|[<]|(?<=<)[@#]|(?<=<@)&/gu, '\\$&')
    .replace(lineStart, (_, indent: string, sign: string) =>
      /\d/u.test(sign) ? `${indent}${sign}\\` : `${indent}\\${sign}`,
    )
    .replace(/@(?=everyone|here)/giu, `@${zeroWidthSpace}`)
    .slice(marker.length);
}

/** Inside a link a backslash would be part of the address: percent-encoding keeps it working and breaks out of nothing. */
function escapeLink(link: string): string {
  return link
    .replace(/[`|\\]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/@(?=everyone|here)/giu, '%40');
}

function startsLine(text: string, index: number): boolean {
  return index === 0 || text[index - 1] === '\n';
}

/** Whether anything of a message would be seen: Discord trims white space and refuses what is left empty. */
function isVisible(content: string): boolean {
  return /[^\s\p{Control}\p{Format}\u2800\u3164\u115F\u1160]/u.test(content);
}
