import { Api } from 'telegram';
import {
  AccountLimitedError,
  type AccountStore,
  type Environment,
  UnreachableError,
} from '../sessions/index.js';
import type { AccountClient } from './account-client.js';
import type { ProfileNames } from './views.js';

/** A member who has to wait longer than this for an account's name is better served by another account. */
const patienceMs = 20_000;

/** Names an account. Setting the same names again changes nothing. */
export async function nameAccount(client: AccountClient, names: ProfileNames): Promise<void> {
  await client.invoke(new Api.account.UpdateProfile({ ...names }));
}

/**
 * For an account that is being prepared: when Telegram makes it wait for long, it is spared until then and counts as limited, so that
 * the next account of the pool is tried.
 */
export async function sparingSlow<T>(
  client: AccountClient,
  accounts: Pick<AccountStore, 'limit'>,
  environment: Pick<Environment, 'now'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const waitMs = error instanceof UnreachableError ? (error.retryAfterMs ?? 0) : 0;
    if (waitMs <= patienceMs) throw error;
    await accounts.limit(client.accountId, new Date(environment.now().getTime() + waitMs));
    throw new AccountLimitedError(client.accountId);
  }
}
