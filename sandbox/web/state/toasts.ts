import type { Toast } from './page-state.js';
import type { Store } from './store.js';
import { Refused } from './wire.js';

/** How long a toast stays. */
const STAY_MS = 7_000;

/** Short words that come up at the edge and go again. */
export class Toasts {
  readonly #store: Store;
  #next = 1;

  constructor(store: Store) {
    this.#store = store;
  }

  show(kind: Toast['kind'], text: string): void {
    const id = this.#next;
    this.#next += 1;
    this.#store.change({ toasts: [...this.#store.state.toasts.slice(-3), { id, kind, text }] });
    setTimeout(() => this.dismiss(id), STAY_MS);
  }

  dismiss(id: number): void {
    const { toasts } = this.#store.state;
    if (toasts.some((toast) => toast.id === id)) {
      this.#store.change({ toasts: toasts.filter((toast) => toast.id !== id) });
    }
  }

  /** Does it; what the sandbox refuses is shown. Resolves with undefined then. */
  async orShow<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
      return await asked;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.show('refusal', error.message);
      return undefined;
    }
  }
}
