import { Api } from 'telegram';
import type { TelegramEntity } from '../protocol.js';

/** Shows a piece of formatting ("Styled text with message entities"). */
export function showEntity(entity: Api.TypeMessageEntity): TelegramEntity {
  const { offset, length } = entity;
  const at = { offset, length };
  if (entity instanceof Api.MessageEntityTextUrl) return { kind: 'link', ...at, url: entity.url };
  if (entity instanceof Api.MessageEntityPre) return { kind: 'pre', ...at, language: entity.language };
  return { kind: plainKindOf(entity), ...at };
}

function plainKindOf(entity: Api.TypeMessageEntity): TelegramEntity['kind'] {
  if (entity instanceof Api.MessageEntityBold) return 'bold';
  if (entity instanceof Api.MessageEntityItalic) return 'italic';
  if (entity instanceof Api.MessageEntityUnderline) return 'underline';
  if (entity instanceof Api.MessageEntityStrike) return 'strike';
  if (entity instanceof Api.MessageEntitySpoiler) return 'spoiler';
  if (entity instanceof Api.MessageEntityCode) return 'code';
  if (entity instanceof Api.MessageEntityBlockquote) return 'blockquote';
  if (entity instanceof Api.MessageEntityCustomEmoji) return 'custom-emoji';
  if (entity instanceof Api.MessageEntityUrl || entity instanceof Api.MessageEntityEmail) return 'link';
  if (entity instanceof Api.MessageEntityMention || entity instanceof Api.MessageEntityMentionName) {
    return 'mention';
  }
  return 'other';
}
