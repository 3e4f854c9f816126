import type { CarriedFile } from './carried-file.js';
import type { RichText } from './rich-text.js';

/** What a person sent, on neither platform. Polls, places, forwards and their kin are words already. */
export interface Content {
  readonly text: RichText;
  readonly files: readonly CarriedFile[];
}

/** The message that another one answers. */
export interface ReplyTo {
  /** Its id on the side where the answer was written. */
  readonly id: string;
  /** Who wrote it and how it begins, for a reader who can't be shown it; null when the platform did not say. */
  readonly quote: RichText | null;
  /** Whether the quote is a part that its author marked: it belongs to the answer, also where the answered message can be seen. */
  readonly isMarked?: boolean;
}

/** What a message answers that was written in another chat: it has no id on this side, only words. */
export interface ReplyElsewhere {
  readonly id: null;
  /** Who wrote it and how it begins. */
  readonly quote: RichText;
}

/** A message that a person wrote in a session's thread. Ids are snowflakes in decimal strings. */
export interface ThreadMessage extends Content {
  readonly threadId: string;
  readonly id: string;
  readonly authorId: string;
  /** The author's display name in the guild. */
  readonly authorName: string;
  /** `person`, a `bot` (this one or another, webhooks too), or Discord itself (`system`: joins, renames …). */
  readonly authorKind: 'person' | 'bot' | 'system';
  readonly replyTo: ReplyTo | null;
  /** When it was edited last, in milliseconds since 1970; null when it never was. */
  readonly editedAt: number | null;
  /** This bot's own reactions on it, where the message was read from the thread's history. */
  readonly ownReactions: readonly string[];
  /** Everybody else's, by the emoji that came first, where the message was read from the thread's history; custom ones left out. */
  readonly reactions: readonly string[];
}

/** What happened in a thread, in the gateway's order. */
export type ThreadEvent =
  | { readonly kind: 'written'; readonly message: ThreadMessage }
  /** Discord also calls it an edit when a link's preview appears: the words may be the same. */
  | { readonly kind: 'edited'; readonly message: ThreadMessage }
  | { readonly kind: 'deleted'; readonly ids: readonly string[] }
  | {
      readonly kind: 'reacted';
      readonly messageId: string;
      readonly userId: string;
      /** A Unicode emoji without variation selectors, as everywhere here; custom ones are not handed over. */
      readonly emoji: string;
      readonly isSet: boolean;
    }
  /** Everybody's reactions were taken from a message at once, or all with one emoji. */
  | { readonly kind: 'reactions_cleared'; readonly messageId: string; readonly emoji: string | null };

/** A message in the chat of a pool account with one person on Telegram. An album is one message. */
export interface ChatMessage extends Content {
  /** The account's own message id; of an album, the lowest. */
  readonly id: number;
  /** All ids of an album, ascending; of any other message just its own. */
  readonly ids: readonly number[];
  /** Telegram user id of the other person in the chat, decimal. */
  readonly peerUserId: string;
  /** Whether the account itself wrote it (from here or from another of its devices). */
  readonly outgoing: boolean;
  /** Seconds matter: when the message was written, by Telegram's clock. */
  readonly date: Date;
  readonly replyTo: ReplyTo | ReplyElsewhere | null;
}

/** What happened on a pool account, in the order of its update sequence. */
export type AccountEvent =
  | { readonly kind: 'message'; readonly message: ChatMessage }
  /** The other person has read up to a message of the account's. */
  | { readonly kind: 'read'; readonly peerUserId: string; readonly upToId: number }
  /** One message as it stands now; of an album, just the item that was edited. */
  | { readonly kind: 'edited'; readonly message: ChatMessage }
  /** UpdateDeleteMessages names no peer: ids of the account's own numbering. */
  | { readonly kind: 'deleted'; readonly ids: readonly number[] }
  /** The other person's reactions on a message, all of them: Unicode emoji, none when they took the last one away. */
  | {
      readonly kind: 'reacted';
      readonly peerUserId: string;
      readonly messageId: number;
      readonly emoji: readonly string[];
    }
  /**
   * The chat was read anew because Telegram no longer tells what was missed: above `aboveId` the other person's messages are exactly these. They
   * were handed over as messages before; what is not among them was deleted.
   */
  | {
      readonly kind: 'standing';
      readonly peerUserId: string;
      readonly aboveId: number;
      readonly ids: readonly number[];
    };

/** How an event was learned of: as it happened, or in a batch whose inner order between messages and reads is lost. */
export type EventOrigin = 'live' | 'difference';
