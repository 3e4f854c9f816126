/** One row of the session table, with what the world says of its thread. */
export interface SessionRow {
  readonly id: string;
  readonly code: string;
  readonly state: 'opening' | 'active' | 'closing' | 'closed';
  readonly member: { readonly id: string; readonly name: string };
  /** Null while there is none yet. */
  readonly thread: {
    readonly id: string;
    readonly name: string | null;
    readonly state: 'open' | 'archived' | 'locked' | 'deleted';
  } | null;
  readonly account: { readonly id: string; readonly label: string };
  /** Why it ended, as stored (`thread_archived`); null while it lives. */
  readonly reason: string | null;
  /** `bot`, or the name of whoever ended it. */
  readonly endedBy: string | null;
  readonly openedAt: number;
  readonly closedAt: number | null;
  /** Messages that were carried. */
  readonly toTelegram: number;
  readonly toDiscord: number;
  /** Messages that were not, either way. */
  readonly undelivered: number;
}

export interface PoolRow {
  readonly accountId: string;
  readonly label: string;
  /** The name that it gives itself on Telegram now. */
  readonly name: string;
  readonly state: 'ready' | 'dead' | 'leaving' | 'removed';
  /** The session that holds it. */
  readonly sessionCode: string | null;
  readonly isConnected: boolean;
  readonly deathCause: string | null;
  readonly limitedUntil: number | null;
}

/** A closing step that is not done. */
export interface StepRow {
  readonly sessionId: string;
  readonly sessionCode: string;
  readonly name: string;
  readonly state: 'due' | 'parked';
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly obstacle: string | null;
}

export interface BotSight {
  readonly state: 'starting' | 'ready' | 'stopped';
  readonly pid: number | null;
  /** When it was started last; real time. */
  readonly startedAt: number | null;
  readonly starts: number;
}

/** Mischief that still lasts. */
export interface LastingMischief {
  readonly name: string;
  /** One sentence. */
  readonly what: string;
  /** Real time; null: until it is lifted. */
  readonly until: number | null;
}

/** What the machine room shows of one guild. */
export interface MachineSight {
  readonly bot: BotSight;
  /** Newest first. */
  readonly sessions: readonly SessionRow[];
  readonly pool: readonly PoolRow[];
  readonly steps: readonly StepRow[];
  readonly lasting: readonly LastingMischief[];
  /** Calls that the services lack, and departures from Discord's description: empty, or the sandbox has a defect. */
  readonly faults: readonly string[];
  /** By the clock of the services, and how far it was moved forward. */
  readonly now: number;
  readonly clockAheadMs: number;
}

/** One entry of the stream of requests. */
export interface ExchangeSight {
  /** Counts up over the whole run. */
  readonly seq: number;
  /** Real time. */
  readonly at: number;
  readonly service: 'discord' | 'telegram';
  /** `request`: the bot asked Discord. `dispatch`: Discord's gateway told the bot. `call`: the bot asked Telegram. `update`: Telegram told the bot. */
  readonly kind: 'request' | 'dispatch' | 'call' | 'update';
  /** `POST`, `MESSAGE_CREATE`, `messages.SendMessage`. */
  readonly method: string;
  /** Below `/api/v10`; empty for all else. */
  readonly path: string;
  /** HTTP status (0: the connection was cut), `ok`, or Telegram's refusal. Null: told, not asked. */
  readonly status: number | string | null;
  readonly isRefused: boolean;
  /** How long the answer took; null: told, not asked. */
  readonly ms: number | null;
  /** Telegram: the account's label. Discord: null. */
  readonly account: string | null;
}

/** Both directions of one entry, as JSON. */
export interface ExchangeDetail extends ExchangeSight {
  readonly request: unknown;
  readonly response: unknown;
}

export interface LogSight {
  readonly seq: number;
  /** Real time. */
  readonly at: number;
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The latest of both, oldest first: 500 each. */
export interface StreamSight {
  readonly exchanges: readonly ExchangeSight[];
  readonly log: readonly LogSight[];
}
