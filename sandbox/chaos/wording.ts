import { Api } from 'telegram';
import type { Random } from './random.js';

export type Emphasis = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code';

/** A few words, formatted as one. */
export interface Span {
  readonly text: string;
  readonly emphasis: Emphasis | null;
}

/** What a message says, without what tells it from others. */
export interface Wording {
  readonly spans: readonly Span[];
  /** So many more lines follow: a message of many is split on the other side. */
  readonly furtherLines: number;
  /** Each of those lines holds timestamps, which Telegram's reader sees five times as long as they were typed. */
  readonly isDated: boolean;
}

/** Discord's marks around what is formatted; all texts of a fault run are compared in this form. */
const marks: Record<Emphasis, string> = {
  bold: '**',
  italic: '*',
  underline: '__',
  strike: '~~',
  spoiler: '||',
  code: '`',
};

const vocabulary = [
  'yes',
  'no',
  'maybe',
  'gold plan',
  'größer',
  'bitte',
  'price 20',
  'tomorrow',
  '🙂',
  '中文',
  'thank you',
];

const timestamp = '<t:0>';
const asRead = '1 January 1970 at 00:00 UTC';

/** Words as somebody says them: short ones mostly, of at most so many lines; `last` makes an edit differ from what it changes. */
export function chooseWording(random: Random, linesAtMost: number, mayBeDated: boolean, last = ''): Wording {
  const spans: Span[] = Array.from({ length: random.between(1, 4) }, () => ({
    text: random.pick(vocabulary) ?? '',
    emphasis: null,
  }));
  const formatted = random.between(0, spans.length - 1);
  const emphasis =
    random.pick(['bold', 'italic', 'underline', 'strike', 'spoiler', 'code'] as const) ?? 'bold';
  const isFormatted = random.isLucky(0.3);
  const isLong = random.isLucky(0.12);
  return {
    spans: [
      ...spans.map((span, index) => (isFormatted && index === formatted ? { ...span, emphasis } : span)),
      ...(last === '' ? [] : [{ text: last, emphasis: null }]),
    ],
    furtherLines: isLong ? random.between(Math.floor(linesAtMost / 2), linesAtMost) : 0,
    isDated: mayBeDated && random.isLucky(0.5),
  };
}

/** The whole message as Discord's clients take it; each line begins with what tells it from others, so that each part does. */
export function toMarkdown({ spans, furtherLines, isDated }: Wording, key: string): string {
  const first = spans.map(({ text, emphasis }) => (emphasis === null ? text : mark(text, emphasis)));
  const words = isDated ? timestamp.repeat(7) : 'and so on, until all of it is said';
  const further = Array.from({ length: furtherLines }, (_, index) => `${key} line ${index}: ${words}`);
  return [[key, ...first].join(' '), ...further].join('\n');
}

/** The same as Telegram's clients take it. */
export function toEntities(
  wording: Wording,
  key: string,
): { readonly text: string; readonly entities: Api.TypeMessageEntity[] } {
  const plain = { ...wording, spans: wording.spans.map(({ text }) => ({ text, emphasis: null })) };
  const entities: Api.TypeMessageEntity[] = [];
  let offset = key.length + 1;
  for (const { text, emphasis } of wording.spans) {
    if (emphasis !== null) entities.push(entityOf(emphasis, { offset, length: text.length }));
    offset += text.length + 1;
  }
  return { text: toMarkdown(plain, key), entities };
}

/** What somebody reads on Telegram, in the form in which all texts are compared; the quote above it is apart. */
export function readOnTelegram(
  text: string,
  entities: readonly Api.TypeMessageEntity[],
): { readonly body: string; readonly hasQuote: boolean } {
  const quote = entities.find(
    (entity) => entity instanceof Api.MessageEntityBlockquote && entity.offset === 0,
  );
  const begin = quote === undefined ? 0 : quote.length;
  let body = '';
  let at = begin;
  for (const entity of entities) {
    const emphasis = emphasisOf(entity);
    if (emphasis === null || entity.offset < at) continue;
    const end = entity.offset + entity.length;
    body += text.slice(at, entity.offset) + mark(text.slice(entity.offset, end), emphasis);
    at = end;
  }
  body += text.slice(at);
  return { body: body.replaceAll(asRead, timestamp).trim(), hasQuote: quote !== undefined };
}

/** What somebody reads on Discord, likewise. */
export function readOnDiscord(content: string): { readonly body: string; readonly hasQuote: boolean } {
  const lines = content.split('\n');
  const quoted = lines.findIndex((line) => !line.startsWith('> '));
  const begin = quoted === -1 ? lines.length : quoted;
  return { body: lines.slice(begin).join('\n').trim(), hasQuote: begin > 0 };
}

function mark(text: string, emphasis: Emphasis): string {
  return `${marks[emphasis]}${text}${marks[emphasis]}`;
}

function entityOf(
  emphasis: Emphasis,
  place: { readonly offset: number; readonly length: number },
): Api.TypeMessageEntity {
  switch (emphasis) {
    case 'bold':
      return new Api.MessageEntityBold(place);
    case 'italic':
      return new Api.MessageEntityItalic(place);
    case 'underline':
      return new Api.MessageEntityUnderline(place);
    case 'strike':
      return new Api.MessageEntityStrike(place);
    case 'spoiler':
      return new Api.MessageEntitySpoiler(place);
    case 'code':
      return new Api.MessageEntityCode(place);
  }
}

function emphasisOf(entity: Api.TypeMessageEntity): Emphasis | null {
  if (entity instanceof Api.MessageEntityBold) return 'bold';
  if (entity instanceof Api.MessageEntityItalic) return 'italic';
  if (entity instanceof Api.MessageEntityUnderline) return 'underline';
  if (entity instanceof Api.MessageEntityStrike) return 'strike';
  if (entity instanceof Api.MessageEntitySpoiler) return 'spoiler';
  return entity instanceof Api.MessageEntityCode ? 'code' : null;
}
