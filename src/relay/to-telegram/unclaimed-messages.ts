import { chatOf, type OwnMessage, type Session } from '../../sessions/index.js';
import type { Delivery } from '../delivery.js';
import type { RelayPorts } from '../ports/index.js';

/**
 * What an account wrote in its chat that no row knows. One send is in flight at a time, so it is what an earlier attempt at this one sent, and Telegram's answer
 * was lost. A send with which Telegram is still busy does not stand there yet.
 */
export class UnclaimedMessages {
  constructor(private readonly ports: Pick<RelayPorts, 'deliveries' | 'agents' | 'sessions'>) {}

  /** Oldest first; with `before`, also those in front of what was sent since that row was written. */
  async of(session: Session, before?: Delivery): Promise<readonly OwnMessage[]> {
    const { deliveries, agents } = this.ports;
    const own = await agents.ownMessagesAfter(chatOf(session), await this.#lastKnown(session, before));
    const key = { sessionId: session.id, accountId: session.accountId, direction: 'to_telegram' } as const;
    const claimed = await deliveries.claimed(
      key,
      own.map(({ id }) => String(id)),
    );
    return own.filter(({ id }) => !claimed.has(String(id)));
  }

  /** Their ids for the parts of one parcel; when their number is another, none is touched. */
  async byPart(session: Session, parts: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const unclaimed = await this.of(session);
    if (unclaimed.length !== parts.length) return new Map();
    const ids = new Map<number, number>();
    for (const [index, part] of parts.entries()) {
      const message = unclaimed[index];
      if (message !== undefined) ids.set(part, message.id);
    }
    return ids;
  }

  /** The highest message of the account's that a row knows; a successor goes on in the chat of the one that it replaced. */
  async #lastKnown(session: Session, before?: Delivery): Promise<number> {
    const { deliveries, sessions } = this.ports;
    const key = { sessionId: session.id, accountId: session.accountId, direction: 'to_telegram' } as const;
    const last = Number((await deliveries.lastTarget(key, before)) ?? session.introductionId ?? 0);
    const predecessor = session.supersedesId === null ? null : await sessions.find(session.supersedesId);
    if (predecessor === null || predecessor.accountId !== session.accountId) return last;
    return Math.max(last, await this.#lastKnown(predecessor));
  }
}
