import { until } from '../stage/until.js';
import type { Addressee, Person, SeenMessage, Sending, Writing } from '../telegram/person.js';
import type { PersonMedia, PersonService } from '../telegram/person-media.js';
import { describeMessage } from './described-message.js';
import type { Narrator } from './narrator.js';

/** What somebody looks for in a chat: words, or anything that can be told of a message. */
export type Wanted = string | RegExp | ((message: SeenMessage) => boolean);

/**
 * The agent, who lives in Telegram and sees one ordinary chat per customer. Whatever they do happens at once; message
 * ids are those on the agent's side.
 */
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

  /** Reads the chat and answers; returns the message's id. */
  replies(account: Addressee, text: string, options: Writing = {}): number {
    this.#did(`writes to ${this.person.seesNameOf(account)}: “${text}”`);
    return this.person.replies(account, text, options);
  }

  /** Writes without having read what came; returns the message's id. */
  writesBlindly(account: Addressee, text: string, options: Writing = {}): number {
    this.#did(`writes, without having looked: “${text}”`);
    return this.person.says(account, text, options);
  }

  /** Reads the chat and sends something that is more than words; returns the message's id. */
  sends(account: Addressee, media: PersonMedia, options: Sending = {}): number {
    this.#did(`sends ${this.person.seesNameOf(account)} a ${media.kind}`);
    this.person.reads(account);
    return this.person.sends(account, media, options);
  }

  /** Reads the chat and sends 2 to 10 files as one album, the caption under the first; returns their ids. */
  sendsAlbum(account: Addressee, album: readonly PersonMedia[], options: Sending = {}): number[] {
    this.#did(`sends ${this.person.seesNameOf(account)} an album of ${album.length}`);
    this.person.reads(account);
    return this.person.sendsAlbum(account, album, options);
  }

  /** Calls, takes a screenshot or gives a present: Telegram notes it in the chat. Returns the id of that note. */
  causes(account: Addressee, service: PersonService): number {
    this.#did(`leaves a note in the chat with ${this.person.seesNameOf(account)}: ${service.kind}`);
    return this.person.causes(account, service);
  }

  /** Changes the words or the caption of an own message. */
  edits(account: Addressee, messageId: number, text: string, options: Pick<Writing, 'entities'> = {}): void {
    this.#did(`edits a message to ${this.person.seesNameOf(account)}: “${text}”`);
    this.person.edits(messageId, text, options.entities);
  }

  /** Puts another file in place of that of an own message, and other words below it. */
  replaces(account: Addressee, messageId: number, media: PersonMedia, caption = ''): void {
    this.#did(`replaces a file in the chat with ${this.person.seesNameOf(account)} by a ${media.kind}`);
    this.person.replaces(messageId, media, caption);
  }

  /** Deletes messages for both sides, own ones and others. */
  deletes(account: Addressee, messageIds: readonly number[]): void {
    this.#did(`deletes ${messageIds.length} messages in the chat with ${this.person.seesNameOf(account)}`);
    this.person.deletes(messageIds);
  }

  /** Reacts to a message, or with `null` takes the reaction back. */
  reacts(account: Addressee, messageId: number, emoji: string | null): void {
    this.#did(`reacts in the chat with ${this.person.seesNameOf(account)}: ${emoji ?? 'no longer'}`);
    this.person.reacts(messageId, emoji);
  }

  /** Begins to write; the sign goes after 6 seconds or with the message. */
  types(account: Addressee): void {
    this.person.types(account);
  }

  /** Opens the chat and reads everything in it. */
  reads(account: Addressee): void {
    this.person.reads(account);
  }

  /** Whether the account is shown as writing. */
  seesTyping(account: Addressee): boolean {
    return this.person.seesTyping(account);
  }

  /** Everything in the chat, oldest first. */
  seesChatWith(account: Addressee): readonly SeenMessage[] {
    const seen = this.person.seesChatWith(account);
    const toldUpTo = this.#toldUpTo.get(account.id) ?? 0;
    for (const message of seen.filter(({ id, isOut }) => id > toldUpTo && !isOut)) {
      const where = `chat with ${this.person.seesNameOf(account)}`;
      const words = { where, from: message.who, text: describeMessage(message), buttons: [] };
      this.#narrator.tell({ kind: 'saw', app: 'Telegram', who: this.name, ...words, isPrivate: false });
    }
    this.#toldUpTo.set(account.id, Math.max(toldUpTo, seen.at(-1)?.id ?? 0));
    return seen;
  }

  /** The words of the chat, oldest first. */
  wordsWith(account: Addressee): readonly string[] {
    return this.person.seesChatWith(account).map(({ text }) => text);
  }

  /** Waits until the account has said or sent this; returns the newest such message. */
  async sees(account: Addressee, wanted: Wanted): Promise<SeenMessage> {
    const found = await until(`the agent to see ${wanted}`, () =>
      this.person.seesChatWith(account).findLast((message) => !message.isOut && isWanted(message, wanted)),
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

function isWanted(message: SeenMessage, wanted: Wanted): boolean {
  if (typeof wanted === 'function') return wanted(message);
  return typeof wanted === 'string' ? message.text.includes(wanted) : wanted.test(message.text);
}
