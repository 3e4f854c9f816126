import type { LedgerEntry, NoticeLedger } from '../sessions/index.js';
import type { DeliveryStore } from './ports/delivery-store.js';

/** The sessions' own notices, kept as delivery rows among those of the people's messages. */
export function createNoticeLedger(deliveries: DeliveryStore): NoticeLedger {
  return {
    async intend(sessionId, direction, name, at): Promise<LedgerEntry> {
      const key = { sessionId, direction, sourceId: name, part: 0 };
      const { delivery, isNew } = await deliveries.intend(key, 'notice', at);
      const { id, state, firstTriedAt, targetId } = delivery;
      return { id, state, isNew, firstTriedAt, targetId };
    },
    settle: (id, targetId, at) => deliveries.settle(id, 'sent', targetId, at),
  };
}
