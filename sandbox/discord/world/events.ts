/** What a gateway sends as `d` of a dispatch. */
export type DispatchData = object;

/**
 * One change of the world, as the gateway tells it.
 *
 * A user, bot or person, is a viewer. Intents are not the world's business: the gateway filters by
 * `name`, by `guildId` (null: a direct message) and by what stands in the data.
 */
export interface WorldEvent {
  /** The dispatch name, such as `THREAD_CREATE`. */
  readonly name: string;
  readonly guildId: string | null;
  /**
   * The data for one viewer, or null when they may not see it. Call it while the event is being handed out:
   * what a viewer may see is judged at the time of the call. The data belongs to the caller.
   */
  payloadFor(viewerId: string): DispatchData | null;
}

export type WorldListener = (event: WorldEvent) => void;

/** Hands the world's events to whoever listens, in the order in which they happened. */
export class WorldEvents {
  readonly #listeners = new Set<WorldListener>();
  readonly #queue: WorldEvent[] = [];
  #isHandingOut = false;

  /** @returns a function that ends the subscription */
  subscribe(listener: WorldListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** An event that is emitted by a listener comes after the one that is being handed out. */
  emit(event: WorldEvent): void {
    this.#queue.push(event);
    if (this.#isHandingOut) return;
    this.#isHandingOut = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        for (const listener of this.#listeners) listener(next);
      }
    } finally {
      this.#isHandingOut = false;
      this.#queue.length = 0;
    }
  }
}
