import type { DeathCause } from './account.js';

/**
 * An outside service could not be asked, or what became of the call is not known: a lost connection, a time-out,
 * a 5xx, a flood wait. Whoever meets it tries again later or decides without the answer.
 */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  constructor(
    readonly service: 'discord' | 'telegram',
    message: string,
    /** `none`: the call had no effect. `unknown`: it may have had one. */
    readonly effect: 'none' | 'unknown' = 'unknown',
    /** How long the service asks to be left alone, in milliseconds. */
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Telegram refuses the account's key: nothing more can be done with the account until someone signs in again. */
export class AccountDeadError extends Error {
  override readonly name = 'AccountDeadError';
  constructor(
    readonly accountId: string,
    readonly why: DeathCause,
  ) {
    super(`Telegram account ${accountId} is ${why}`);
  }
}

/** Telegram lets this account write to nobody new for now (PEER_FLOOD), or has frozen it: it can only read (FROZEN_METHOD_INVALID). */
export class AccountLimitedError extends Error {
  override readonly name = 'AccountLimitedError';
  constructor(readonly accountId: string) {
    super(`Telegram account ${accountId} may not begin conversations for now`);
  }
}

/** The guild's agent cannot be written to: not found under the pinned id, deleted, or refuses this account. */
export class AgentUnreachableError extends Error {
  override readonly name = 'AgentUnreachableError';
  constructor(
    readonly accountId: string,
    readonly why: 'not_found' | 'changed_hands' | 'refuses' | 'deleted',
  ) {
    super(`the agent cannot be reached from account ${accountId}: ${why}`);
  }
}
