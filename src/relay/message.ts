import type { RichText } from './rich-text.js';

/** A message that a person wrote in a session's thread. Ids are snowflakes in decimal strings. */
export interface ThreadMessage {
  readonly threadId: string;
  readonly id: string;
  readonly authorId: string;
  /** The author's display name in the guild. */
  readonly authorName: string;
  /** `person`, a `bot` (this one or another, webhooks too), or Discord itself (`system`: joins, renames …). */
  readonly authorKind: 'person' | 'bot' | 'system';
  readonly content: RichText;
  /** What the message holds besides text that is not carried yet, in words for its author ("a file"); empty when nothing. */
  readonly unsupported: readonly string[];
}

/** A message in the chat of a pool account with one person on Telegram. */
export interface ChatMessage {
  /** The account's own message id. */
  readonly id: number;
  /** Telegram user id of the other person in the chat, decimal. */
  readonly peerUserId: string;
  /** Whether the account itself wrote it (from here or from another of its devices). */
  readonly outgoing: boolean;
  /** Seconds matter: when the message was written, by Telegram's clock. */
  readonly date: Date;
  readonly content: RichText;
  readonly unsupported: readonly string[];
}

/** What happened on a pool account, in the order of its update sequence. */
export type AccountEvent =
  | { readonly kind: 'message'; readonly message: ChatMessage }
  /** The other person has read up to a message of the account's. */
  | { readonly kind: 'read'; readonly peerUserId: string; readonly upToId: number }
  | { readonly kind: 'edited'; readonly message: ChatMessage }
  /** UpdateDeleteMessages names no peer: ids of the account's own numbering. */
  | { readonly kind: 'deleted'; readonly ids: readonly number[] };

/** How an event was learned of: as it happened, or in a batch whose inner order between messages and reads is lost. */
export type EventOrigin = 'live' | 'difference';
