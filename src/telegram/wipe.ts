import { Api } from 'telegram';
import { UnreachableError } from '../sessions/index.js';
import type { AccountClient } from './account-client.js';
import { topMessageId } from './history.js';

/** messages.deleteHistory takes a part at a time; more rounds than this mean that it makes no headway. */
const roundsAtMost = 1_000;

/**
 * Deletes a chat on both sides up to the message that is its top when the wipe begins, and no further: a call that is repeated, or arrives late,
 * can't reach what the next customer writes. Never `max_id` 0, which means everything. Safe to repeat; an empty chat is wiped.
 */
export async function wipeChat(client: AccountClient, peer: Api.InputPeerUser): Promise<void> {
  const topId = await topMessageId(client, peer);
  if (topId === null) return;
  for (let round = 0; round < roundsAtMost; round++) {
    const affected = await client.invoke(
      new Api.messages.DeleteHistory({ peer, revoke: true, maxId: topId }),
    );
    if (affected.offset > 0) continue;
    if ((await topMessageId(client, peer, topId + 1)) === null) return;
  }
  throw new UnreachableError(
    'telegram',
    `the chat of account ${client.accountId} does not get empty`,
    'none',
  );
}
