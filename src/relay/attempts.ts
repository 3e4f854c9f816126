import type { Delivery } from './delivery.js';
import type { DeliveryStore } from './ports/delivery-store.js';

/** A message that this many processes have tried in vain, most likely because it brings them down, is set aside. */
export const attemptsAtMost = 3;

/** Counts how many processes have tried a delivery; this one counts once, however often it tries. */
export class Attempts {
  readonly #takenUp = new Set<string>();

  constructor(private readonly deliveries: Pick<DeliveryStore, 'retry'>) {}

  /** Whether the delivery may be tried (again); false when it is to be set aside. */
  async mayTry(delivery: Delivery, isNew: boolean): Promise<boolean> {
    const isCounted = isNew || this.#takenUp.has(delivery.id);
    if (!isCounted && delivery.attempts >= attemptsAtMost) return false;
    this.#takenUp.add(delivery.id);
    if (!isCounted) await this.deliveries.retry(delivery.id);
    return true;
  }

  /** The delivery has an outcome. */
  forget(delivery: Delivery): void {
    this.#takenUp.delete(delivery.id);
  }
}
