import type { PostKey, Said } from '../../sessions/index.js';
import type { CarriedFile, RefusedFile } from '../carried-file.js';
import type { Content, ThreadMessage } from '../message.js';

/** What one request posts in a thread. */
export interface ThreadParcel {
  /** Its place in the delivery rows, from 0. */
  readonly part: number;
  /** Discord markdown, at most 2,000 characters; empty only when there are files. */
  readonly content: string;
  readonly files: readonly CarriedFile[];
}

/** How a message will stand on Discord. */
export interface ThreadPlan {
  /** In the order of posting; at least one, unless all that the message held is refused. */
  readonly parcels: readonly ThreadParcel[];
  /** Files that Discord does not take in this guild. */
  readonly refused: readonly RefusedFile[];
}

/** A message that this bot posted, as the thread's history shows it. */
export interface OwnPost {
  readonly id: string;
  readonly content: string;
}

/**
 * A session's thread, as the relay uses it. Every method throws `UnreachableError` when Discord gave no conclusive answer.
 */
export interface ThreadPosts {
  /**
   * How a message will stand on Discord: markdown escaped, mentions neutralised in the text itself; files go with the first part, voice notes alone
   * before the words. No request: the guild's limit for files is known from the gateway. The same for the same message.
   */
  plan(guildId: string, content: Content): ThreadPlan;
  /**
   * Posts one parcel: one request, `nonce` with `enforce_nonce`, no pings, as an answer to `replyTo` if that still stands. An attempt that follows an old one
   * (`key.firstTriedAt` beyond the nonce's memory) is the caller's to check with `ownPostsAfter` first. Throws `FileGoneError` and what a file's `open` throws.
   */
  post(threadId: string, parcel: ThreadParcel, key: PostKey, replyTo: string | null): Promise<Said>;
  /** Makes an own post say what a parcel says. With `files` `kept` only the words change; with `replaced` its files are sent anew. `filtered`: as in `Said`. */
  edit(
    threadId: string,
    messageId: string,
    parcel: ThreadParcel,
    files: 'kept' | 'replaced',
  ): Promise<'edited' | 'gone' | 'refused' | 'filtered'>;
  /** Deletes an own post; one that is gone is deleted. */
  delete(threadId: string, messageId: string): Promise<void>;
  /** Adds the bot's own reaction, or takes it away; what Discord does not allow there (unknown emoji, too many, gone) is `not_possible`. */
  react(threadId: string, messageId: string, emoji: string, isSet: boolean): Promise<'done' | 'not_possible'>;
  /** The bot's own reactions on a message: one request. */
  ownReactions(threadId: string, messageId: string): Promise<readonly string[]>;
  /** Shows in the thread for a few seconds that somebody is typing. Never throws. */
  showTyping(threadId: string): Promise<void>;
  /** What the bot posted in the thread after a message id, oldest first; interaction answers left out. At most 100. */
  ownPostsAfter(threadId: string, messageId: string): Promise<readonly OwnPost[]>;
  /** Messages after an id (from the beginning when null), oldest first, all of them: pages of 100. */
  messagesAfter(threadId: string, messageId: string | null): AsyncIterable<ThreadMessage>;
  /** The newest messages of the thread, at most 100, oldest first: one request. Empty for a thread that is gone. */
  latest(threadId: string): Promise<readonly ThreadMessage[]>;
  /** One message as it stands now; null when it was deleted. */
  message(threadId: string, messageId: string): Promise<ThreadMessage | null>;
  /** Where a person can look at a message: its address in Discord. Pure. */
  linkTo(guildId: string, threadId: string, messageId: string): string;
}

/** Who may be carried in a session's thread besides its member. */
export interface Participants {
  /** Whether the person holds a role of the guild's staff (Staff, Admin, Support), owns it, or administers it. */
  isStaff(guildId: string, userId: string): Promise<boolean>;
}
