/** Takes a scheduled task back; does nothing once the task has run. */
export type CancelTask = () => void;

interface Task {
  dueAt: number;
  order: number;
  run: (() => void) | null;
}

/** Longest delay that `setTimeout` accepts without firing at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The world's time, in milliseconds since the Unix epoch. It follows the real clock and can be moved forward.
 *
 * Tasks run when they are due, in order of their due time, whether real time passed or a test moved the clock.
 */
export class WorldClock {
  readonly #realNow: () => number;
  readonly #heap: Task[] = [];
  #offsetMs = 0;
  #order = 0;
  #reached: number | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** @param realNow where real time comes from; a test may give a constant to stop it */
  constructor(realNow: () => number = Date.now) {
    this.#realNow = realNow;
  }

  now(): number {
    return this.#reached ?? this.#realNow() + this.#offsetMs;
  }

  /** Now, as Discord writes it: ISO 8601 with microseconds and an offset. */
  timestamp(): string {
    return formatTimestamp(this.now());
  }

  /**
   * Moves time forward and runs everything that falls due on the way; each task sees its own due time as now.
   *
   * @param ms how far, not negative
   */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`The clock only moves forward, not by ${ms} ms`);
    const from = this.now();
    const target = from + ms;
    this.#runDue(target);
    this.#offsetMs += ms;
    this.#arm();
  }

  /** Runs `run` once, as soon as the world's time is `dueAt`. */
  schedule(dueAt: number, run: () => void): CancelTask {
    const task: Task = { dueAt, order: this.#order++, run };
    this.#push(task);
    if (this.#heap[0] === task) this.#arm();
    return () => {
      task.run = null;
    };
  }

  /** Forgets all tasks and lets the process end. */
  stop(): void {
    this.#heap.length = 0;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #runDue(target: number): void {
    for (let task = this.#heap[0]; task && task.dueAt <= target; task = this.#heap[0]) {
      this.#pop();
      if (!task.run) continue;
      const outer = this.#reached;
      this.#reached = Math.max(task.dueAt, this.now());
      try {
        task.run();
      } finally {
        this.#reached = outer;
      }
    }
  }

  #arm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const next = this.#heap[0];
    if (!next) return;
    const delay = Math.min(Math.max(next.dueAt - this.now(), 0), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => {
      this.#runDue(this.now());
      this.#arm();
    }, delay);
    this.#timer.unref();
  }

  #push(task: Task): void {
    const heap = this.#heap;
    heap.push(task);
    let at = heap.length - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (!parent || isEarlier(parent, task)) break;
      heap[at] = parent;
      heap[up] = task;
      at = up;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const child = right && left && isEarlier(right, left) ? 2 * at + 2 : 2 * at + 1;
      const smaller = heap[child];
      if (!smaller || isEarlier(last, smaller)) break;
      heap[at] = smaller;
      heap[child] = last;
      at = child;
    }
  }
}

function isEarlier(a: Task, b: Task): boolean {
  return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);
}

/** @param ms milliseconds since the Unix epoch */
export function formatTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}
