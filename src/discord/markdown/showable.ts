import {
  type Emphasis,
  endOf,
  isEmphasis,
  normalForm,
  overlap,
  type Range,
  type RichText,
  type TextEntity,
} from '../../relay/index.js';
import { cleanLanguage } from './code-writing.js';
import { encodeLink, percentEncode } from './escaping.js';
import { findBareLinks, isWebAddress, mayBeNamed } from './links.js';

/** An address that is longer than this is shown as text: a part of a message must be able to hold it. */
const longestAddress = 1000;

const signs: Readonly<Record<Emphasis, RegExp | null>> = {
  bold: /\*/g,
  italic: /\*/g,
  underline: /_/g,
  strike: /~/g,
  // Written as %7C everywhere.
  spoiler: null,
};

/**
 * A text as Discord can show it:
 * - a link that Discord refuses to name stands behind its words in brackets;
 * - inside an address, what would end the formatting around it is percent-encoded; emphasis covers an address wholly or not at all;
 * - languages that Discord does not read are left out, and quotes are not folded.
 */
export function showable(text: RichText): RichText {
  return coverLinks(encodeAddresses(spellOutLinks(text)));
}

function spellOutLinks(text: RichText): RichText {
  const refused = text.entities.filter(
    (entity): entity is TextEntity & { kind: 'link' } =>
      entity.kind === 'link' && !canBeNamed(entity, text.text),
  );
  const edits = refused.map((link) => ({
    offset: endOf(link),
    length: 0,
    words: wordsBehind(link.url, text.text.slice(link.offset, endOf(link))),
  }));
  const entities = text.entities.filter((entity) => !refused.some((link) => link === entity));
  return edit({ text: text.text, entities: entities.map(asDiscordKnows) }, edits);
}

function canBeNamed(link: TextEntity & { kind: 'link' }, text: string): boolean {
  const label = text.slice(link.offset, endOf(link));
  const fits = isWebAddress(link.url) && safeAddress(link.url).length <= longestAddress;
  return fits && mayBeNamed(label) && !/[[\]]/.test(label);
}

/** Telegram's own addresses lead nowhere on Discord, and some say no more than the words do. */
function wordsBehind(url: string, label: string): string {
  const address = url.replace(/^(mailto|tel):/iu, '');
  return /^tg:/iu.test(url) || address === label ? '' : ` (${address})`;
}

function asDiscordKnows(entity: TextEntity): TextEntity {
  if (entity.kind === 'code_block') return { ...entity, language: cleanLanguage(entity.language) };
  return entity.kind === 'quote' ? { ...entity, expandable: false } : entity;
}

function encodeAddresses(text: RichText): RichText {
  const entities = text.entities.map((entity) =>
    entity.kind === 'link' ? { ...entity, url: encodeUnder(safeAddress(entity.url), entity, text) } : entity,
  );
  const edits = linksIn(text).map((link) => {
    const address = text.text.slice(link.offset, endOf(link));
    return { ...link, words: encodeUnder(encodeLink(address), link, text) };
  });
  return edit({ text: text.text, entities }, edits);
}

function safeAddress(url: string): string {
  return percentEncode(encodeLink(url.replace(/\p{Surrogate}/gu, '\uFFFD')), /[\s<>()]/gu);
}

function encodeUnder(address: string, range: Range, { entities }: RichText): string {
  let encoded = address;
  for (const entity of entities) {
    if (!isEmphasis(entity) || !overlap(entity, range)) continue;
    const sign = signs[entity.kind];
    if (sign !== null) encoded = percentEncode(encoded, sign);
  }
  return encoded;
}

function coverLinks(text: RichText): RichText {
  const links = linksIn(text);
  const entities = text.entities.map((entity) => {
    if (!isEmphasis(entity)) return entity;
    const touched = links.filter((link) => overlap(link, entity));
    const from = Math.min(entity.offset, ...touched.map(({ offset }) => offset));
    const to = Math.max(endOf(entity), ...touched.map(endOf));
    return { ...entity, offset: from, length: to - from };
  });
  return normalForm({ text: text.text, entities });
}

/** The bare links between code and named links, which nothing reaches into. */
function linksIn({ text, entities }: RichText): readonly Range[] {
  const walls = entities.filter((entity) => !isEmphasis(entity));
  const places = walls.flatMap((wall) => [wall.offset, endOf(wall)]);
  const edges = [...new Set([0, ...places, text.length])].sort((one, other) => one - other);
  return edges.slice(1).flatMap((edge, index) => {
    const offset = edges[index] ?? 0;
    const isWall = walls.some(
      (wall) => wall.kind !== 'quote' && overlap(wall, { offset, length: edge - offset }),
    );
    if (isWall) return [];
    return findBareLinks(text.slice(offset, edge)).map((link) => ({ ...link, offset: link.offset + offset }));
  });
}

interface Edit extends Range {
  readonly words: string;
}

/** Replaces stretches of a text, in order, and moves what lies behind them. */
function edit({ text, entities }: RichText, edits: readonly Edit[]): RichText {
  let edited = '';
  let end = 0;
  for (const { offset, length, words } of edits) {
    edited += text.slice(end, offset) + words;
    end = offset + length;
  }
  const place = (at: number, isStart: boolean): number =>
    edits.reduce((moved, { offset, length, words }) => {
      const isBehind = length === 0 && !isStart ? offset < at : offset + length <= at;
      return isBehind ? moved + words.length - length : moved;
    }, at);
  const movedEntities = entities.map((entity) => {
    const from = place(entity.offset, true);
    return { ...entity, offset: from, length: place(endOf(entity), false) - from };
  });
  return normalForm({ text: edited + text.slice(end), entities: movedEntities });
}
