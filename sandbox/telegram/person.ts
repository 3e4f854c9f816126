import { Api } from 'telegram';
import { composeMedia } from './compose-media.js';
import { composeOrigin, composeService } from './compose-service.js';
import type { ForwardedFrom, PersonMedia, PersonService } from './person-media.js';
import { type SeenMedia, showMedia } from './seen-media.js';
import { composeText } from './text/compose-text.js';
import { nameSeenBy } from './tl/render.js';
import type { MessageCopy, MessageDraft, Quote } from './world/message.js';
import type { Origin } from './world/origin.js';
import { type Act, deleteMessages, editMessage, readHistory, sendMessage } from './world/private-chat.js';
import { react } from './world/reactions.js';
import { setTyping } from './world/typing.js';
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
  /** People see that its writer changed it. */
  readonly isEdited: boolean;
  readonly media: SeenMedia | undefined;
  /** The same for all messages of one album. */
  readonly groupedId: string | undefined;
  /** By user id; each person has one at most. */
  readonly reactions: ReadonlyMap<string, string>;
  /** Set if it was forwarded. */
  readonly origin: Origin | undefined;
  /** Set on a service message. */
  readonly action: Api.TypeMessageAction | undefined;
  readonly replyToId: number | undefined;
  /** Outgoing: the other side has read it. Incoming: this person has. */
  readonly isRead: boolean;
}

/** How a message is written. */
export interface Writing {
  readonly entities?: readonly Api.TypeMessageEntity[];
  /** A message id on the writer's side. */
  readonly replyTo?: number;
  /** The words of that message that are quoted, instead of all of it. */
  readonly quote?: string;
  /** A message of another chat that it answers instead: who wrote it there, and its words. */
  readonly elsewhere?: { readonly from: ForwardedFrom; readonly text: string };
  readonly isSilent?: boolean;
  readonly forwardedFrom?: ForwardedFrom;
}

/** How something is sent that is more than words. */
export interface Sending extends Writing {
  readonly caption?: string;
  readonly spoiler?: boolean;
  /** Several with the same name are one album, sent item by item. */
  readonly album?: string;
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
  says(to: Addressee, text: string, options: Writing = {}): number {
    const written = composeText(text, options.entities ?? [], 'text');
    return sendMessage(this.#act, to.id, { ...this.#composeHow(options), ...written }).copy.id;
  }

  /** Sends a file, a place, a poll …, with words if it takes any; returns its id in this person's mailbox. */
  sends(to: Addressee, media: PersonMedia, options: Sending = {}): number {
    const { caption = '', spoiler = false, album: groupedId } = options;
    const written = composeText(caption, options.entities ?? [], 'caption');
    const composed = composeMedia(this.#world, media, spoiler);
    const how = { ...this.#composeHow(options), ...written, groupedId };
    return sendMessage(this.#act, to.id, { ...how, media: composed }).copy.id;
  }

  /** Sends 2 to 10 files as one album, the caption under the first; returns their ids. */
  sendsAlbum(to: Addressee, album: readonly PersonMedia[], options: Sending = {}): number[] {
    const { caption = '', spoiler = false } = options;
    const groupedId = this.#world.nextNumber();
    const how = this.#composeHow(options);
    const written = composeText(caption, options.entities ?? [], 'caption');
    return album.map((item, index) => {
      const media = composeMedia(this.#world, item, spoiler);
      const words = index === 0 ? written : { text: '' };
      return sendMessage(this.#act, to.id, { ...how, ...words, media, groupedId }).copy.id;
    });
  }

  /** Does what Telegram notes in the chat: a call, a screenshot, a gift. */
  causes(to: Addressee, service: PersonService): number {
    const action = composeService(this.#world, service);
    return sendMessage(this.#act, to.id, { text: '', action }).copy.id;
  }

  /** Reacts to a message, or with `null` takes the reaction back. */
  reacts(messageId: number, emoji: string | null): void {
    react(this.#act, messageId, emoji ?? undefined);
  }

  /** Reads everything, then writes: what a person does who has the chat open. */
  replies(to: Addressee, text: string, options: Writing = {}): number {
    this.reads(to);
    return this.says(to, text, options);
  }

  /** Reads the chat up to this message of this person's mailbox, or all of it. */
  reads(chat: Addressee, upTo = 0): void {
    readHistory(this.#act, chat.id, upTo);
  }

  /** Changes an own message. */
  edits(messageId: number, text: string, entities: readonly Api.TypeMessageEntity[] = []): void {
    const media = this.#world.mailbox(this.id).find(messageId)?.body.media;
    editMessage(this.#act, messageId, composeText(text, entities, media === undefined ? 'text' : 'caption'));
  }

  /** Puts another file in place of that of an own message, and other words below it. */
  replaces(messageId: number, media: PersonMedia, caption = ''): void {
    const written = composeText(caption, [], 'caption');
    editMessage(this.#act, messageId, { ...written, media: composeMedia(this.#world, media) });
  }

  /** Deletes messages for both sides, or for this person alone. */
  deletes(messageIds: readonly number[], options: { onlyHere?: boolean } = {}): void {
    deleteMessages(this.#act, messageIds, options.onlyHere !== true);
  }

  /** Shows the typing sign to the other side, or what else their client tells of them; or takes it back. */
  types(to: Addressee, options: { isCancelled?: boolean; action?: Api.TypeSendMessageAction } = {}): void {
    const { isCancelled = false, action = new Api.SendMessageTypingAction() } = options;
    setTyping(this.#act, to.id, isCancelled ? new Api.SendMessageCancelAction() : action);
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
    const { firstName, lastName } = nameSeenBy(this.#world, this.id, other.id);
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

  /** Whether the other side is shown as writing. */
  seesTyping(other: Addressee): boolean {
    const dialog = this.#world.mailbox(this.id).dialogs.get(other.id);
    return dialog !== undefined && dialog.peerTypesUntil > this.#world.clock.now();
  }

  #composeHow(writing: Writing): Omit<MessageDraft, 'text'> {
    const { replyTo, quote, elsewhere: answered, isSilent, forwardedFrom } = writing;
    const origin = forwardedFrom && composeOrigin(this.#world, forwardedFrom);
    const elsewhere = answered && { ...answered, origin: composeOrigin(this.#world, answered.from) };
    const quoted = quote === undefined ? undefined : this.#quote(replyTo ?? 0, quote);
    return { replyToId: replyTo, quote: quoted, elsewhere, isSilent, origin };
  }

  /** Marks words of a message, as a client does before it replies. */
  #quote(messageId: number, text: string): Quote {
    const offset = this.#world.mailbox(this.id).find(messageId)?.body.text.indexOf(text) ?? -1;
    if (offset < 0) throw new Error(`nobody can quote “${text}” there`);
    return { text, offset, entities: [] };
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
      isEdited: body.editDate !== undefined && !body.isEditHidden,
      media: body.media && showMedia(body.media),
      groupedId: body.groupedId,
      reactions: new Map([...body.reactions].map(([userId, { emoji }]) => [userId, emoji])),
      origin: body.origin,
      action: body.action,
      replyToId,
      isRead: id <= (readUpTo ?? 0),
    };
  }
}
