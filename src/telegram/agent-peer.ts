import { Api, helpers } from 'telegram';
import { type AccountStore, type AgentChat, AgentUnreachableError } from '../sessions/index.js';

/** The agent as one account addresses them. Throws `AgentUnreachableError` when the account never met them. */
export async function agentPeer(
  accounts: Pick<AccountStore, 'agentHash'>,
  { accountId, agentUserId, agentAccessHash }: AgentChat,
): Promise<Api.InputPeerUser> {
  const hash = agentAccessHash ?? (await accounts.agentHash(accountId, agentUserId));
  if (hash === null) throw new AgentUnreachableError(accountId, 'not_found');
  return new Api.InputPeerUser({ userId: toLong(agentUserId), accessHash: toLong(hash) });
}

/** A decimal number as the library has it. */
export function toLong(decimal: string | bigint): ReturnType<typeof helpers.returnBigInt> {
  return helpers.returnBigInt(decimal.toString());
}
