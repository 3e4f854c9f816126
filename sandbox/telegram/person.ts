import type { Api } from 'telegram';
import { renderUser } from './tl/render.js';
import type { MessageCopy } from './world/message.js';
import {
  type Act,
  deleteMessages,
  editMessage,
  readHistory,
  sendMessage,
  setTyping,
} from './world/private-chat.js';
import type { User } from './world/user.js';
import type { World } from './world/world.js';

/** Anyone who can be written to, by user id. */
export interface Addressee {
  readonly id: string;
}

/** One line of a chat as its owner's client shows it. */
export interface SeenMessage {
  readonly id: number;
  /** First name of the writer, as this person sees it. */
  readonly who: string;
  readonly isOut: boolean;
  readonly text: string;
  readonly entities: readonly Api.TypeMessageEntity[];
  /** Unix seconds. */
  readonly date: number;
  readonly isEdited: boolean;
  readonly replyToId: number | undefined;
  /** Outgoing: the other side has read it. Incoming: this person has. */
  readonly isRead: boolean;
}

/** Somebody who uses Telegram by hand: the agent, a stranger. Everything they do happens at once. */
export class Person {
  readonly user: User;
  readonly #world: World;

  constructor(world: World, user: User) {
    this.#world = world;
    this.user = user;
  }

  get id(): string {
    return this.user.id;
  }

  /** Writes without reading first; returns the message's id in this person's mailbox. Throws Refusal. */
  says(
    to: Addressee,
    text: string,
    options: { replyTo?: number; isSilent?: boolean; entities?: readonly Api.TypeMessageEntity[] } = {},
  ): number {
    const { replyTo, ...rest } = options;
    return sendMessage(this.#act, to.id, { text, replyToId: replyTo, ...rest }).copy.id;
  }

  /** Reads everything, then writes: what a person does who has the chat open. */
  replies(to: Addressee, text: string, options: { replyTo?: number } = {}): number {
    this.reads(to);
    return this.says(to, text, options);
  }

  /** Reads the chat up to this message of this person's mailbox, or all of it. */
  reads(chat: Addressee, upTo = 0): void {
    readHistory(this.#act, chat.id, upTo);
  }

  /** Changes an own message. */
  edits(messageId: number, text: string, entities: readonly Api.TypeMessageEntity[] = []): void {
    editMessage(this.#act, messageId, text, entities);
  }

  /** Deletes messages for both sides, or for this person alone. */
  deletes(messageIds: readonly number[], options: { onlyHere?: boolean } = {}): void {
    deleteMessages(this.#act, messageIds, options.onlyHere !== true);
  }

  /** Shows the typing sign to the other side, or takes it back. */
  types(to: Addressee, options: { isCancelled?: boolean } = {}): void {
    setTyping(this.#act, to.id, options.isCancelled ?? false);
  }

  /** Saves a contact under this name, or under the one that they have now; from then on their own changes are hidden. */
  addsContact(other: Addressee, name?: { firstName: string; lastName?: string }): void {
    const { firstName, lastName } = this.#world.user(other.id);
    const saved = name
      ? { firstName: name.firstName, lastName: name.lastName ?? '' }
      : { firstName, lastName };
    this.user.contacts.set(other.id, saved);
  }

  /** Takes a contact out of the address book. */
  removesContact(other: Addressee): void {
    this.user.contacts.delete(other.id);
  }

  blocks(other: Addressee): void {
    this.user.blocked.add(other.id);
  }

  unblocks(other: Addressee): void {
    this.user.blocked.delete(other.id);
  }

  /** Changes the own names; `username: undefined` gives it up, so that somebody else can take it. */
  renames(names: { firstName?: string; lastName?: string; username?: string | undefined }): void {
    this.#world.rename(this.id, names);
  }

  /** The name under which this person's client shows somebody. */
  seesNameOf(other: Addressee): string {
    const { firstName, lastName } = renderUser(this.#world, this.id, other.id);
    return [firstName, lastName].filter(Boolean).join(' ');
  }

  /** What this person's client shows of the chat, oldest first. */
  seesChatWith(other: Addressee): SeenMessage[] {
    const mailbox = this.#world.mailbox(this.id);
    const dialog = mailbox.dialogs.get(other.id);
    return mailbox.inChat(other.id).map((copy) => this.#show(copy, dialog));
  }

  /** How many messages of the chat this person has not read. */
  unreadIn(chat: Addressee): number {
    return this.#world.mailbox(this.id).countUnread(chat.id);
  }

  get #act(): Act {
    return { world: this.#world, actorId: this.id };
  }

  #show(copy: MessageCopy, dialog?: { readInboxMaxId: number; readOutboxMaxId: number }): SeenMessage {
    const { id, isOut, replyToId, body } = copy;
    const readUpTo = isOut ? dialog?.readOutboxMaxId : dialog?.readInboxMaxId;
    return {
      id,
      who: this.seesNameOf({ id: body.fromId }),
      isOut,
      text: body.text,
      entities: body.entities,
      date: body.date,
      isEdited: body.editDate !== undefined,
      replyToId,
      isRead: id <= (readUpTo ?? 0),
    };
  }
}
