import { Api } from 'telegram';
import type { RichText } from '../relay/index.js';
import type { SentToAgent } from '../sessions/index.js';
import type { AccountClient } from './account-client.js';
import { toLong } from './agent-peer.js';
import { toTelegramText } from './entities.js';
import { TelegramRefusedError } from './errors.js';

/** messages.deleteMessages takes so many ids at once. */
const deletedAtOnce = 100;

/** Sends a text once for a random id (messages.sendMessage, "random_id"). */
export async function sendText(
  client: AccountClient,
  peer: Api.InputPeerUser,
  text: RichText,
  randomId: bigint,
): Promise<SentToAgent> {
  const request = new Api.messages.SendMessage({
    ...toTelegramText(text),
    peer,
    randomId: toLong(randomId),
    noWebpage: true,
  });
  const answer = await unlessRefused(client, request, ['RANDOM_ID_DUPLICATE']);
  const messageId = answer === null ? null : sentId(answer, randomId);
  return messageId === null ? { kind: 'duplicate' } : { kind: 'sent', messageId };
}

/** Replaces the words of an own message. */
export async function editText(
  client: AccountClient,
  peer: Api.InputPeerUser,
  messageId: number,
  text: RichText,
): Promise<'edited' | 'gone'> {
  const request = new Api.messages.EditMessage({
    ...toTelegramText(text),
    peer,
    id: messageId,
    noWebpage: true,
  });
  const gone = ['MESSAGE_ID_INVALID', 'MESSAGE_AUTHOR_REQUIRED'];
  try {
    await client.invoke(request, ['MESSAGE_NOT_MODIFIED', ...gone]);
    return 'edited';
  } catch (error) {
    if (!(error instanceof TelegramRefusedError)) throw error;
    if (error.reason === 'MESSAGE_NOT_MODIFIED') return 'edited';
    if (gone.includes(error.reason)) return 'gone';
    throw error;
  }
}

/** Deletes messages on both sides; ids that lead to nothing are passed over by Telegram. */
export async function deleteTexts(client: AccountClient, messageIds: readonly number[]): Promise<void> {
  for (let start = 0; start < messageIds.length; start += deletedAtOnce) {
    const id = messageIds.slice(start, start + deletedAtOnce);
    await client.invoke(new Api.messages.DeleteMessages({ id, revoke: true }));
  }
}

/** When the agent read an own message; null when they did not, or when Telegram does not say (too old, or someone hides it). */
export async function outboxReadDate(
  client: AccountClient,
  peer: Api.InputPeerUser,
  msgId: number,
): Promise<Date | null> {
  const request = new Api.messages.GetOutboxReadDate({ peer, msgId });
  const silences = ['MESSAGE_NOT_READ_YET', 'MESSAGE_TOO_OLD', 'MESSAGE_ID_INVALID'];
  const answer = await unlessRefused(client, request, [
    ...silences,
    'USER_PRIVACY_RESTRICTED',
    'YOUR_PRIVACY_RESTRICTED',
  ]);
  return answer === null ? null : new Date(answer.date * 1_000);
}

/** Null for the refusals that are named; everything else throws. */
async function unlessRefused<R extends Api.AnyRequest>(
  client: AccountClient,
  request: R,
  names: readonly string[],
): Promise<R['__response'] | null> {
  try {
    return await client.invoke(request, names);
  } catch (error) {
    if (error instanceof TelegramRefusedError && names.includes(error.reason)) return null;
    throw error;
  }
}

/** The id under which a message was stored, from whichever form of answer Telegram chose. */
function sentId(answer: Api.TypeUpdates, randomId: bigint): number | null {
  if (answer instanceof Api.UpdateShortSentMessage) return answer.id;
  if (!(answer instanceof Api.Updates || answer instanceof Api.UpdatesCombined)) return null;
  for (const update of answer.updates) {
    if (update instanceof Api.UpdateMessageID && String(update.randomId) === String(randomId))
      return update.id;
  }
  return null;
}
