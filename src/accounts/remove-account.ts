import type { AccountStore } from '../sessions/index.js';
import { CommandFailure } from './failure.js';

/** Takes an account out of the pool, or has it leave when its session ends. Returns what to say of it; throws `CommandFailure`. */
export async function removeAccount(
  accounts: Pick<AccountStore, 'remove'>,
  accountId: string,
): Promise<string> {
  switch (await accounts.remove(accountId)) {
    case 'removed':
      return `Removed account ${accountId}; its session is erased.`;
    case 'leaving':
      return `Account ${accountId} is in a session. It takes no further ones, and is removed when that one ends.`;
    case 'not_found':
      throw new CommandFailure(`There is no account ${accountId}. See  npm run accounts -- list`);
  }
}
