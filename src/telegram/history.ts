import { Api } from 'telegram';
import type { ChatMessage } from '../relay/index.js';
import type { AccountClient } from './account-client.js';
import { toChatMessage } from './chat-message.js';
import { historyAbove } from './difference.js';

/** messages.getHistory answers at most so many at once. */
const pageSize = 100;

/** A chat is read back over at most so many messages. */
const messagesAtMost = 1_000;

/** The id of a chat's newest message, of any kind; null when the chat is empty. */
export async function topMessageId(
  client: AccountClient,
  peer: Api.TypeInputPeer,
  belowId = 0,
): Promise<number | null> {
  const [top] = await readPage(client, historyAbove(peer, 0, 1, belowId));
  return top?.id ?? null;
}

/** The messages of a chat above an id, oldest first. */
export async function messagesAbove(
  client: AccountClient,
  peer: Api.TypeInputPeer,
  minId: number,
): Promise<readonly ChatMessage[]> {
  const newestFirst: Api.TypeMessage[] = [];
  for (let offsetId = 0; newestFirst.length < messagesAtMost; ) {
    const page = await readPage(client, historyAbove(peer, minId, pageSize, offsetId));
    newestFirst.push(...page);
    const last = page.at(-1);
    if (page.length < pageSize || last === undefined) break;
    offsetId = last.id;
  }
  return newestFirst.toReversed().flatMap((message) => toChatMessage(message) ?? []);
}

async function readPage(
  client: AccountClient,
  request: Api.messages.GetHistory,
): Promise<readonly Api.TypeMessage[]> {
  const answer = await client.invoke(request);
  return answer instanceof Api.messages.MessagesNotModified ? [] : answer.messages;
}
