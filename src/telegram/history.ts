import { Api } from 'telegram';
import type { ChatMessage } from '../relay/index.js';
import type { AccountClient } from './account-client.js';
import { type BoxMessage, isSameAlbum, joinAlbums, toChatMessage } from './chat-message.js';
import { historyAbove } from './difference.js';
import { namesIn } from './peer-names.js';

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
  const { messages } = await readPage(client, historyAbove(peer, 0, 1, belowId));
  return messages[0]?.id ?? null;
}

/** What was read of a chat: all its messages above an id, oldest first. */
export interface ReadBack {
  readonly aboveId: number;
  readonly messages: readonly ChatMessage[];
}

/** The messages of a chat above an id, or above a higher one where the chat is too long to be read that far back. */
export async function messagesAbove(
  client: AccountClient,
  peer: Api.TypeInputPeer,
  minId: number,
): Promise<ReadBack> {
  const read: BoxMessage[] = [];
  for (let offsetId = 0, count = 0; ; ) {
    const page = await readPage(client, historyAbove(peer, minId, pageSize, offsetId));
    read.push(...readAll(client, page));
    count += page.messages.length;
    const last = page.messages.at(-1);
    if (page.messages.length < pageSize || last === undefined)
      return { aboveId: minId, messages: inOrder(read) };
    if (count >= messagesAtMost) return readFrom(last.id, read);
    offsetId = last.id;
  }
}

/** An album at the border is left out: what else belongs to it may lie beyond. */
function readFrom(lowestId: number, read: readonly BoxMessage[]): ReadBack {
  const lowest = read.find(({ message }) => message.id === lowestId);
  const isCut = (each: BoxMessage): boolean => lowest !== undefined && isSameAlbum(lowest, each);
  const cutIds = read.filter(isCut).map(({ message }) => message.id);
  const messages = inOrder(read.filter((each) => !isCut(each)));
  return { aboveId: Math.max(lowestId - 1, ...cutIds), messages };
}

/** Messages of a chat by the account's ids, albums put together, in the order of their ids; those that are gone, or of another chat, are left out. */
export async function messagesById(
  client: AccountClient,
  peerUserId: string,
  ids: readonly number[],
): Promise<readonly ChatMessage[]> {
  const id = ids.map((each) => new Api.InputMessageID({ id: each }));
  const answer = await client.invoke(new Api.messages.GetMessages({ id }));
  if (answer instanceof Api.messages.MessagesNotModified) return [];
  return inOrder(readAll(client, answer).filter(({ message }) => message.peerUserId === peerUserId));
}

/** Messages, with the people and channels that they speak of. */
type Page = Pick<Api.messages.Messages, 'messages' | 'users' | 'chats'>;

function readAll(client: AccountClient, { messages, users, chats }: Page): readonly BoxMessage[] {
  const nameOf = namesIn([...users, ...chats]);
  return messages.flatMap((message) => toChatMessage(message, client.openFile, nameOf) ?? []);
}

function inOrder(read: readonly BoxMessage[]): readonly ChatMessage[] {
  return joinAlbums(read.toSorted((a, b) => a.message.id - b.message.id));
}

async function readPage(client: AccountClient, request: Api.messages.GetHistory): Promise<Page> {
  const answer = await client.invoke(request);
  const none = { messages: [], users: [], chats: [] };
  return answer instanceof Api.messages.MessagesNotModified ? none : answer;
}
