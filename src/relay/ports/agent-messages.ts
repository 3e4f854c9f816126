import type { AccountChats, AgentChat } from '../../sessions/index.js';
import type { CarriedFile, RefusedFile } from '../carried-file.js';
import type { AccountEvent, ChatMessage, Content, EventOrigin } from '../message.js';
import type { RichText } from '../rich-text.js';

/** A file in a message to the agent, with the words below it. */
export interface AgentFile {
  /** Its place in the delivery rows: the file's position in the source message. */
  readonly part: number;
  readonly file: CarriedFile;
  readonly caption: RichText;
}

/** What one call sends to the agent: a text, or one file, or an album of 2 to 10. */
export type AgentParcel =
  | { readonly kind: 'text'; readonly part: number; readonly text: RichText }
  | { readonly kind: 'files'; readonly files: readonly AgentFile[] };

/** How a message will stand on Telegram. */
export interface AgentPlan {
  /** In the order of sending. */
  readonly parcels: readonly AgentParcel[];
  /** Files that Telegram does not take. */
  readonly refused: readonly RefusedFile[];
}

/** What came of a parcel: the account's message ids by part. */
export type SentParcel =
  | { readonly kind: 'sent'; readonly ids: ReadonlyMap<number, number> }
  /**
   * RANDOM_ID_DUPLICATE: an earlier call with these random ids took effect, and Telegram does not say under which ids, or is still under way and may yet fail
   * (core.telegram.org/api/updates, "updateMessageID"). The chat tells; where it shows nothing, a repeat does.
   */
  | { readonly kind: 'duplicate' }
  /** The message that it was to answer is gone; nothing was sent. */
  | { readonly kind: 'reply_gone' };

/** How a parcel is sent. */
export interface SendingKeys {
  /** MTProto `random_id` (signed 64 bits) of each part. */
  randomIdOf(part: number): bigint;
  /** The account's id of the message that it answers. */
  readonly replyTo: number | null;
}

/** A pool account's chat with the agent, as the relay uses it. Errors are those of `AccountChats`, and `FileGoneError` where files are sent. */
export interface AgentMessages extends Pick<AccountChats, 'say' | 'ownMessagesAfter' | 'wordsOf'> {
  /**
   * How a message will stand on Telegram: texts of at most 4,096 UTF-16 units, captions of at most 1,024, files in albums where Telegram shows them together. The words
   * begin below the first file; what is left of them follows as texts. Text parts count from 0 without files and from 100 with them, so that
   * a file's part is its position. Pure, and the same for the same message.
   */
  plan(content: Content): AgentPlan;
  /** Sends one parcel: one call (besides those that carry a file's bytes), once for its random ids. */
  send(chat: AgentChat, parcel: AgentParcel, keys: SendingKeys): Promise<SentParcel>;
  /**
   * Replaces the words of an own text or below an own file; words that stand there already are `edited`. `too_late`: Telegram lets it be changed no more (Telegram,
   * config, "edit_time_limit": two days), nor ever again.
   */
  edit(chat: AgentChat, messageId: number, text: RichText): Promise<'edited' | 'gone' | 'too_late'>;
  /** Deletes own messages on both sides; those that are gone are deleted. */
  delete(chat: AgentChat, messageIds: readonly number[]): Promise<void>;
  /** Sets the account's reaction on a message, or takes it away; emoji that Telegram does not allow are `not_possible`. */
  react(chat: AgentChat, messageId: number, emoji: string | null): Promise<'done' | 'not_possible'>;
  /** Shows the agent for a few seconds that the customer is typing; false when the account has something better to do. Never throws. */
  showTyping(chat: AgentChat): Promise<boolean>;
  /** Tells Telegram that the agent's messages up to an id were read: their sign that these were delivered. */
  markRead(chat: AgentChat, upToId: number): Promise<void>;
  /** Messages of the chat by the account's ids, albums put together; those that are gone are left out. */
  messages(chat: AgentChat, ids: readonly number[]): Promise<readonly ChatMessage[]>;
  /** When the agent read an own message (`messages.getOutboxReadDate`); null when not yet, or when Telegram does not say. */
  readDate(chat: AgentChat, messageId: number): Promise<Date | null>;
}

/**
 * Where a pool account's events go, one after the other: the next is handed over when the promise of the last is settled, and the account's
 * cursor is stored only then. A rejection means that the event could not be settled; it is handed over again later.
 */
export interface AccountEventHandler {
  handle(accountId: string, event: AccountEvent, origin: EventOrigin): Promise<void>;
  /** The other person is typing: worth nothing a few seconds later, so it waits for nothing. */
  noteTyping(accountId: string, peerUserId: string): void;
}
