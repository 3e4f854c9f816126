import { Api } from 'telegram';
import type { AgentParcel, RichText, SendingKeys, SentParcel } from '../relay/index.js';
import type { AccountClient } from './account-client.js';
import { toLong } from './agent-peer.js';
import { toTelegramText } from './entities.js';
import { TelegramRefusedError } from './errors.js';
import { readSent, replyRefusals, replyTo } from './sent-answer.js';

/** messages.deleteMessages takes so many ids at once. */
const deletedAtOnce = 100;

/** Sends a text once for its random id (messages.sendMessage, "random_id"). */
export async function sendText(
  client: AccountClient,
  peer: Api.InputPeerUser,
  { part, text }: Extract<AgentParcel, { kind: 'text' }>,
  keys: SendingKeys,
): Promise<SentParcel> {
  const request = new Api.messages.SendMessage({
    ...toTelegramText(text),
    ...replyTo(keys),
    peer,
    randomId: toLong(keys.randomIdOf(part)),
    noWebpage: true,
  });
  try {
    const answer = await client.invoke(request, ['RANDOM_ID_DUPLICATE', ...replyRefusals]);
    return readSent(answer, [part], keys);
  } catch (error) {
    if (!(error instanceof TelegramRefusedError)) throw error;
    if (error.reason === 'RANDOM_ID_DUPLICATE') return { kind: 'duplicate' };
    if (keys.replyTo !== null && replyRefusals.includes(error.reason)) return { kind: 'reply_gone' };
    throw error;
  }
}

/** Replaces the words of an own message. */
export async function editText(
  client: AccountClient,
  peer: Api.InputPeerUser,
  messageId: number,
  text: RichText,
): Promise<'edited' | 'gone' | 'too_late'> {
  const request = new Api.messages.EditMessage({
    ...toTelegramText(text),
    peer,
    id: messageId,
    noWebpage: true,
  });
  const gone = ['MESSAGE_ID_INVALID', 'MESSAGE_AUTHOR_REQUIRED'];
  try {
    await client.invoke(request, ['MESSAGE_NOT_MODIFIED', 'MESSAGE_EDIT_TIME_EXPIRED', ...gone]);
    return 'edited';
  } catch (error) {
    if (!(error instanceof TelegramRefusedError)) throw error;
    if (error.reason === 'MESSAGE_NOT_MODIFIED') return 'edited';
    if (gone.includes(error.reason)) return 'gone';
    if (error.reason === 'MESSAGE_EDIT_TIME_EXPIRED') return 'too_late';
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

/** What Telegram answers where a reaction can't be (messages.sendReaction). */
const reactionRefusals = [
  'REACTION_INVALID',
  'REACTION_EMPTY',
  'REACTIONS_TOO_MANY',
  'MESSAGE_ID_INVALID',
  'MSG_ID_INVALID',
];

/** Sets the account's one reaction on a message, or takes it away. Telegram's emoji carry no variation selector. */
export async function react(
  client: AccountClient,
  peer: Api.InputPeerUser,
  msgId: number,
  emoji: string | null,
): Promise<'done' | 'not_possible'> {
  const reaction =
    emoji === null ? [] : [new Api.ReactionEmoji({ emoticon: emoji.replaceAll('\uFE0F', '') })];
  const request = new Api.messages.SendReaction({ peer, msgId, reaction });
  try {
    await client.invoke(request, [...reactionRefusals, 'MESSAGE_NOT_MODIFIED']);
    return 'done';
  } catch (error) {
    if (!(error instanceof TelegramRefusedError)) throw error;
    if (error.reason === 'MESSAGE_NOT_MODIFIED') return 'done';
    if (reactionRefusals.includes(error.reason)) return 'not_possible';
    throw error;
  }
}
