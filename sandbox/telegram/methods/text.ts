import { Api } from 'telegram';
import { toLong } from '../tl/long.js';
import { Refusal } from '../world/refusal.js';
import type { MethodCall } from './method.js';
import { findInputUser } from './peers.js';

const LONGEST_TEXT = 4096;
const MOST_ENTITIES = 100;

/** A message's text within the limits of messages.sendMessage. Throws MESSAGE_EMPTY, MESSAGE_TOO_LONG. */
export function checkText(text: string | null | undefined): string {
  if (typeof text !== 'string' || text.trim() === '') {
    throw new Refusal(400, 'MESSAGE_EMPTY');
  }
  if ([...text].length > LONGEST_TEXT) {
    throw new Refusal(400, 'MESSAGE_TOO_LONG');
  }
  return text;
}

/** Entities as they are stored: inside the text (UTF-16 units), beyond the hundredth left out as Telegram does. */
export function checkEntities(
  entities: readonly Api.TypeMessageEntity[] | null | undefined,
  text: string,
  call: MethodCall,
): Api.TypeMessageEntity[] {
  return (entities ?? []).slice(0, MOST_ENTITIES).map((entity) => {
    const { offset, length } = entity;
    if (offset < 0 || length <= 0 || offset + length > text.length) {
      throw new Refusal(400, 'ENTITY_BOUNDS_INVALID');
    }
    if (!(entity instanceof Api.InputMessageEntityMentionName)) {
      return entity;
    }
    const userId = findInputUser(entity.userId, call);
    if (userId === undefined) {
      throw new Refusal(400, 'ENTITY_MENTION_USER_INVALID');
    }
    return new Api.MessageEntityMentionName({ offset, length, userId: toLong(userId) });
  });
}
