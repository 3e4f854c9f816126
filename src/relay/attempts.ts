import type { Environment } from '../sessions/index.js';
import type { Delivery } from './delivery.js';
import type { DeliveryStore } from './ports/delivery-store.js';

/** A message that this many processes have tried in vain, most likely because it brings them down, is set aside. */
export const attemptsAtMost = 3;

/** Counts how many processes have tried a delivery; this one counts once, however often it tries. Knows, too, whether a call of it may still be under way. */
export class Attempts {
  /**
   * What this process has taken up and not settled yet, by session: one that ends may leave some of it unsettled for ever. With the time
   * when it was taken up, or when a call of it was last not answered.
   */
  readonly #takenUp = new Map<string, Map<string, Date>>();

  constructor(
    private readonly deliveries: Pick<DeliveryStore, 'retry'>,
    private readonly environment: Pick<Environment, 'now' | 'timings'>,
  ) {}

  /** Whether the delivery may be tried (again); false when it is to be set aside. */
  async mayTry(delivery: Delivery, isNew: boolean): Promise<boolean> {
    const ofSession = this.#takenUp.get(delivery.sessionId) ?? new Map<string, Date>();
    const lastLost = ofSession.get(delivery.id);
    const isCounted = isNew || lastLost !== undefined;
    if (!isCounted && delivery.attempts >= attemptsAtMost) return false;
    this.#takenUp.set(delivery.sessionId, ofSession.set(delivery.id, lastLost ?? this.environment.now()));
    if (!isCounted) await this.deliveries.retry(delivery.id);
    return true;
  }

  /** A call of a delivery that may be tried was not answered. */
  lost({ sessionId, id }: Delivery): void {
    this.#takenUp.get(sessionId)?.set(id, this.environment.now());
  }

  /** Whether a call to Telegram that was not answered, of this process or an earlier one, may still be under way there. */
  mayBeUnderWay({ sessionId, id }: Delivery): boolean {
    const lastLost = this.#takenUp.get(sessionId)?.get(id);
    if (lastLost === undefined) return false;
    return this.environment.now().getTime() - lastLost.getTime() < this.environment.timings.sendUnderWayMs;
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
