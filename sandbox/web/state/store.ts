import { initialState, type PageState } from './page-state.js';

/** Holds what the page shows; whoever shows it listens. */
export class Store {
  #state: PageState = initialState;
  readonly #listeners = new Set<() => void>();

  get state(): PageState {
    return this.#state;
  }

  change(patch: Partial<PageState>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  /** @returns a function that ends the listening */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
