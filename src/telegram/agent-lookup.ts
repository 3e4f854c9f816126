import {
  AccountDeadError,
  type AccountListing,
  type AccountStore,
  type AgentLookup,
  UnreachableError,
} from '../sessions/index.js';
import type { AccountClient } from './account-client.js';
import { resolveUsername } from './agent-search.js';

export interface AgentLookupPorts {
  readonly accounts: Pick<AccountStore, 'list' | 'find' | 'saveAgentHash'>;
  readonly clientOf: (accountId: string) => Promise<AccountClient>;
}

/**
 * See `AgentDirectory`: asks one account of the guild after the other. Throws `UnreachableError` when none of them could ask.
 */
export async function findAgent(
  ports: AgentLookupPorts,
  guildId: string,
  typed: string,
): Promise<AgentLookup> {
  const username = readUsername(typed);
  if (username === null) return { kind: 'refused', why: 'not_found' };
  const ready = (await ports.accounts.list(guildId)).filter(({ state }) => state === 'ready');
  let obstacle: UnreachableError | null = null;
  for (const account of ready) {
    try {
      return await lookUp(ports, account, username);
    } catch (error) {
      if (error instanceof UnreachableError) obstacle = error;
      else if (!(error instanceof AccountDeadError)) throw error;
    }
  }
  if (obstacle !== null) throw obstacle;
  return { kind: 'refused', why: 'no_account' };
}

async function lookUp(
  { accounts, clientOf }: AgentLookupPorts,
  account: AccountListing,
  username: string,
): Promise<AgentLookup> {
  const client = await clientOf(account.id);
  const user = await client.takeTurn(() => resolveUsername(client, username));
  if (user === null || user.deleted) return { kind: 'refused', why: 'not_found' };
  if (user.bot) return { kind: 'refused', why: 'is_bot' };
  const userId = user.id.toString();
  const pooled = await accounts.find(userId);
  if (pooled !== null && pooled.state !== 'removed') return { kind: 'refused', why: 'is_pool_account' };
  if (user.accessHash) await accounts.saveAgentHash(account.id, userId, user.accessHash.toString());
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ');
  return { kind: 'found', agent: { userId, username: user.username ?? username, name } };
}

/** `name`, `@name`, `t.me/name` or a whole link; null for anything else. */
function readUsername(typed: string): string | null {
  return /^(?:@|(?:https?:\/\/)?(?:t|telegram)\.me\/)?([a-z]\w{3,31})\/?$/i.exec(typed.trim())?.[1] ?? null;
}
