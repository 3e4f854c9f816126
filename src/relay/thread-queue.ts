import type { ThreadEvent } from './message.js';

/** What waits beyond this many events is forgotten here and read again from the thread: first what was written, which reading finds as far back as it must. */
const waitingAtMost = 100;

/** What happened in a thread and waits for its turn, oldest first. Bounded: the thread itself remembers the rest. */
export class ThreadQueue {
  #events: ThreadEvent[] = [];
  #underWay: ThreadEvent | null = null;

  get length(): number {
    return this.#events.length;
  }

  [Symbol.iterator](): Iterator<ThreadEvent> {
    return this.#events.values();
  }

  /** The first, which is under way from now on; it stays until it is `done`. */
  take(): ThreadEvent | undefined {
    this.#underWay = this.#events[0] ?? null;
    return this.#events[0];
  }

  /** What was taken had no effect, and waits again. */
  putBack(): void {
    this.#underWay = null;
  }

  /** Puts an event behind the others. `overflown`: some before it were forgotten, and the thread is to be read again. */
  add(event: ThreadEvent): 'added' | 'overflown' {
    // What was deleted before its turn is never sent.
    if (event.kind === 'deleted')
      this.#events = this.#events.filter((each) => each === this.#underWay || !isOf(each, event.ids));
    const isFull = this.#events.length >= waitingAtMost;
    if (isFull) this.#events = this.#events.filter(({ kind }) => kind !== 'written');
    if (this.#events.length >= waitingAtMost) this.#events = [];
    this.#events.push(event);
    return isFull ? 'overflown' : 'added';
  }

  /** The event is settled; the queue may have been forgotten while it was under way. */
  done(event: ThreadEvent): void {
    if (this.#events[0] === event) this.#events.shift();
  }

  /** How many people's messages wait. */
  countMessages(): number {
    return this.#events.filter((event) => event.kind === 'written' && event.message.authorKind === 'person')
      .length;
  }
}

/** Whether an event is about one of these messages and nothing else. */
function isOf(event: ThreadEvent, ids: readonly string[]): boolean {
  switch (event.kind) {
    case 'written':
    case 'edited':
      return ids.includes(event.message.id);
    case 'reacted':
    case 'reactions_cleared':
      return ids.includes(event.messageId);
    case 'deleted':
      return false;
  }
}
