import { Api } from 'telegram';
import { type ComposedText, composeText } from '../text/compose-text.js';
import { toLong } from '../tl/long.js';
import { Refusal } from '../world/refusal.js';
import type { MethodCall } from './method.js';
import { findInputUser } from './peers.js';

/** What a method says of text; flags that were left out are null after reading, whatever the schema's types say. */
interface WrittenText {
  readonly message?: string | null | undefined;
  readonly entities?: readonly Api.TypeMessageEntity[] | null | undefined;
}

/** The text of a message, or the caption of what it carries, within the limits of messages.sendMessage and sendMedia. */
export function readText(
  { message, entities }: WrittenText,
  place: 'text' | 'caption',
  call: MethodCall,
): ComposedText {
  const read = (entities ?? []).map((entity) => readEntity(entity, call));
  return composeText(message ?? '', read, place);
}

function readEntity(entity: Api.TypeMessageEntity, call: MethodCall): Api.TypeMessageEntity {
  if (!(entity instanceof Api.InputMessageEntityMentionName)) {
    return entity;
  }
  const userId = findInputUser(entity.userId, call);
  if (userId === undefined) {
    throw new Refusal(400, 'ENTITY_MENTION_USER_INVALID');
  }
  const { offset, length } = entity;
  return new Api.MessageEntityMentionName({ offset, length, userId: toLong(userId) });
}
