/** Time, chance and patience: arguments of every use case, so that tests can hold them. */
export interface Environment {
  now(): Date;
  /** A new row id, sortable by time (UUID v7). */
  newId(): string;
  /** A short code for people: five characters that can't be misread. */
  newCode(): string;
  /** A reference that is shown to a person and logged with the fault behind it. */
  newReference(): string;
  readonly timings: Timings;
  readonly log: Log;
}

/** Structured logs: fields, then one verb. No message content, no secret, no full phone number. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, verb: string): void;
  info(fields: Readonly<Record<string, unknown>>, verb: string): void;
  warn(fields: Readonly<Record<string, unknown>>, verb: string): void;
  error(fields: Readonly<Record<string, unknown>>, verb: string): void;
}

/** How patient the bot is; all in milliseconds. */
export interface Timings {
  /** An opening that takes longer is undone. */
  readonly openingDeadlineMs: number;
  /** When many threads vanish in one pass, they are asked for again after this long. */
  readonly secondLookMs: number;
  /** First wait before a failed step is repeated; doubles up to `retryMaxMs`. */
  readonly retryFirstMs: number;
  readonly retryMaxMs: number;
  /** A guild is reconciled for an empty pool at most this often. */
  readonly poolReconcileMs: number;
  /** How long Discord is trusted to remember a nonce. */
  readonly nonceMemoryMs: number;
  /** How long an ending waits for messages that are under way. */
  readonly drainMs: number;
  /** How long one call to Telegram may take. */
  readonly telegramCallMs: number;
  /** How long Telegram may at most be busy with a send, whatever became of the connection. */
  readonly sendUnderWayMs: number;
  /** How often a quiet account asks Telegram whether it missed anything. */
  readonly telegramCheckMs: number;
  /** How often the database is looked at for steps that another process made due (an account that was imported anew or removed). */
  readonly sweepMs: number;
  /** How long a stopping process finishes what is in flight. */
  readonly stopMs: number;
}
