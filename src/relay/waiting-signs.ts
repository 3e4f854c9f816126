import type { Session } from '../sessions/index.js';
import type { ThreadEvent } from './message.js';
import type { Signs } from './signs.js';

/** Shorter waits show no sign: it would be gone before it is seen. */
const worthASignMs = 2_000;

/** Shows people below what they wrote in one thread that it waits, while it waits long enough to be worth it. */
export class WaitingSigns {
  #isStuck = false;

  constructor(private readonly signs: Signs) {}

  /** The first of what waits is tried again after so many milliseconds. */
  postponed(session: Session, waiting: Iterable<ThreadEvent>, attempt: number, waitMs: number): void {
    if (this.#isStuck || (attempt <= 2 && waitMs < worthASignMs)) return;
    this.#isStuck = true;
    for (const event of waiting) this.#show(session, event);
  }

  /** Something more came to wait. */
  added(session: Session, event: ThreadEvent): void {
    if (this.#isStuck) this.#show(session, event);
  }

  /** It goes on. */
  advanced(): void {
    this.#isStuck = false;
  }

  #show(session: Session, event: ThreadEvent): void {
    if (event.kind !== 'written' || event.message.authorKind !== 'person') return;
    void this.signs.showWaiting(session, event.message.id);
  }
}
