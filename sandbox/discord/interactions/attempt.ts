import type { InteractionOutcome } from './outcome.js';

/** Why Discord (its client or its server) does not let a person do what they tried, before the bot hears of it. */
export type AttemptRefusal =
  /** No such command here: not registered, or not for this guild or kind of channel. */
  | 'unknown-command'
  /** The command needs permissions that the person lacks, or they may not use commands in this channel. */
  | 'missing-permissions'
  /** A required option is missing, or one is unknown or out of its bounds. */
  | 'invalid-options'
  /** The person can't see the channel or message, or it is gone. */
  | 'not-visible'
  /** The message has no such component, or it is a link. */
  | 'unknown-component'
  /** The component is disabled, or the client greys it out because the thread is locked. */
  | 'disabled'
  /** The thread is archived, and the person may not unarchive it, which the client does first. */
  | 'archived'
  /** The guild is in an outage. */
  | 'unavailable';

/** What became of a person's attempt to interact: it is on its way to the bot, or it was refused. */
export type InteractionAttempt =
  | { readonly kind: 'sent'; readonly outcome: InteractionOutcome }
  | { readonly kind: 'refused'; readonly reason: AttemptRefusal; readonly explanation: string };

/** Thrown inside while an attempt is examined; becomes a refused attempt. */
export class RefusedAttempt extends Error {
  override readonly name = 'RefusedAttempt';

  constructor(
    readonly reason: AttemptRefusal,
    explanation: string,
  ) {
    super(explanation);
  }
}
