import type { AccountChats, AgentChat, SentToAgent } from '../../sessions/index.js';
import type { AccountEvent, EventOrigin } from '../message.js';
import type { RichText } from '../rich-text.js';

/** A pool account's chat with the agent, as the relay uses it. Errors are those of `AccountChats`. */
export interface AgentMessages extends Pick<AccountChats, 'say' | 'ownMessagesAfter' | 'wordsOf'> {
  /** How a text will stand on Telegram, in parts of at most 4,096 UTF-16 units each. Pure. */
  render(text: RichText): readonly RichText[];
  /** Sends one rendered part: one request, once for a random id. */
  send(chat: AgentChat, part: RichText, randomId: bigint): Promise<SentToAgent>;
  /** Replaces the words of an own message; words that stand there already are `edited`. */
  edit(chat: AgentChat, messageId: number, part: RichText): Promise<'edited' | 'gone'>;
  /** Deletes own messages on both sides; those that are gone are deleted. */
  delete(chat: AgentChat, messageIds: readonly number[]): Promise<void>;
  /** When the agent read an own message (`messages.getOutboxReadDate`); null when not yet, or when Telegram does not say. */
  readDate(chat: AgentChat, messageId: number): Promise<Date | null>;
}

/**
 * Where a pool account's events go, one after the other: the next is handed over when the promise of the last is settled, and the account's
 * cursor is stored only then. A rejection means that the event could not be settled; it is handed over again later.
 */
export interface AccountEventHandler {
  handle(accountId: string, event: AccountEvent, origin: EventOrigin): Promise<void>;
}
