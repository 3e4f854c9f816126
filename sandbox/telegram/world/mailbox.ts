import type { MessageBody, MessageCopy } from './message.js';

/** A change that has a pts. */
export type PtsChange =
  | { readonly kind: 'new'; readonly messageId: number }
  | { readonly kind: 'edit'; readonly messageId: number }
  /** Told as an edit, too, but nothing that was written has changed. */
  | { readonly kind: 'reaction'; readonly messageId: number }
  | { readonly kind: 'delete'; readonly messageIds: readonly number[] }
  | {
      readonly kind: 'readInbox';
      readonly peerId: string;
      readonly maxId: number;
      readonly stillUnread: number;
    }
  | { readonly kind: 'readOutbox'; readonly peerId: string; readonly maxId: number };

/** A change in one user's mailbox; `pts` is the state after it ("Working with Updates"). */
export interface PtsEvent {
  readonly pts: number;
  readonly ptsCount: number;
  readonly date: number;
  readonly change: PtsChange;
}

/** One chat as its owner's clients list it. */
export interface Dialog {
  readonly peerId: string;
  readInboxMaxId: number;
  readOutboxMaxId: number;
  /** Until when the peer is shown as writing, in milliseconds of the service's clock. */
  peerTypesUntil: number;
  /** Each time the peer read on: up to which of the owner's messages, and when (unix seconds). */
  readonly outboxReads: { readonly maxId: number; readonly date: number }[];
}

/** All that one user has: messages numbered over all chats, dialogs, and the log of changes. */
export class Mailbox {
  readonly ownerId: string;
  readonly dialogs = new Map<string, Dialog>();
  readonly events: PtsEvent[] = [];
  /** The random_ids that the owner's clients have used, each with the message that came of it. */
  readonly randomIds = new Map<string, number>();
  readonly #messages = new Map<number, MessageCopy>();
  readonly #idOfBody = new Map<MessageBody, number>();
  #lastId = 0;
  #pts = 1;

  constructor(ownerId: string) {
    this.ownerId = ownerId;
  }

  get pts(): number {
    return this.#pts;
  }

  get unreadCount(): number {
    return [...this.dialogs.keys()].reduce((sum, peerId) => sum + this.countUnread(peerId), 0);
  }

  find(id: number): MessageCopy | undefined {
    return this.#messages.get(id);
  }

  /** The owner's number of this message, unless it is gone. */
  idOf(body: MessageBody): number | undefined {
    return this.#idOfBody.get(body);
  }

  /** The messages of one chat, oldest first. */
  inChat(peerId: string): MessageCopy[] {
    return [...this.#messages.values()].filter((message) => message.peerId === peerId);
  }

  /** The dialog with this peer; an empty one is made if there is none. */
  dialogWith(peerId: string): Dialog {
    const known = this.dialogs.get(peerId);
    if (known !== undefined) {
      return known;
    }
    const dialog: Dialog = {
      peerId,
      readInboxMaxId: 0,
      readOutboxMaxId: 0,
      peerTypesUntil: 0,
      outboxReads: [],
    };
    this.dialogs.set(peerId, dialog);
    return dialog;
  }

  countUnread(peerId: string): number {
    const readUpTo = this.dialogs.get(peerId)?.readInboxMaxId ?? 0;
    return this.inChat(peerId).filter(({ isOut, id }) => !isOut && id > readUpTo).length;
  }

  add(message: Omit<MessageCopy, 'id'>, date: number): PtsEvent {
    this.#lastId += 1;
    const copy = { ...message, id: this.#lastId };
    this.#messages.set(copy.id, copy);
    this.#idOfBody.set(copy.body, copy.id);
    this.dialogWith(copy.peerId);
    return this.note({ kind: 'new', messageId: copy.id }, 1, date);
  }

  /** Takes messages out; undefined if none of them was there. */
  remove(ids: readonly number[], date: number): PtsEvent | undefined {
    const removed: number[] = [];
    for (const id of ids) {
      const copy = this.#messages.get(id);
      if (copy !== undefined) {
        this.#messages.delete(id);
        this.#idOfBody.delete(copy.body);
        removed.push(id);
      }
    }
    return removed.length === 0
      ? undefined
      : this.note({ kind: 'delete', messageIds: removed }, removed.length, date);
  }

  /** Writes a change into the log and moves pts on. */
  note(change: PtsChange, ptsCount: number, date: number): PtsEvent {
    this.#pts += ptsCount;
    const event = { pts: this.#pts, ptsCount, date, change };
    this.events.push(event);
    return event;
  }
}
