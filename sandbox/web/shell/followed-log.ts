import type { LitElement, ReactiveController } from 'lit';

/** So near to its end a log counts as read to the end. */
const END_PX = 60;

/** How many of the last entries are waited for: more do not fit in a window. */
const AWAITED = 20;

/**
 * A log in an element's shadow root, which stays at its end for as long as its reader is there, and whose entries are walked through with the
 * arrow keys.
 */
export class FollowedLog implements ReactiveController {
  readonly #host: LitElement;
  readonly #entries: string;
  #isAtEnd = true;
  /** Where it was scrolled to last. */
  #top = 0;

  /** @param entries selects the log's entries, which can be focused */
  constructor(host: LitElement, entries: string) {
    this.#host = host;
    this.#entries = entries;
    host.addController(this);
  }

  /** Something else is shown from now on. */
  toEnd(): void {
    this.#isAtEnd = true;
    this.#top = 0;
  }

  /** Who scrolls up leaves the end. To be far from it is not enough: more may have come since the log itself was scrolled there. */
  readonly noteScroll = (): void => {
    const log = this.#log;
    if (log === null) return;
    if (log.scrollHeight - log.scrollTop - log.clientHeight < END_PX) this.#isAtEnd = true;
    else if (log.scrollTop < this.#top) this.#isAtEnd = false;
    this.#top = log.scrollTop;
  };

  /** From entry to entry. What stands within an entry has its arrow keys to itself. */
  readonly takeKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    const [target] = event.composedPath();
    const entries = this.#found;
    const at = entries.findIndex((entry) => entry === target || entry.shadowRoot?.activeElement === target);
    const isEntry = target instanceof Element && (entries[at] === target || isArticle(target));
    const next = entries[at + step];
    if (at < 0 || !isEntry || next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  hostUpdated(): void {
    if (this.#isAtEnd) void this.#scroll();
  }

  get #log(): Element | null {
    return this.#host.renderRoot.querySelector('[role="log"]');
  }

  get #found(): readonly HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>(this.#entries)];
  }

  /** Entries that are elements of their own draw themselves after the log did. */
  async #scroll(): Promise<void> {
    await Promise.all(
      this.#found.slice(-AWAITED).map((entry) => ('updateComplete' in entry ? entry.updateComplete : null)),
    );
    requestAnimationFrame(() => {
      const log = this.#log;
      if (this.#isAtEnd && log !== null) log.scrollTo({ top: log.scrollHeight });
    });
  }
}

function isArticle(element: Element): boolean {
  return element.getAttribute('role') === 'article';
}
