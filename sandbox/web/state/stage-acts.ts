import type { Mischief, TourOrder } from '../../control/protocol.js';
import type { Store } from './store.js';
import type { Toasts } from './toasts.js';
import type { Wire } from './wire.js';

/** What the visitor does to the world itself: mischief, and the tour. */
export class StageActs {
  readonly #store: Store;
  readonly #wire: Wire;
  readonly #toasts: Toasts;

  constructor(store: Store, wire: Wire, toasts: Toasts) {
    this.#store = store;
    this.#wire = wire;
    this.#toasts = toasts;
  }

  /** @returns what was done, in a sentence; undefined when it was refused, which is shown */
  async make(mischief: Mischief): Promise<string | undefined> {
    return (await this.#toasts.orShow(this.#wire.make(mischief)))?.done;
  }

  async lift(): Promise<string | undefined> {
    return (await this.#toasts.orShow(this.#wire.liftMischief()))?.done;
  }

  async order(order: TourOrder): Promise<void> {
    const tour = await this.#toasts.orShow(this.#wire.order(order));
    if (tour !== undefined) this.#store.change({ tour });
  }
}
