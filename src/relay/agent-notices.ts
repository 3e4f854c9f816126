import {
  type AgentNotice,
  chatOf,
  randomIdFor,
  type Session,
  type UndeliverableReason,
} from '../sessions/index.js';
import type { RelayPorts } from './ports/index.js';
import { isFinal } from './undeliverable.js';

type TellingPorts = Pick<RelayPorts, 'ledger' | 'agents' | 'environment'>;

/**
 * Says something of the relay's own to the agent, once for a name: a second call, also after a restart, says nothing. The account's id of what was said; null where nothing
 * could be said. Throws `UnreachableError`.
 */
export async function tellAgentOnce(
  { ledger, agents, environment }: TellingPorts,
  session: Session,
  name: string,
  notice: AgentNotice,
): Promise<number | null> {
  const entry = await ledger.intend(session, 'to_telegram', name, environment.now());
  if (entry.state !== 'intent') return entry.targetId === null ? null : Number(entry.targetId);
  let targetId: number | null = null;
  try {
    const sent = await agents.say(chatOf(session), notice, randomIdFor(session.id, name));
    if (sent.kind === 'sent') targetId = sent.messageId;
  } catch (error) {
    // An agent who can't be told must not hold up what comes after.
    if (!isFinal(error)) throw error;
  }
  await ledger.settle(entry.id, targetId === null ? null : String(targetId), environment.now());
  return targetId;
}

/** Tells the agent that a message of theirs was not delivered; `what` tells several refusals of one message apart. */
export async function refuseToAgent(
  ports: TellingPorts,
  session: Session,
  messageId: number,
  why: UndeliverableReason,
  what?: string,
): Promise<void> {
  const name = what === undefined ? `refused:${messageId}` : `refused:${messageId}:${what}`;
  await tellAgentOnce(ports, session, name, { kind: 'not_delivered', why });
}
