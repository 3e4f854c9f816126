import { attemptsAtMost } from './attempts.js';

/** Counts how often the event at hand failed for reasons that nobody foresaw: these must not block what comes behind it for ever. */
export class Failures<Event> {
  #failing: { readonly event: Event; readonly count: number } | null = null;

  constructor(private readonly areSame: (a: Event, b: Event) => boolean) {}

  /** Notes that an event failed once more; true when it is to be given up. */
  note(event: Event): boolean {
    const isAgain = this.#failing !== null && this.areSame(this.#failing.event, event);
    const count = isAgain ? (this.#failing?.count ?? 0) + 1 : 1;
    this.#failing = { event, count };
    return count >= attemptsAtMost;
  }
}
