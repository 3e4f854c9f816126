/**
 * A Telegram account of a guild's pool. One Telegram user is one account, whatever was imported:
 * `id` is the Telegram user id, decimal.
 */
export interface Account {
  readonly id: string;
  readonly guildId: string;
  /** What people call it: the username or the first name on import. */
  readonly label: string;
  /** The phone number with all but its last two digits masked; empty when Telegram does not tell it. */
  readonly maskedPhone: string;
  readonly state: AccountState;
  /** Why Telegram refuses its key, also while it is leaving; null while it does not. */
  readonly deathCause: DeathCause | null;
  /** When Telegram was first seen to refuse the key that it has; null while it does not. */
  readonly diedAt: Date | null;
  /** Until when Telegram lets this account begin no conversation (PEER_FLOOD); null when it may. */
  readonly limitedUntil: Date | null;
  readonly releasedAt: Date | null;
}

/**
 * - `ready`: may be leased
 * - `dead`: Telegram refuses its key; needs a new sign-in
 * - `leaving`: to be removed as soon as its session has ended
 * - `removed`: gone from the pool and from every list, its key erased; only the name is kept, for the sessions that were carried through it
 */
export type AccountState = 'ready' | 'dead' | 'leaving' | 'removed';

/** Why Telegram refuses an account's key. */
export type DeathCause = 'signed_out' | 'banned' | 'key_duplicated';
