import { Api } from 'telegram';
import {
  type Emphasis,
  nested,
  normalForm,
  type RichText,
  type TextEntity,
  trimText,
} from '../relay/index.js';

/** A text as Telegram takes it: its words, and how they are formatted. */
export interface TelegramText {
  readonly message: string;
  readonly entities: Api.TypeMessageEntity[];
}

/** Telegram keeps so many entities of a message and drops the rest silently. */
export const entitiesAtMost = 100;

type EmphasisClass = new (args: { offset: number; length: number }) => Api.TypeMessageEntity;

const emphasisClasses: Readonly<Record<Emphasis, EmphasisClass>> = {
  bold: Api.MessageEntityBold,
  italic: Api.MessageEntityItalic,
  underline: Api.MessageEntityUnderline,
  strike: Api.MessageEntityStrike,
  spoiler: Api.MessageEntitySpoiler,
};

/**
 * The one place where Telegram's formatting becomes the relay's. Mentions, hashtags, commands, bare links, e-mail addresses, phone and bank card
 * numbers are text that Telegram's clients find by themselves; a mention by id shows a name, a custom emoji its ordinary one: all of these
 * stand in the words already.
 */
export function fromTelegramText(
  message: string,
  entities?: readonly Api.TypeMessageEntity[] | null,
): RichText {
  // The library reads an absent list as null.
  const known = (entities ?? []).flatMap((entity) => readEntity(entity) ?? []);
  return normalForm({ text: message, entities: known });
}

/**
 * The one place where the relay's formatting becomes Telegram's. Telegram takes white space off both ends of a message, so it is taken off here,
 * where the offsets can follow; its entities are either nested or apart (Bot API, "Formatting options").
 */
export function toTelegramText(text: RichText): TelegramText {
  const trimmed = trimText(text);
  return { message: trimmed.text, entities: nested(trimmed).map(writeEntity) };
}

function readEntity(entity: Api.TypeMessageEntity): TextEntity | null {
  const { offset, length } = entity;
  if (entity instanceof Api.MessageEntityCode) return { offset, length, kind: 'code' };
  if (entity instanceof Api.MessageEntityPre)
    return { offset, length, kind: 'code_block', language: entity.language };
  if (entity instanceof Api.MessageEntityTextUrl) return { offset, length, kind: 'link', url: entity.url };
  if (entity instanceof Api.MessageEntityBlockquote)
    return { offset, length, kind: 'quote', expandable: entity.collapsed === true };
  const kind = readEmphasis(entity);
  return kind === null ? null : { offset, length, kind };
}

function readEmphasis(entity: Api.TypeMessageEntity): Emphasis | null {
  if (entity instanceof Api.MessageEntityBold) return 'bold';
  if (entity instanceof Api.MessageEntityItalic) return 'italic';
  if (entity instanceof Api.MessageEntityUnderline) return 'underline';
  if (entity instanceof Api.MessageEntityStrike) return 'strike';
  return entity instanceof Api.MessageEntitySpoiler ? 'spoiler' : null;
}

function writeEntity(entity: TextEntity): Api.TypeMessageEntity {
  const { offset, length } = entity;
  switch (entity.kind) {
    case 'code':
      return new Api.MessageEntityCode({ offset, length });
    case 'code_block':
      return new Api.MessageEntityPre({ offset, length, language: entity.language });
    case 'link':
      return new Api.MessageEntityTextUrl({ offset, length, url: entity.url });
    case 'quote':
      return new Api.MessageEntityBlockquote({ offset, length, collapsed: entity.expandable });
    default:
      return new emphasisClasses[entity.kind]({ offset, length });
  }
}
