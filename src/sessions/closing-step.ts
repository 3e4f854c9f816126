/** What stood in a step's way when nobody foresaw it. */
export const unexpectedFault = 'an unexpected fault';

/** The steps of closing in the order in which they are begun; each is safe to repeat. */
export const closingStepNames = [
  'find_thread',
  'tell_thread',
  'lock_thread',
  'wipe_chat',
  'reset_account',
  'release_account',
  'tell_member',
  'write_log',
] as const;
export type ClosingStepName = (typeof closingStepNames)[number];

/**
 * - `due`: to be done, now or at `nextAttemptAt`
 * - `done`: took effect, or there was nothing left to do
 * - `parked`: can't succeed until someone does something (a revoked account)
 */
export type ClosingStepState = 'due' | 'done' | 'parked';

export interface ClosingStep {
  readonly sessionId: string;
  readonly name: ClosingStepName;
  readonly state: ClosingStepState;
  readonly attempts: number;
  /** When the first attempt was written down; null when none was made. */
  readonly firstTriedAt: Date | null;
  readonly nextAttemptAt: Date;
  /** What stood in the way last, in words for staff; null when nothing did. */
  readonly obstacle: string | null;
}
