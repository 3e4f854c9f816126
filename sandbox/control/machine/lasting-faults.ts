import type { FaultHandle } from '../../faults.js';
import type { ChangeFeed } from '../feed/change-feed.js';
import type { LastingMischief } from '../protocol.js';

interface Lasting extends LastingMischief {
  readonly handle: FaultHandle;
  /** After so many hits it is over. */
  readonly hits: number;
}

/** Faults that were asked for by a button and hold for a time, or until they have struck. */
export class LastingFaults {
  readonly #feed: ChangeFeed;
  readonly #lasting = new Map<Lasting, NodeJS.Timeout | null>();

  constructor(feed: ChangeFeed) {
    this.#feed = feed;
  }

  list(): readonly LastingMischief[] {
    return [...this.#lasting.keys()]
      .filter(({ handle, hits }) => handle.hits < hits)
      .map(({ name, what, until }) => ({ name, what, until }));
  }

  /** Lets a fault hold. A second one of the same name takes the place of the first. */
  add(
    name: string,
    what: string,
    handle: FaultHandle,
    end: { readonly afterMs: number } | { readonly afterHits: number },
  ): void {
    this.#end(({ name: other }) => other === name);
    const isTimed = 'afterMs' in end;
    const lasting: Lasting = {
      name,
      what,
      until: isTimed ? Date.now() + end.afterMs : null,
      handle,
      hits: isTimed ? Number.POSITIVE_INFINITY : end.afterHits,
    };
    const timer = isTimed ? setTimeout(() => this.#end((one) => one === lasting), end.afterMs) : null;
    timer?.unref();
    this.#lasting.set(lasting, timer);
    this.#feed.note('machine');
  }

  liftAll(): void {
    this.#end(() => true);
  }

  #end(isMeant: (lasting: Lasting) => boolean): void {
    for (const [lasting, timer] of this.#lasting) {
      if (!isMeant(lasting)) continue;
      lasting.handle.lift();
      if (timer) clearTimeout(timer);
      this.#lasting.delete(lasting);
    }
    this.#feed.note('machine');
  }
}
