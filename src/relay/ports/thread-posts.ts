import type { PostKey, Said } from '../../sessions/index.js';
import type { ThreadMessage } from '../message.js';
import type { RichText } from '../rich-text.js';

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
   * How a text will stand on Discord, in parts of at most 2,000 characters each: markdown escaped, mentions neutralised in the text itself. Pure.
   */
  render(text: RichText): readonly string[];
  /**
   * Posts one rendered part: one request, `nonce` with `enforce_nonce`, no pings. An attempt that follows an old one
   * (`key.firstTriedAt` beyond the nonce's memory) is the caller's to check with `ownPostsAfter` first.
   */
  post(threadId: string, content: string, key: PostKey): Promise<Said>;
  /** Replaces the words of an own post. */
  edit(threadId: string, messageId: string, content: string): Promise<'edited' | 'gone'>;
  /** Deletes an own post; one that is gone is deleted. */
  delete(threadId: string, messageId: string): Promise<void>;
  /** What the bot posted in the thread after a message id, oldest first; interaction answers left out. At most 100. */
  ownPostsAfter(threadId: string, messageId: string): Promise<readonly OwnPost[]>;
  /** Messages after an id (from the beginning when null), oldest first, all of them: pages of 100. */
  messagesAfter(threadId: string, messageId: string | null): AsyncIterable<ThreadMessage>;
  /** One message as it stands now; null when it was deleted. */
  message(threadId: string, messageId: string): Promise<ThreadMessage | null>;
}

/** Who may be carried in a session's thread besides its member. */
export interface Participants {
  /** Whether the person holds a role of the guild's staff (Staff, Admin, Support), owns it, or administers it. */
  isStaff(guildId: string, userId: string): Promise<boolean>;
}
