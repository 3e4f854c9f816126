/** Which way something is carried. */
export type Direction = 'to_telegram' | 'to_discord';

/**
 * - `intent`: written down; whether it was sent is not known yet
 * - `sent`: it stands on the other side
 * - `failed`: it will never be sent, and its sender was told or is being told
 * - `late`: the agent wrote it before having seen this customer's introduction; not carried, the agent is told
 * - `deleted`: it was deleted at its source, and is gone from the other side
 */
export type DeliveryState = 'intent' | 'sent' | 'failed' | 'late' | 'deleted';

/**
 * - `message`: what a person wrote
 * - `item`: a further item of an album whose first one is the message
 * - `reaction`: what the account shows below a message of the chat, by the id of its counterpart in the thread
 * - `notice`: what the bot says of itself (welcome, introduction, "not delivered" …)
 */
export type DeliveryKind = 'message' | 'item' | 'reaction' | 'notice';

/** One thing that is to stand on the other side exactly once. Unique by session, account, direction, source id and part. */
export interface Delivery {
  readonly id: string;
  readonly sessionId: string;
  /** The account that it goes through: message ids on Telegram are each account's own. */
  readonly accountId: string;
  readonly direction: Direction;
  readonly kind: DeliveryKind;
  /** The message id at its source; for a notice, its name (`welcome`, `introduction`, `refused:<message id>` …); for a reaction `reaction:<message id>`. */
  readonly sourceId: string;
  /** Counts from 0 when one message is carried in several. */
  readonly part: number;
  /** For an item, the source id of its album's first one. */
  readonly albumId: string | null;
  readonly state: DeliveryState;
  /** How many processes have tried it. */
  readonly attempts: number;
  readonly firstTriedAt: Date;
  /** The message id on the other side, once known. */
  readonly targetId: string | null;
  /** A keyed digest of what stands on the other side (of an intent: is to stand there), to see whether an edit changed it; null when not known. Never the words. */
  readonly fingerprint: string | null;
}
