import { Api } from 'telegram';
import type { ChatMessage } from '../relay/index.js';
import type { AccountClient } from './account-client.js';
import { joinAlbums, toChatMessage } from './chat-message.js';
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
  return readAll(client, newestFirst.toReversed());
}

/** Messages by the account's ids, albums put together, in the order of their ids; those that are gone are left out. */
export async function messagesById(
  client: AccountClient,
  ids: readonly number[],
): Promise<readonly ChatMessage[]> {
  const id = ids.map((each) => new Api.InputMessageID({ id: each }));
  const answer = await client.invoke(new Api.messages.GetMessages({ id }));
  return answer instanceof Api.messages.MessagesNotModified ? [] : readAll(client, answer.messages);
}

function readAll(client: AccountClient, messages: readonly Api.TypeMessage[]): readonly ChatMessage[] {
  const read = messages.flatMap((message) => toChatMessage(message, client.openFile) ?? []);
  return joinAlbums(read.toSorted((a, b) => a.message.id - b.message.id));
}

async function readPage(
  client: AccountClient,
  request: Api.messages.GetHistory,
): Promise<readonly Api.TypeMessage[]> {
  const answer = await client.invoke(request);
  return answer instanceof Api.messages.MessagesNotModified ? [] : answer.messages;
}
