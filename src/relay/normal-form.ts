import { apart, byPlace, cutAt, endOf, merged, moved, overlap, type Range, without } from './ranges.js';
import type { Emphasis, RichText, TextEntity } from './rich-text.js';

type Of<Kind extends TextEntity['kind']> = Extract<TextEntity, { kind: Kind }>;

/** Within equal stretches, the outer first. */
const kinds = [
  'quote',
  'code_block',
  'spoiler',
  'link',
  'strike',
  'underline',
  'bold',
  'italic',
  'code',
] as const;
const emphases = ['spoiler', 'strike', 'underline', 'bold', 'italic'] as const;

/**
 * The one form of a text that both platforms can show, so that what is read on one is written on the other and read there again unchanged:
 * - no half surrogate pairs; entities lie inside the text, cut no pair and show something;
 * - one kind neither overlaps nor touches itself (links and blocks may touch); emphasis on either side of white space lies on it too;
 * - quotes and code blocks stand on lines of their own: a new line is begun where one is missing; quotes hold no quotes;
 * - nothing lies on code but a quote around it, because Telegram allows nothing else (Bot API, "Formatting options"): emphasis and links are cut
 *   around it. What is hidden stays hidden: a spoiler on code takes the code away, and so does a link;
 * - emphasis and links neither begin nor end with white space, nor reach over the edge of a block;
 * - a link whose address is its text is no entity.
 */
export function normalForm(given: RichText): RichText {
  const text = given.text.replace(/\p{Surrogate}/gu, '\uFFFD');
  const entities = given.entities.flatMap((entity) => inside(entity, text));
  return entities.length === 0 ? { text, entities } : sortOut(onLinesOfTheirOwn({ text, entities }));
}

export function isEmphasis(entity: TextEntity): entity is TextEntity & { kind: Emphasis } {
  return emphases.some((kind) => kind === entity.kind);
}

function sortOut({ text, entities }: RichText): RichText {
  const of = <Kind extends TextEntity['kind']>(kind: Kind): Of<Kind>[] =>
    entities.filter((entity): entity is Of<Kind> => entity.kind === kind);
  const { quotes, blocks } = findBlocks(text, entities);
  const framed = <T extends Range>(range: T): readonly T[] =>
    cutAt(range, quotes).flatMap((piece) => without(piece, blocks));
  const isBlank = (gap: Range): boolean => !shows(gap, text);
  const trimmed = <T extends Range>(range: T): readonly T[] => shrink(range, text, /\s/u);
  const links = apart(of('link').flatMap(framed)).flatMap(trimmed).filter(isMasked(text));
  const taken = [...of('spoiler'), ...links];
  const code = merged(of('code'))
    .flatMap(framed)
    .flatMap((range) => shrink(range, text, /\n/u))
    .filter((range) => shows(range, text) && isFree(range, taken));
  const emphasis = emphases.flatMap((kind) =>
    merged(of(kind), isBlank)
      .flatMap(framed)
      .flatMap((range) => without(range, code))
      .flatMap(trimmed),
  );
  const all: TextEntity[] = [...quotes, ...blocks, ...links, ...emphasis, ...code];
  return { text, entities: all.sort(byPlaceAndKind) };
}

/** The order of entities: by offset, the longer first; within equal stretches the outer first. */
export function byPlaceAndKind(one: TextEntity, other: TextEntity): number {
  return byPlace(one, other) || kinds.indexOf(one.kind) - kinds.indexOf(other.kind);
}

/** Quotes that only a line break parts are one: on Discord they can't be told apart. */
function findBlocks(
  text: string,
  entities: RichText['entities'],
): { quotes: Of<'quote'>[]; blocks: Of<'code_block'>[] } {
  const quotes: Of<'quote'>[] = [];
  const standing = entities
    .filter((entity) => entity.kind === 'quote')
    .flatMap((range) => shrink(range, text, /\n/u));
  for (const quote of apart(standing).flatMap((range) => shrink(range, text, /\n/u))) {
    const last = quotes.at(-1);
    if (last !== undefined && /^\n?$/.test(text.slice(endOf(last), quote.offset)))
      quotes[quotes.length - 1] = moved(last, last.offset, endOf(quote));
    else if (shows(quote, text)) quotes.push(quote);
  }
  const spoilers = entities.filter(({ kind }) => kind === 'spoiler');
  const blocks = apart(entities.filter((entity) => entity.kind === 'code_block'))
    .flatMap((range) => cutAt(range, quotes))
    .flatMap((range) => shrink(range, text, /\n/u))
    .filter((range) => shows(range, text) && isFree(range, spoilers));
  return { quotes, blocks };
}

/** Begins a new line before and behind each block that lacks one, and moves what stands behind it. */
function onLinesOfTheirOwn({ text, entities }: RichText): RichText {
  const { quotes, blocks } = findBlocks(text, entities);
  const places = new Set([...quotes, ...blocks].flatMap((block) => [block.offset, endOf(block)]));
  const missing = [...places]
    .filter((place) => place > 0 && place < text.length && text[place - 1] !== '\n' && text[place] !== '\n')
    .sort((one, other) => one - other);
  if (missing.length === 0) return { text, entities };
  const edges = [0, ...missing, text.length];
  const lines = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
  const linesBegunBy = (place: number, inclusive: boolean): number =>
    missing.filter((at) => (inclusive ? at <= place : at < place)).length;
  return {
    text: lines.join('\n'),
    entities: entities.map((entity) =>
      moved(
        entity,
        entity.offset + linesBegunBy(entity.offset, true),
        endOf(entity) + linesBegunBy(endOf(entity), false),
      ),
    ),
  };
}

function inside(entity: TextEntity, text: string): readonly TextEntity[] {
  const clamp = (place: number): number => Math.min(Math.max(Math.trunc(place), 0), text.length);
  const from = clamp(entity.offset);
  const to = clamp(endOf(entity));
  // A pair belongs to the entity that holds its first half.
  const start = splitsPair(text, from) ? from + 1 : from;
  const end = splitsPair(text, to) ? to + 1 : to;
  return end > start ? [moved(entity, start, end)] : [];
}

function splitsPair(text: string, place: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, place - 1), place + 1));
}

/** A range without what it begins and ends with; nothing when nothing else is in it. */
export function shrink<T extends Range>(range: T, text: string, space: RegExp): readonly T[] {
  let from = range.offset;
  let to = endOf(range);
  while (from < to && space.test(text.charAt(from))) from += 1;
  while (from < to && space.test(text.charAt(to - 1))) to -= 1;
  return to > from ? [moved(range, from, to)] : [];
}

function shows(range: Range, text: string): boolean {
  return /\S/u.test(text.slice(range.offset, endOf(range)));
}

function isFree(range: Range, others: readonly Range[]): boolean {
  return !others.some((other) => overlap(range, other));
}

function isMasked(text: string): (link: Of<'link'>) => boolean {
  return (link) => text.slice(link.offset, endOf(link)) !== link.url;
}
