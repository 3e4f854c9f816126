import type { ActAnswer, FileDraft } from '../../control/protocol.js';
import { readDrafts } from './file-drafts.js';
import type { Store } from './store.js';
import type { Toasts } from './toasts.js';
import type { Wire } from './wire.js';

/** What goes with a message besides its words. */
export interface Enclosed<Id> {
  readonly replyTo?: Id | undefined;
  readonly files?: readonly File[];
}

/** What somebody does by hand in one of the two apps. */
export abstract class Acts<Act> {
  protected readonly store: Store;
  protected readonly wire: Wire;
  readonly #toasts: Toasts;
  #typedAt = 0;

  constructor(store: Store, wire: Wire, toasts: Toasts) {
    this.store = store;
    this.wire = wire;
    this.#toasts = toasts;
  }

  /** How often their app tells that they are typing. */
  protected abstract readonly typingEveryMs: number;
  protected abstract ask(act: Act): Promise<ActAnswer>;

  /** Does it; a refusal is shown. */
  do(act: Act): Promise<ActAnswer | undefined> {
    return this.#toasts.orShow(this.ask(act));
  }

  /** @returns whether it was sent; if not, the words are still wanted */
  protected async sends(
    files: readonly File[] = [],
    toAct: (drafts: readonly FileDraft[]) => Act,
  ): Promise<boolean> {
    this.#typedAt = 0;
    return (await this.do(toAct(await readDrafts(files)))) !== undefined;
  }

  /** Tells of typing unless that was just told. */
  protected tellsTyping(act: Act): void {
    if (Date.now() - this.#typedAt < this.typingEveryMs) return;
    this.#typedAt = Date.now();
    void this.do(act);
  }
}
