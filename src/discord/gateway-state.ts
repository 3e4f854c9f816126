import { setImmediate as nextTurn } from 'node:timers/promises';

/** Raw dispatches are handed out before discord.js updates its caches with them, in the same turn: the next turn sees them updated. */
export async function stateIsUpdated(): Promise<void> {
  await nextTurn();
}
