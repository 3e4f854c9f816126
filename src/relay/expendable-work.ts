import { backoffMs, type Environment, UnreachableError, within } from '../sessions/index.js';

/** So long what comes behind waits for it, so that in everyday life things happen in their order. */
const waitedForMs = 1_000;

/** After so many failures it is worth nothing any more. */
const triesAtMost = 8;

interface Task {
  act: () => Promise<void>;
  /** Whether `act` was replaced since it was begun. */
  isStale: boolean;
  wake: () => void;
}

/**
 * Work that nothing may wait for: it is tried beside everything else, later and later while a service asks to be left alone, and dropped in the end. For each key
 * only the newest counts.
 */
export class ExpendableWork {
  readonly #tasks = new Map<string, Task>();
  #isStopped = false;

  constructor(private readonly environment: Pick<Environment, 'timings' | 'log'>) {}

  /** Does what is to be done under a key, in place of what was. Resolves once it was tried, or when that takes longer than anybody waits. Never rejects. */
  async do(key: string, act: () => Promise<void>): Promise<void> {
    const known = this.#tasks.get(key);
    if (known !== undefined) {
      known.act = act;
      known.isStale = true;
      return;
    }
    const task: Task = { act, isStale: false, wake: () => {} };
    this.#tasks.set(key, task);
    const firstTry = new Promise<void>((tried) => {
      void this.#try(key, task, tried).finally(() => {
        this.#tasks.delete(key);
        tried();
      });
    });
    await within(waitedForMs, firstTry);
  }

  /** Begins nothing more. */
  stop(): void {
    this.#isStopped = true;
    for (const task of this.#tasks.values()) task.wake();
  }

  async #try(key: string, task: Task, tried: () => void): Promise<void> {
    const { timings, log } = this.environment;
    for (let failures = 0; !this.#isStopped; ) {
      task.isStale = false;
      try {
        await task.act();
        if (!task.isStale) return;
        failures = 0;
      } catch (error) {
        tried();
        failures += 1;
        const isOver = !(error instanceof UnreachableError) || failures >= triesAtMost;
        if (isOver) log.warn({ key, failures, error }, 'dropped expendable work');
        if (isOver && !task.isStale) return;
        if (isOver) failures = 0;
        else await this.#pause(task, backoffMs(failures, error, timings));
      }
    }
  }

  async #pause(task: Task, ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      task.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#isStopped) task.wake();
    });
  }
}
