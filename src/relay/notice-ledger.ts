import type { LedgerEntry, NoticeLedger } from '../sessions/index.js';
import type { DeliveryStore } from './ports/delivery-store.js';

/** Stands for the account in the rows of notices in the thread: these are the session's, whatever account it goes through. */
const noAccount = '';

/** The sessions' own notices, kept as delivery rows among those of the people's messages. */
export function createNoticeLedger(deliveries: DeliveryStore): NoticeLedger {
  return {
    async intend(session, direction, name, at): Promise<LedgerEntry> {
      const accountId = direction === 'to_discord' ? noAccount : session.accountId;
      const key = { sessionId: session.id, accountId, direction, sourceId: name, part: 0 };
      const { delivery, isNew } = await deliveries.intend(key, 'notice', at);
      const { id, state, firstTriedAt, targetId } = delivery;
      return { id, state, isNew, firstTriedAt, targetId };
    },
    settle: (id, targetId, at) => deliveries.settle(id, 'sent', targetId, at),
  };
}
