import type { ActAnswer, MessageSight, OptionValues, PersonAct } from '../../control/protocol.js';
import { readDrafts } from './file-drafts.js';
import type { Store } from './store.js';
import type { Toasts } from './toasts.js';
import type { Wire } from './wire.js';

/** Discord's own apps tell of typing about this often. */
const TYPING_EVERY_MS = 8_000;

/** What the chosen person does on Discord. */
export class PersonActs {
  readonly #store: Store;
  readonly #wire: Wire;
  readonly #toasts: Toasts;
  #typedAt = 0;

  constructor(store: Store, wire: Wire, toasts: Toasts) {
    this.#store = store;
    this.#wire = wire;
    this.#toasts = toasts;
  }

  /** Does it as the chosen person; a refusal is shown. */
  do(act: PersonAct): Promise<ActAnswer | undefined> {
    const { guildId, personId } = this.#store.state.choice;
    return this.#toasts.orShow(this.#wire.actAs(guildId, personId, act));
  }

  /** @returns whether it was said; if not, the words are still wanted */
  async says(
    where: string,
    text: string,
    extra: { replyTo?: string | undefined; files?: readonly File[] },
  ): Promise<boolean> {
    this.#typedAt = 0;
    const files = await readDrafts(extra.files ?? []);
    const answer = await this.do({ act: 'says', where, text, replyTo: extra.replyTo, files });
    return answer !== undefined;
  }

  types(where: string): void {
    if (Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = Date.now();
    void this.do({ act: 'types', where });
  }

  /** What the bot offers for an option that is being typed; nothing when it does not answer. */
  async completes(command: string, options: OptionValues, focused: string, where: string) {
    const { guildId, personId } = this.#store.state.choice;
    const asked = this.#wire.actAs(guildId, personId, { act: 'completes', command, options, focused, where });
    return (await asked.catch(() => undefined))?.choices ?? [];
  }

  togglesReaction(message: MessageSight, emoji: string): void {
    const isMine = message.reactions.some((reaction) => reaction.isMine && nameOf(reaction) === emoji);
    const of = { channel: message.placeId, message: message.id };
    void this.do({ act: isMine ? 'unreacts' : 'reacts', emoji, ...of });
  }
}

/** A reaction's emoji as acts name it. */
export function nameOf(reaction: MessageSight['reactions'][number]): string {
  return reaction.emojiId === null ? reaction.emoji : `${reaction.emoji}:${reaction.emojiId}`;
}
