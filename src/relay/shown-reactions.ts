import type { Session } from '../sessions/index.js';
import { fingerprintOf } from './fingerprint.js';
import type { RelayPorts } from './ports/index.js';

/** Written down before a call: what stands then is not known until its outcome is. */
const unknown = 'unknown';

/** Written down when the account shows none. */
const none = 'none';

/** What the accounts show on messages of their chats, as a keyed digest in a row of its own: so that only what changed costs a call. */
export class ShownReactions {
  constructor(private readonly ports: Pick<RelayPorts, 'deliveries' | 'environment'>) {}

  /** Whether this (null: nothing) is what the account shows on a message of the thread, for sure. */
  async isShown(session: Session, messageId: string, emoji: string | null): Promise<boolean> {
    const row = await this.ports.deliveries.find(keyOf(session, messageId));
    const shown = row === null ? none : row.fingerprint;
    return shown === stampOf(session, emoji);
  }

  /** Calls Telegram to show something else: the intent before, the outcome after, where there is one. */
  async change(
    session: Session,
    messageId: string,
    emoji: string | null,
    call: () => Promise<'done' | 'not_possible'>,
  ): Promise<'done' | 'not_possible'> {
    const { deliveries, environment } = this.ports;
    const key = keyOf(session, messageId);
    const { delivery } = await deliveries.intend(key, 'reaction', environment.now());
    const before = delivery.fingerprint ?? none;
    await deliveries.settle(delivery.id, 'sent', null, environment.now());
    await deliveries.revise(delivery.id, unknown);
    const outcome = await call();
    await deliveries.revise(delivery.id, outcome === 'done' ? stampOf(session, emoji) : before);
    return outcome;
  }

  /** The messages of the thread on which the account may show a reaction. */
  async messageIds(session: Session): Promise<ReadonlySet<string>> {
    const { id: sessionId, accountId } = session;
    const rows = await this.ports.deliveries.listReactions({
      sessionId,
      accountId,
      direction: 'to_telegram',
    });
    const shown = rows.filter(({ fingerprint }) => fingerprint !== none);
    return new Set(shown.map(({ sourceId }) => sourceId.slice(prefix.length)));
  }
}

/** Tells the row of a message's reaction from that of the message itself. */
const prefix = 'reaction:';

function keyOf({ id: sessionId, accountId }: Session, messageId: string) {
  const sourceId = `${prefix}${messageId}`;
  return { sessionId, accountId, direction: 'to_telegram', sourceId, part: 0 } as const;
}

function stampOf(session: Session, emoji: string | null): string {
  return emoji === null ? none : fingerprintOf(session.id, { words: emoji, fileIds: [] });
}
