import { type Session, UnreachableError } from '../../sessions/index.js';
import type { Delivery } from '../delivery.js';
import type { RelayPorts } from '../ports/index.js';

/** A session that took over from one that could not be verified goes on in the same chat: what that one had posted is not posted again. */
export class Predecessors {
  constructor(private readonly ports: Pick<RelayPorts, 'sessions' | 'deliveries' | 'posts'>) {}

  /** Whether a session before this one carried a message of the agent's. */
  async carried(session: Session, messageId: number): Promise<boolean> {
    if (session.supersedesId === null) return false;
    const predecessor = await this.ports.sessions.find(session.supersedesId);
    if (predecessor === null || predecessor.accountId !== session.accountId) return false;
    const parts = await this.ports.deliveries.findParts({
      sessionId: predecessor.id,
      accountId: predecessor.accountId,
      direction: 'to_discord',
      sourceId: String(messageId),
    });
    if (parts.length === 0) return this.carried(predecessor, messageId);
    const intent = parts.find(({ state }) => state === 'intent');
    return intent === undefined || this.#stands(predecessor, intent);
  }

  async #stands(predecessor: Session, intent: Delivery): Promise<boolean> {
    const { posts, deliveries } = this.ports;
    if (predecessor.threadId === null) return false;
    try {
      const last = (await deliveries.lastTarget(intent, intent)) ?? predecessor.threadId;
      const own = await posts.ownPostsAfter(predecessor.threadId, last);
      const claimed = await deliveries.claimed(
        intent,
        own.map(({ id }) => id),
      );
      return own.some(({ id }) => !claimed.has(id));
    } catch (error) {
      // The old thread can't be read: better twice, once in each thread, than never.
      if (error instanceof UnreachableError) return false;
      throw error;
    }
  }
}
