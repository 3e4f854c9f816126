import { Api } from 'telegram';
import type { SendingKeys, SentParcel } from '../relay/index.js';

/** The message that was to be answered is gone (core.telegram.org/method/messages.sendMessage). */
export const replyRefusals: readonly string[] = [
  'REPLY_MESSAGE_ID_INVALID',
  'REPLY_TO_INVALID',
  'MESSAGE_ID_INVALID',
  'MSG_ID_INVALID',
];

/** What a request says of the message that it answers. */
export function replyTo({ replyTo: replyToMsgId }: SendingKeys): { replyTo?: Api.InputReplyToMessage } {
  return replyToMsgId === null ? {} : { replyTo: new Api.InputReplyToMessage({ replyToMsgId }) };
}

/** The ids under which the parts of a parcel were stored, from whichever form of answer Telegram chose. */
export function readSent(
  answer: Api.TypeUpdates,
  parts: readonly number[],
  keys: Pick<SendingKeys, 'randomIdOf'>,
): SentParcel {
  const [only] = parts;
  if (answer instanceof Api.UpdateShortSentMessage && only !== undefined)
    return { kind: 'sent', ids: new Map([[only, answer.id]]) };
  const byRandomId = new Map<string, number>();
  if (answer instanceof Api.Updates || answer instanceof Api.UpdatesCombined) {
    for (const update of answer.updates)
      if (update instanceof Api.UpdateMessageID) byRandomId.set(String(update.randomId), update.id);
  }
  const ids = new Map<number, number>();
  for (const part of parts) {
    const id = byRandomId.get(String(keys.randomIdOf(part)));
    if (id !== undefined) ids.set(part, id);
  }
  return ids.size === parts.length ? { kind: 'sent', ids } : { kind: 'duplicate' };
}
