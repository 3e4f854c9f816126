import { Api } from 'telegram';
import { type AccountStore, type Agent, AgentUnreachableError } from '../sessions/index.js';
import type { AccountClient } from './account-client.js';
import { toLong } from './agent-peer.js';
import { TelegramRefusedError } from './errors.js';

/** Why a username leads to nobody. */
const noSuchName = ['USERNAME_NOT_OCCUPIED', 'USERNAME_INVALID'];

/**
 * Finds the pinned agent from one account and returns the access hash under which the account knows them: by the hash that is known already, among
 * the contacts, then by the username, which must still belong to the pinned id. Throws `AgentUnreachableError`.
 */
export async function findPinnedAgent(
  client: AccountClient,
  accounts: Pick<AccountStore, 'agentHash' | 'saveAgentHash'>,
  agent: Agent,
): Promise<string> {
  const { accountId } = client;
  const known = await accounts.agentHash(accountId, agent.userId);
  const user =
    (known === null ? null : await findByHash(client, agent.userId, known)) ??
    (await findAmongContacts(client, agent.userId)) ??
    (await findByUsername(client, agent));
  if (user.deleted) throw new AgentUnreachableError(accountId, 'deleted');
  const found = user.accessHash?.toString();
  if (found === undefined) throw new AgentUnreachableError(accountId, 'not_found');
  if (found !== known) await accounts.saveAgentHash(accountId, agent.userId, found);
  return found;
}

/** Whom a username belongs to; null when nobody, or not a person or a bot. */
export async function resolveUsername(client: AccountClient, username: string): Promise<Api.User | null> {
  try {
    const { peer, users } = await client.invoke(new Api.contacts.ResolveUsername({ username }), noSuchName);
    if (!(peer instanceof Api.PeerUser)) return null;
    const user = users.find(({ id }) => id.equals(peer.userId));
    return user instanceof Api.User ? user : null;
  } catch (error) {
    if (error instanceof TelegramRefusedError && noSuchName.includes(error.reason)) return null;
    throw error;
  }
}

async function findByHash(
  client: AccountClient,
  userId: string,
  accessHash: string,
): Promise<Api.User | null> {
  const id = new Api.InputUser({ userId: toLong(userId), accessHash: toLong(accessHash) });
  const refusals = ['USER_ID_INVALID', 'PEER_ID_INVALID', 'USER_INVALID'];
  try {
    const [user] = await client.invoke(new Api.users.GetUsers({ id: [id] }), refusals);
    return user instanceof Api.User ? user : null;
  } catch (error) {
    if (error instanceof TelegramRefusedError) return null;
    throw error;
  }
}

async function findAmongContacts(client: AccountClient, userId: string): Promise<Api.User | null> {
  const answer = await client.invoke(new Api.contacts.GetContacts({ hash: toLong('0') }));
  const users = answer instanceof Api.contacts.Contacts ? answer.users : [];
  const user = users.find(({ id }) => id.toString() === userId);
  return user instanceof Api.User ? user : null;
}

async function findByUsername(client: AccountClient, { userId, username }: Agent): Promise<Api.User> {
  const user = await resolveUsername(client, username);
  if (user === null) throw new AgentUnreachableError(client.accountId, 'not_found');
  if (user.id.toString() !== userId) throw new AgentUnreachableError(client.accountId, 'changed_hands');
  return user;
}
