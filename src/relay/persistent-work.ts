import { backoffMs, type Environment } from '../sessions/index.js';

/** Work of which one piece is done after the other. */
export interface Work {
  /** Does what comes next; false when there is nothing. What throws is done again later. */
  advance(): Promise<boolean>;
  /** Whether anything may be done at the moment. */
  mayGoOn(): boolean;
  /** Whether something came to be done since `advance` found nothing. */
  isWaiting(): boolean;
  /** A piece is to be tried again after so many milliseconds. */
  postponed(attempt: number, waitMs: number, error: unknown): void;
}

/** Does work until nothing of it is left, a failing piece again and again with growing waits. */
export class PersistentWork {
  #run: Promise<void> | null = null;
  #wake: (() => void) | null = null;

  constructor(
    private readonly environment: Environment,
    private readonly work: Work,
  ) {}

  /** Begins, unless it is at it. */
  start(): void {
    this.#run ??= this.#persist().finally(() => {
      this.#run = null;
      if (this.work.mayGoOn() && this.work.isWaiting()) this.start();
    });
  }

  /** Ends a wait between two attempts. */
  wake(): void {
    this.#wake?.();
  }

  /** Resolves when the work rests; null when it does. */
  get underWay(): Promise<void> | null {
    return this.#run;
  }

  async #persist(): Promise<void> {
    let attempt = 0;
    while (this.work.mayGoOn()) {
      try {
        if (!(await this.work.advance())) return;
        attempt = 0;
      } catch (error) {
        if (!this.work.mayGoOn()) return;
        attempt += 1;
        const waitMs = backoffMs(attempt, error, this.environment.timings);
        this.work.postponed(attempt, waitMs, error);
        await this.#sleep(waitMs);
      }
    }
  }

  async #sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}
