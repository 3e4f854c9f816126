/** Discord allows 100 characters in a channel's name (Channel Object, `name`). */
const longest = 100;

const separator = ' · ';

/** How a session's thread is named: for the member, with the session's code at the end. */
export function nameThread(memberName: string, code: string): string {
  const room = longest - separator.length - code.length;
  const name = shorten(oneLine(memberName), room);
  return name === '' ? code : `${name}${separator}${code}`;
}

/** Whether a thread is named for exactly this code. */
export function carriesCode(name: string, code: string): boolean {
  return name === code || name.endsWith(`${separator}${code}`);
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Surrogate}\p{Control}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts between characters as people see them, never within one. Counts UTF-16 units, the strictest reading of "characters". */
function shorten(text: string, room: number): string {
  if (text.length <= room) return text;
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    if (kept.length + segment.length > room - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
