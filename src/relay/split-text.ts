/** Where a text may be cut, best first: behind a paragraph, a line, a sentence; each only if the part is not left too short. */
const breaks = [/\n[^\S\n]*\n\s*/g, /\n\s*/g, /[.!?…]["'”’)\]]*\s+/g];

/**
 * Splits a text into parts of at most `limit` UTF-16 units at sensible places: paragraph, line, sentence, word, and only then between
 * characters as people see them, never inside a surrogate pair. The parts, joined, are the text; none is empty. Pure.
 */
export function splitText(text: string, limit: number): readonly string[] {
  if (!Number.isInteger(limit) || limit < 2)
    throw new RangeError(`a part can't be limited to ${limit} units`);
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const end = findEnd(rest.slice(0, limit), rest.charCodeAt(limit));
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function findEnd(window: string, nextUnit: number): number {
  const shortest = window.length / 3;
  for (const pattern of breaks) {
    const end = lastEnd(window, pattern);
    if (end >= shortest) return end;
  }
  const wordEnd = lastEnd(window, /\s+/g);
  if (wordEnd > 0) return wordEnd;
  return lastCharacterEnd(window, nextUnit);
}

function lastEnd(window: string, pattern: RegExp): number {
  let end = 0;
  for (const match of window.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** The last character may go on behind the window, so it is left to the next part, unless it fills the window alone. */
function lastCharacterEnd(window: string, nextUnit: number): number {
  let lastStart = 0;
  for (const { index } of new Intl.Segmenter().segment(window.slice(-64))) lastStart = index;
  if (lastStart > 0 && !isPlain(window.charCodeAt(window.length - 1), nextUnit)) {
    const end = window.length - Math.min(64, window.length) + lastStart;
    // The tail may have begun inside a pair; a cut there is moved in front of it.
    return splitsPair(window, end) ? end - 1 : end;
  }
  const isCutInPair = isHighSurrogate(window.charCodeAt(window.length - 1)) && isLowSurrogate(nextUnit);
  return isCutInPair ? window.length - 1 : window.length;
}

/** Two units of the basic Latin block never belong to one character (but for CR LF, which is white space). */
function isPlain(left: number, right: number): boolean {
  return left < 0x80 && right < 0x80;
}

function splitsPair(text: string, index: number): boolean {
  return isHighSurrogate(text.charCodeAt(index - 1)) && isLowSurrogate(text.charCodeAt(index));
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
