/** The story was ended on request. */
export class TourStopped extends Error {
  override readonly name = 'TourStopped';
}

/** Time to find the place that a sentence is about, and time for each of its letters: some 200 words a minute. */
const LOOKING_MS = 1_400;
const LETTER_MS = 50;

export interface PacingOptions {
  /** Waits before the first step until it is told to go on. */
  readonly isPaused: boolean;
  /** How many times as fast as people read. */
  readonly speed: number;
  /** Is told when the waiting before a step becomes a pause, or ceases to be one. */
  readonly onPause: (isPaused: boolean) => void;
}

/** Says when the next step of a story may be played: when its sentence has been read, or when somebody says so. */
export class Pacing {
  readonly #speed: number;
  readonly #onPause: (isPaused: boolean) => void;
  #isPaused: boolean;
  #isStopped = false;
  /** Ends the wait that is going on. */
  #go: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #readingMs = 0;

  constructor({ isPaused, speed, onPause }: PacingOptions) {
    this.#isPaused = isPaused;
    this.#speed = speed;
    this.#onPause = onPause;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  readingMs(sentence: string): number {
    return Math.round((LOOKING_MS + LETTER_MS * sentence.length) / this.#speed);
  }

  /** @throws TourStopped */
  async wait(readingMs: number): Promise<void> {
    if (!this.#isStopped) {
      this.#readingMs = readingMs;
      await new Promise<void>((resolve) => {
        this.#go = resolve;
        if (!this.#isPaused) this.#startTimer();
      });
      this.#clearTimer();
      this.#go = null;
    }
    if (this.#isStopped) throw new TourStopped('the story was stopped');
  }

  /** Holds before the next step; the one that is being played goes on to its end. */
  pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#clearTimer();
    if (this.#go) this.#onPause(true);
  }

  /** Goes on; the sentence is given its time anew. */
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    if (!this.#go) return;
    this.#onPause(false);
    this.#startTimer();
  }

  /** Plays the next step now, and holds before the one after it. */
  step(): void {
    this.#isPaused = true;
    this.#go?.();
  }

  stop(): void {
    this.#isStopped = true;
    this.#go?.();
  }

  #startTimer(): void {
    this.#clearTimer();
    this.#timer = setTimeout(() => this.#go?.(), this.#readingMs);
  }

  #clearTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
