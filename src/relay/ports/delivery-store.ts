import type { Delivery, DeliveryKind, Direction } from '../delivery.js';

/** What identifies a delivery. */
export interface DeliveryKey {
  readonly sessionId: string;
  readonly accountId: string;
  readonly direction: Direction;
  readonly sourceId: string;
  readonly part: number;
}

/** All parts of one source message. */
export type SourceKey = Omit<DeliveryKey, 'part'>;

/** The delivery rows: the memory of what was carried. Ids only, never content. */
export interface DeliveryStore {
  find(key: DeliveryKey): Promise<Delivery | null>;
  /** All parts of one source message, by part. */
  findParts(key: SourceKey): Promise<readonly Delivery[]>;
  /** The rows of several source messages of an account, or of all accounts (null), in no order. */
  findSources(
    key: Pick<SourceKey, 'sessionId' | 'direction'> & { readonly accountId: string | null },
    sourceIds: readonly string[],
  ): Promise<readonly Delivery[]>;
  /** Carried messages (`sent`) whose source ids lie in a range, both ends included; ids are compared as numbers. */
  findStanding(
    key: Omit<SourceKey, 'sourceId'>,
    fromSourceId: string,
    toSourceId: string,
  ): Promise<readonly Delivery[]>;
  /** The further items of an album, by the source id of its first one. */
  findItems(key: SourceKey): Promise<readonly Delivery[]>;
  /** What is shown on the far side for reactions: a row for each message that ever bore one. */
  listReactions(key: Omit<SourceKey, 'sourceId'>): Promise<readonly Delivery[]>;
  /** Which of these posts in the thread carry the agent's messages, through whichever account. */
  postsOfAgent(sessionId: string, postIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The newest message that stands on the other side at or below a target id there. */
  newestUpTo(key: Omit<SourceKey, 'sourceId'>, targetId: string): Promise<Delivery | null>;
  /**
   * Writes the intent before a send, with the fingerprint of what is to stand. `isNew` is false when the row existed already (its state says what became
   * of it); then nothing changes.
   */
  intend(
    key: DeliveryKey,
    kind: DeliveryKind,
    at: Date,
    fingerprint?: string,
  ): Promise<{ delivery: Delivery; isNew: boolean }>;
  /** Writes down that further items of an album came with its first one, and where they stand; items that are known are left alone. */
  addItems(album: Delivery, sourceIds: readonly string[]): Promise<void>;
  /** Counts one more process that tries an intent that an earlier one left behind. */
  retry(id: string): Promise<Delivery>;
  /** Records the outcome; only an `intent` changes, a second call does nothing. */
  settle(
    id: string,
    state: 'sent' | 'failed' | 'late' | 'deleted',
    targetId: string | null,
    at: Date,
    fingerprint?: string,
  ): Promise<void>;
  /** Records what stands on the other side after an edit. */
  revise(id: string, fingerprint: string): Promise<void>;
  /** Records that it is gone from both sides. */
  markDeleted(ids: readonly string[]): Promise<void>;
  /** Intents of a session that have no outcome yet, oldest first, through whichever account. */
  listIntents(sessionId: string, direction: Direction): Promise<readonly Delivery[]>;
  /** Which of these ids on the other side belong to a row of this session's chat. */
  claimed(key: Omit<SourceKey, 'sourceId'>, targetIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The row whose message on the other side this is. */
  findByTarget(key: Omit<SourceKey, 'sourceId'>, targetId: string): Promise<Delivery | null>;
  /** The highest message id on the other side that a row knows, or null; with `before`, among rows written before that one. */
  lastTarget(key: Omit<SourceKey, 'sourceId'>, before?: Delivery): Promise<string | null>;
  /** When the newest message of a direction was carried; null when none was. */
  lastCarriedAt(sessionId: string, direction: Direction): Promise<Date | null>;
  /** Messages (not notices) that were carried each way. */
  counts(sessionId: string): Promise<{ toTelegram: number; toDiscord: number; failedToTelegram: number }>;
  /** Moves the session's Discord cursor forward, never back. */
  advanceDiscordCursor(sessionId: string, messageId: string): Promise<void>;
}
