import { Api } from 'telegram';
import { type EntitySpan, isCode, overlap } from './entity-spans.js';

type Finder = { readonly pattern: RegExp; readonly create: (span: Span) => EntitySpan };

interface Span {
  offset: number;
  length: number;
}

/** Top-level domains after which a name without a scheme counts as a link: the common ones. */
const DOMAINS =
  'com|org|net|edu|gov|info|biz|io|me|ai|app|dev|gg|tv|co|uk|de|fr|nl|es|it|ru|ua|eu|us|ch|at|xyz|shop|store|online|site';

/** "Styled text with message entities": what clients and server find by themselves, the stronger first. */
const FINDERS: readonly Finder[] = [
  {
    pattern: /(?<![\w@.])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w@])/gi,
    create: (span) => new Api.MessageEntityEmail(span),
  },
  {
    pattern: /(?<![\w@])(?:https?|ftp|tg):\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?'()[\]{}]/gi,
    create: (span) => new Api.MessageEntityUrl(span),
  },
  {
    pattern: new RegExp(
      `(?<![\\w@.-])(?:[a-z0-9-]+\\.)+(?:${DOMAINS})(?::\\d{1,5})?(?:[/?#][^\\s<>"“”]*[^\\s<>"“”.,;:!?'()[\\]{}]|/)?(?![\\w@-])`,
      'gi',
    ),
    create: (span) => new Api.MessageEntityUrl(span),
  },
  {
    pattern: /(?<![\w@/])@[a-z]\w{3,31}(?!\w)/gi,
    create: (span) => new Api.MessageEntityMention(span),
  },
  {
    pattern: /(?<![\w#/])#(?=\w*[\p{L}_])[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/gu,
    create: (span) => new Api.MessageEntityHashtag(span),
  },
  {
    pattern: /(?<![\w$/])\$(?:1INCH|[A-Z]{1,8})(?![\w$])/g,
    create: (span) => new Api.MessageEntityCashtag(span),
  },
  {
    pattern: /(?<![\w/<>])\/[a-z0-9_]{1,64}(?:@[a-z]\w{2,31})?(?![\w/<>])/gi,
    create: (span) => new Api.MessageEntityBotCommand(span),
  },
  {
    pattern: /(?<![\w+])\+\d(?:[ -]?\(?\d\)?){6,14}(?!\w)/g,
    create: (span) => new Api.MessageEntityPhone(span),
  },
];

/** The entities that Telegram finds in a text by itself: none in code, and none where there is a link already. */
export function deriveEntities(text: string, given: readonly EntitySpan[]): EntitySpan[] {
  const taken = given.filter((entity) => isCode(entity) || isLink(entity));
  const found: EntitySpan[] = [];
  for (const { pattern, create } of FINDERS) {
    for (const match of text.matchAll(pattern)) {
      const entity = create({ offset: match.index, length: match[0].length });
      if (![...taken, ...found].some((other) => overlap(entity, other))) {
        found.push(entity);
      }
    }
  }
  return found;
}

function isLink(entity: EntitySpan): boolean {
  return (
    entity instanceof Api.MessageEntityTextUrl ||
    entity instanceof Api.MessageEntityMentionName ||
    entity instanceof Api.MessageEntityUrl ||
    entity instanceof Api.MessageEntityEmail ||
    entity instanceof Api.MessageEntityMention ||
    entity instanceof Api.MessageEntityHashtag ||
    entity instanceof Api.MessageEntityPhone
  );
}
