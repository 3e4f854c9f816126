/** The service's time: the real one, moved by as much as a test says. */
export class MovableClock {
  #offsetMs = 0;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Unix time in seconds, as Telegram writes dates. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Lets time pass (or go back, if negative). */
  advance(ms: number): void {
    this.#offsetMs += ms;
  }
}
