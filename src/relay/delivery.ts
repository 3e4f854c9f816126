/** Which way something is carried. */
export type Direction = 'to_telegram' | 'to_discord';

/**
 * - `intent`: written down; whether it was sent is not known yet
 * - `sent`: it stands on the other side
 * - `failed`: it will never be sent, and its sender was told or is being told
 * - `late`: the agent wrote it before having seen this customer's introduction; not carried, the agent is told
 */
export type DeliveryState = 'intent' | 'sent' | 'failed' | 'late';

/**
 * - `message`: what a person wrote
 * - `notice`: what the bot says of itself (welcome, introduction, "not delivered" …)
 */
export type DeliveryKind = 'message' | 'notice';

/** One thing that is to stand on the other side exactly once. Unique by session, direction, source id and part. */
export interface Delivery {
  readonly id: string;
  readonly sessionId: string;
  readonly direction: Direction;
  readonly kind: DeliveryKind;
  /** The message id at its source; for a notice, its name (`welcome`, `introduction`, `refused:<message id>` …). */
  readonly sourceId: string;
  /** Counts from 0 when one message is carried in several. */
  readonly part: number;
  readonly state: DeliveryState;
  /** How many processes have tried it. */
  readonly attempts: number;
  readonly firstTriedAt: Date;
  /** The message id on the other side, once known. */
  readonly targetId: string | null;
}
