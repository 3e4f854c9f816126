/**
 * A file connection that nobody used for so long is given up. The library closes one by itself after 30 s without a new call, and takes it up again
 * without a loop that reads: whatever is asked after that is never answered. Given up earlier, it is made anew.
 */
const longestIdleMs = 20_000;

/** The connections that the library keeps for files, by data centre: each is given up whole before the library would close it halfway. */
export class FileConnections {
  readonly #uses = new Map<number, { count: number; timer: NodeJS.Timeout | null }>();
  #isStopped = false;

  constructor(
    private readonly giveUp: (dcId: number) => Promise<void>,
    private readonly idleMs = longestIdleMs,
  ) {}

  /** One call over a data centre's connection. */
  async use<T>(dcId: number, call: () => Promise<T>): Promise<T> {
    const use = this.#uses.get(dcId) ?? { count: 0, timer: null };
    this.#uses.set(dcId, use);
    if (use.timer !== null) clearTimeout(use.timer);
    use.timer = null;
    use.count += 1;
    try {
      return await call();
    } finally {
      use.count -= 1;
      if (use.count === 0 && !this.#isStopped) {
        use.timer = setTimeout(() => void this.giveUp(dcId).catch(() => {}), this.idleMs);
      }
    }
  }

  /** Gives up nothing more: the link is over, and all its connections with it. */
  stop(): void {
    this.#isStopped = true;
    for (const { timer } of this.#uses.values()) if (timer !== null) clearTimeout(timer);
    this.#uses.clear();
  }
}
