/** The service's time, in milliseconds since 1970; a test moves it. The local Discord's clock serves as well. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}

/** The real time, moved by as much as was asked for. */
export class MovableClock implements Clock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
  }
}
