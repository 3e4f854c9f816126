import type { Delivery, DeliveryKind, Direction } from '../delivery.js';

/** What identifies a delivery. */
export interface DeliveryKey {
  readonly sessionId: string;
  readonly direction: Direction;
  readonly sourceId: string;
  readonly part: number;
}

/** The delivery rows: the memory of what was carried. Ids only, never content. */
export interface DeliveryStore {
  find(key: DeliveryKey): Promise<Delivery | null>;
  /** All parts of one source message, by part. */
  findParts(key: Omit<DeliveryKey, 'part'>): Promise<readonly Delivery[]>;
  /**
   * Writes the intent before a send. `isNew` is false when the row existed already (its state says what became of it); then nothing changes.
   */
  intend(key: DeliveryKey, kind: DeliveryKind, at: Date): Promise<{ delivery: Delivery; isNew: boolean }>;
  /** Counts one more process that tries an intent that an earlier one left behind. */
  retry(id: string): Promise<Delivery>;
  /** Records the outcome; only an `intent` changes, a second call does nothing. */
  settle(id: string, state: 'sent' | 'failed' | 'late', targetId: string | null, at: Date): Promise<void>;
  /** Intents of a session that have no outcome yet, oldest first. */
  listIntents(sessionId: string, direction: Direction): Promise<readonly Delivery[]>;
  /** Which of these ids on the other side belong to a row of this session. */
  claimed(
    sessionId: string,
    direction: Direction,
    targetIds: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** The row whose message on the other side this is. */
  findByTarget(sessionId: string, direction: Direction, targetId: string): Promise<Delivery | null>;
  /** The highest message id that was carried to Telegram, or null. */
  lastTarget(sessionId: string, direction: Direction): Promise<string | null>;
  /** Messages (not notices) that were carried each way. */
  counts(sessionId: string): Promise<{ toTelegram: number; toDiscord: number; failedToTelegram: number }>;
  /** Moves the session's Discord cursor forward, never back. */
  advanceDiscordCursor(sessionId: string, messageId: string): Promise<void>;
}
