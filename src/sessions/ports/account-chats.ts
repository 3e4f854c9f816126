import type { Agent } from '../guild-settings.js';
import type { AgentNotice } from '../notices.js';
import type { AgentChat } from '../session.js';

/** What came of a message to the agent. */
export type SentToAgent =
  | { readonly kind: 'sent'; readonly messageId: number }
  /**
   * RANDOM_ID_DUPLICATE: an earlier call with this random id took effect, and Telegram does not say under which id, or is still under way and may yet fail
   * (core.telegram.org/api/updates, "updateMessageID"). The chat tells; where it shows nothing, a repeat does.
   */
  | { readonly kind: 'duplicate' };

/** A message that the account itself wrote, as its history shows it. */
export interface OwnMessage {
  readonly id: number;
  readonly text: string;
}

/**
 * A pool account's chat with the agent on Telegram. Every method throws
 * - `UnreachableError` (no connection, time-out, 5xx, flood wait with `retryAfterMs`). After a time-out the account's client is
 *   destroyed and connected anew before anything else is done on the account, so that no old call can arrive late;
 * - `AccountDeadError` when Telegram refuses the key; the account is marked dead in the store by then;
 * - `AccountLimitedError` on PEER_FLOOD, which only writing meets, and while the account is frozen; `AgentUnreachableError` when the agent refuses or is not found.
 * Calls on one account are made one after the other, in the order of asking.
 */
export interface AccountChats {
  /**
   * Proves that the account works, finds the agent by the pinned id (contacts, known hash, then the username, whose id must be the
   * pinned one) and names the account for the member. Safe to repeat. Returns the chat with the access hash filled in.
   */
  prepare(
    accountId: string,
    agent: Agent,
    profile: { memberName: string; guildName: string },
  ): Promise<AgentChat>;

  /**
   * Deletes the chat on both sides up to the message that is its top now: reads the top id T, `deleteHistory(revoke, max_id = T)`
   * until its offset is 0, and looks again. Never `max_id` 0, so a repeated or delayed call can't reach later messages.
   */
  wipe(chat: AgentChat): Promise<void>;

  /** Says a notice, once for a random id (signed 64 bits). */
  say(chat: AgentChat, notice: AgentNotice, randomId: bigint): Promise<SentToAgent>;

  /** Gives the account its resting name back. Safe to repeat. */
  resetProfile(accountId: string): Promise<void>;

  /** What the account itself wrote in the chat above a message id, oldest first, at most 100. */
  ownMessagesAfter(chat: AgentChat, messageId: number): Promise<readonly OwnMessage[]>;

  /**
   * Resolves when everything that came in through an account is handed over, or when that takes longer than `drainMs`: what was received before Telegram refused
   * the account is not left behind when its session goes elsewhere. Never rejects.
   */
  drained(accountId: string): Promise<void>;

  /** How a notice reads to the agent, to recognise one that an earlier process said. */
  wordsOf(notice: AgentNotice): string;
}
