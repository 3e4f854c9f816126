import { until } from '../stage/until.js';
import type { Addressee, Person, SeenMessage } from '../telegram/person.js';
import type { Narrator } from './narrator.js';

/** The agent, who lives in Telegram and sees one ordinary chat per customer. */
export class Agent {
  readonly person: Person;
  readonly #narrator: Narrator;
  /** How far each chat was told, so that nothing is told twice. */
  readonly #toldUpTo = new Map<string, number>();

  constructor(person: Person, narrator: Narrator) {
    this.person = person;
    this.#narrator = narrator;
  }

  get id(): string {
    return this.person.id;
  }

  get name(): string {
    return this.person.user.firstName;
  }

  /** Reads the chat and answers; returns the message's id on the agent's side. */
  replies(account: Addressee, text: string): number {
    this.#did(`writes to ${this.person.seesNameOf(account)}: “${text}”`);
    return this.person.replies(account, text);
  }

  /** Writes without having read what came. */
  writesBlindly(account: Addressee, text: string): number {
    this.#did(`writes, without having looked: “${text}”`);
    return this.person.says(account, text);
  }

  /** Opens the chat and reads everything in it. */
  reads(account: Addressee): void {
    this.person.reads(account);
  }

  /** Everything in the chat, oldest first. */
  seesChatWith(account: Addressee): readonly SeenMessage[] {
    const seen = this.person.seesChatWith(account);
    const toldUpTo = this.#toldUpTo.get(account.id) ?? 0;
    for (const message of seen.filter(({ id, isOut }) => id > toldUpTo && !isOut)) {
      const where = `chat with ${this.person.seesNameOf(account)}`;
      const { who: from, text } = message;
      const words = { where, from, text, buttons: [], isPrivate: false };
      this.#narrator.tell({ kind: 'saw', app: 'Telegram', who: this.name, ...words });
    }
    this.#toldUpTo.set(account.id, Math.max(toldUpTo, seen.at(-1)?.id ?? 0));
    return seen;
  }

  /** The words of the chat, oldest first. */
  wordsWith(account: Addressee): readonly string[] {
    return this.person.seesChatWith(account).map(({ text }) => text);
  }

  /** Waits until the account has said something with these words. */
  async sees(account: Addressee, words: string | RegExp): Promise<SeenMessage> {
    const found = await until(`the agent to read ${words}`, () =>
      this.person
        .seesChatWith(account)
        .findLast(
          ({ text, isOut }) =>
            !isOut && (typeof words === 'string' ? text.includes(words) : words.test(text)),
        ),
    );
    this.seesChatWith(account);
    return found;
  }

  /** Waits until the chat is wiped but for the one line that says how the conversation ended. */
  async seesOnlyEnding(account: Addressee, words: string): Promise<void> {
    await until(`the agent to see nothing but that ${words}`, () => {
      const [first, ...others] = this.wordsWith(account);
      return first !== undefined && others.length === 0 && first.includes(words);
    });
    this.seesChatWith(account);
  }

  #did(what: string): void {
    this.#narrator.tell({ kind: 'did', app: 'Telegram', who: this.name, what });
  }
}
