import { postKey, type Session, type ThreadNotice, type UndeliverableReason } from '../sessions/index.js';
import type { RelayPorts } from './ports/index.js';

type TellingPorts = Pick<RelayPorts, 'ledger' | 'threads' | 'environment'>;

/**
 * Says something of the relay's own in a session's thread, once for a name: a second call, also after a restart, says nothing.
 * A thread that can't be spoken in is left alone. Throws `UnreachableError`.
 */
export async function sayOnce(
  { ledger, threads, environment }: TellingPorts,
  session: Session,
  name: string,
  notice: ThreadNotice,
): Promise<void> {
  if (session.threadId === null) return;
  const entry = await ledger.intend(session, 'to_discord', name, environment.now());
  if (entry.state !== 'intent') return;
  const key = postKey(session.id, name, entry.isNew ? null : entry.firstTriedAt);
  const said = await threads.say(session.threadId, notice, key);
  await ledger.settle(entry.id, said.kind === 'said' ? said.messageId : null, environment.now());
}

/** Tells the author of a message in the thread that it was not delivered; `what` tells several refusals of one message apart. */
export async function refuseInThread(
  ports: TellingPorts,
  session: Session,
  messageId: string,
  why: UndeliverableReason,
  what?: string,
): Promise<void> {
  ports.environment.log.warn({ sessionId: session.id, messageId, why: why.kind }, 'refused message');
  const name = what === undefined ? `refused:${messageId}` : `refused:${messageId}:${what}`;
  await sayOnce(ports, session, name, { kind: 'not_delivered', messageId, why });
}
