import { UnreachableError } from '../sessions/index.js';

/** Remembers which methods Telegram asked to leave alone: asking again before the time makes the wait longer. */
export class FloodGate {
  readonly #closedUntil = new Map<string, Date>();

  /** Throws `UnreachableError` with the time left while a method is to be left alone. */
  check(method: string, now: Date): void {
    const until = this.#closedUntil.get(method);
    if (until === undefined) return;
    const leftMs = until.getTime() - now.getTime();
    if (leftMs > 0) throw new UnreachableError('telegram', `waiting before ${method}`, 'none', leftMs);
    this.#closedUntil.delete(method);
  }

  close(method: string, until: Date): void {
    this.#closedUntil.set(method, until);
  }
}
