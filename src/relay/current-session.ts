import { type Session, UnreachableError } from '../sessions/index.js';
import type { RelayPorts } from './ports/index.js';

/**
 * The session as it stands now, if anything may be sent to its agent; null for good when not. Nothing is sent through an account whose lease has ended; what waits while
 * a session closes is (`isEnding`), until its chat is wiped. Throws `UnreachableError` while it moves to another account: everything waits for the introduction there.
 */
export async function currentSession(
  { sessions }: Pick<RelayPorts, 'sessions'>,
  sessionId: string,
  isEnding: boolean,
): Promise<Session | null> {
  const session = await sessions.find(sessionId);
  if (session === null || !session.holdsLease) return null;
  if (session.state === 'closing') return isEnding ? session : null;
  if (session.state !== 'active') return null;
  if (session.introductionId === null)
    throw new UnreachableError('telegram', 'the session moves to another account', 'none');
  return session;
}
