import type { Delivery } from './delivery.js';
import type { DeliveryStore } from './ports/delivery-store.js';

/** A message that this many processes have tried in vain, most likely because it brings them down, is set aside. */
export const attemptsAtMost = 3;

/** Counts how many processes have tried a delivery; this one counts once, however often it tries. */
export class Attempts {
  /** What this process has taken up and not settled yet, by session: one that ends may leave some of it unsettled for ever. */
  readonly #takenUp = new Map<string, Set<string>>();

  constructor(private readonly deliveries: Pick<DeliveryStore, 'retry'>) {}

  /** Whether the delivery may be tried (again); false when it is to be set aside. */
  async mayTry(delivery: Delivery, isNew: boolean): Promise<boolean> {
    const ofSession = this.#takenUp.get(delivery.sessionId) ?? new Set();
    const isCounted = isNew || ofSession.has(delivery.id);
    if (!isCounted && delivery.attempts >= attemptsAtMost) return false;
    this.#takenUp.set(delivery.sessionId, ofSession.add(delivery.id));
    if (!isCounted) await this.deliveries.retry(delivery.id);
    return true;
  }

  /** The delivery has an outcome. */
  settled({ sessionId, id }: Delivery): void {
    this.#takenUp.get(sessionId)?.delete(id);
  }

  /** Everything about the session is settled. */
  forget(sessionId: string): void {
    this.#takenUp.delete(sessionId);
  }
}
