import { endOf } from './ranges.js';
import type { RichText, TextEntity } from './rich-text.js';

/** Where a text may be cut, best first: behind a paragraph, a line, a sentence; each only if the part is not left too short. */
const lines = [/\n[^\S\n]*\n\s*/g, /\n\s*/g];
const sentence = /[.!?…]["'”’)\]]*\s+/g;
const word = /\s+/g;

/**
 * The best place to cut a text within its first `window` units: behind a paragraph, a line, a sentence, a word, and only then between characters
 * as people see them, never inside a surrogate pair. Nothing that is formatted as one is cut while another place will do; long quotes and
 * code blocks are cut at lines.
 */
export function findCut({ text, entities }: RichText, window: number): number {
  const within = text.slice(0, window);
  const shortest = window / 3;
  const whole = entities.filter((entity) => isWhole(entity, window));
  const blocks = entities.filter(({ kind }) => kind === 'code_block');
  const find = (pattern: RegExp, kept: readonly TextEntity[], least: number): number | null => {
    let best: number | null = null;
    for (const match of within.matchAll(pattern)) {
      // White space at the beginning of a line of code is indentation.
      const isCode = blocks.some((block) => holds(block, match.index + 1));
      const place = isCode ? match.index + 1 : match.index + match[0].length;
      if (place >= least && !kept.some((entity) => holds(entity, place))) best = place;
    }
    return best;
  };
  const ofLines = (kept: readonly TextEntity[]): number | null =>
    lines.reduce<number | null>((found, pattern) => found ?? find(pattern, kept, shortest), null);
  const place =
    ofLines(whole) ??
    find(sentence, [...whole, ...blocks], shortest) ??
    find(word, [...whole, ...blocks], shortest) ??
    ofLines([]) ??
    find(sentence, blocks, shortest) ??
    find(word, [], 1) ??
    0;
  return place > 0 ? place : lastCharacterEnd(within, text.charCodeAt(window));
}

/** What is formatted as one stays so, unless it is too long to be left to the next part. */
function isWhole({ kind, length }: TextEntity, window: number): boolean {
  return length <= (kind === 'link' || kind === 'code' ? window : window / 2);
}

function holds(entity: TextEntity, place: number): boolean {
  return entity.offset < place && place < endOf(entity);
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
