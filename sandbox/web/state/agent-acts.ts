import type { ActAnswer, AgentAct } from '../../control/protocol.js';
import { readDrafts } from './file-drafts.js';
import type { Store } from './store.js';
import type { Toasts } from './toasts.js';
import type { Wire } from './wire.js';

/** Telegram shows typing for six seconds after each sign of it ("messages.setTyping"). */
const TYPING_EVERY_MS = 5_000;

/** What the agent does on Telegram. */
export class AgentActs {
  readonly #store: Store;
  readonly #wire: Wire;
  readonly #toasts: Toasts;
  #typedAt = 0;

  constructor(store: Store, wire: Wire, toasts: Toasts) {
    this.#store = store;
    this.#wire = wire;
    this.#toasts = toasts;
  }

  /** Does it as the agent of the chosen guild; a refusal is shown. */
  do(act: AgentAct): Promise<ActAnswer | undefined> {
    return this.#toasts.orShow(this.#wire.actAsAgent(this.#store.state.choice.guildId, act));
  }

  /** @returns whether it was sent; if not, the words are still wanted */
  async replies(
    account: string,
    text: string,
    extra: { replyTo?: number | undefined; files?: readonly File[] },
  ): Promise<boolean> {
    this.#typedAt = 0;
    const files = await readDrafts(extra.files ?? []);
    const answer = await this.do({ act: 'replies', account, text, replyTo: extra.replyTo, files });
    return answer !== undefined;
  }

  types(account: string): void {
    if (Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = Date.now();
    void this.do({ act: 'types', account });
  }
}
