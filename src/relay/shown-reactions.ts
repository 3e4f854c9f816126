import type { Session } from '../sessions/index.js';
import type { Direction } from './delivery.js';
import { fingerprintOf } from './fingerprint.js';
import type { DeliveryKey } from './ports/delivery-store.js';
import type { RelayPorts } from './ports/index.js';

/** Written down before a call: what stands then is not known until its outcome is. */
const unknown = 'unknown';

/** Written down when none is shown. */
const none = 'none';

/**
 * What is shown on the far side for the reactions on a message, as a keyed digest in a row of its own: so that only what changed costs a call. Messages bear the ids
 * of their source: the thread's on the way to Telegram, the chat's on the way to Discord.
 */
export class ShownReactions {
  constructor(
    private readonly ports: Pick<RelayPorts, 'deliveries' | 'environment'>,
    private readonly direction: Direction,
  ) {}

  /** Whether this (null: nothing) is what is shown for a message, for sure. */
  async isShown(session: Session, messageId: string, emoji: string | null): Promise<boolean> {
    const row = await this.ports.deliveries.find(this.#keyOf(session, messageId));
    const shown = row === null ? none : row.fingerprint;
    return shown === stampOf(session, emoji);
  }

  /** Makes the call that shows something else: the intent before, the outcome after, where there is one. */
  async change(
    session: Session,
    messageId: string,
    emoji: string | null,
    call: () => Promise<'done' | 'not_possible'>,
  ): Promise<'done' | 'not_possible'> {
    const { deliveries, environment } = this.ports;
    const key = this.#keyOf(session, messageId);
    const { delivery } = await deliveries.intend(key, 'reaction', environment.now());
    const before = delivery.fingerprint ?? none;
    await deliveries.settle(delivery.id, 'sent', null, environment.now());
    await deliveries.revise(delivery.id, unknown);
    const outcome = await call();
    await deliveries.revise(delivery.id, outcome === 'done' ? stampOf(session, emoji) : before);
    return outcome;
  }

  /** The messages for which a reaction may be shown. */
  async messageIds(session: Session): Promise<ReadonlySet<string>> {
    const { id: sessionId, accountId } = session;
    const rows = await this.ports.deliveries.listReactions({
      sessionId,
      accountId,
      direction: this.direction,
    });
    const shown = rows.filter(({ fingerprint }) => fingerprint !== none);
    return new Set(shown.map(({ sourceId }) => sourceId.slice(prefix.length)));
  }

  #keyOf({ id: sessionId, accountId }: Session, messageId: string): DeliveryKey {
    return { sessionId, accountId, direction: this.direction, sourceId: `${prefix}${messageId}`, part: 0 };
  }
}

/** Tells the row of a message's reaction from that of the message itself. */
const prefix = 'reaction:';

function stampOf(session: Session, emoji: string | null): string {
  return emoji === null ? none : fingerprintOf(session.id, { words: emoji, fileIds: [] });
}
