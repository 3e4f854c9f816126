import type { SessionStore } from './ports/session-store.js';
import type { Session } from './session.js';

/** Where a conversation is that was superseded, perhaps more than once: live in the thread of its last session, or over with it. */
export type Whereabouts =
  | { readonly kind: 'live'; readonly session: Session; readonly threadId: string }
  | { readonly kind: 'over'; readonly session: Session };

/** Follows a session's successors as long as they were superseded themselves. */
export async function findConversation(
  sessions: Pick<SessionStore, 'findSuccessor'>,
  session: Session,
): Promise<Whereabouts> {
  let last = session;
  while (last.reason === 'superseded') {
    const successor = await sessions.findSuccessor(last.id);
    if (successor === null) break;
    last = successor;
  }
  const { state, threadId } = last;
  const isLive = state === 'opening' || state === 'active';
  return isLive && threadId !== null
    ? { kind: 'live', session: last, threadId }
    : { kind: 'over', session: last };
}
