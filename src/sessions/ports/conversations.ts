import type { RecapLine } from '../notices.js';
import type { Session } from '../session.js';

/** The relay, as sessions see it. */
export interface Conversations {
  /**
   * The session is active: what was missed is carried first, then whatever people write. `lastMessageId` is the thread's last message as
   * the gateway just told it (null: none; undefined: not known), so that a thread in which nothing was written costs no request.
   * A second call looks again for what was missed.
   */
  begin(session: Session, lastMessageId?: string | null): void;
  /** The same for a session that this process opened a moment ago: its thread is read only if the gateway lost its state meanwhile. */
  beginNew(session: Session): void;
  /** Begins, with catching up, unless this process carries the session already. */
  ensureBegun(session: Session): void;
  /** Carries nothing more, after a few seconds for what waits; returns how many messages were left. Asks Discord nothing. */
  drain(session: Session): Promise<number>;
  /** The last messages that were carried, oldest first, at most 10; empty when the thread can't be read. */
  recap(session: Session): Promise<readonly RecapLine[]>;
  /** The session goes on through the account that its row names now, and was introduced there: what is open is carried there. */
  move(session: Session): void;
  /**
   * The session is over: what is under way is given a few seconds to arrive, then nothing more is carried. Returns how many messages of the thread
   * never reached the agent. Safe to repeat, also after a restart.
   */
  finish(session: Session): Promise<{ undelivered: number }>;
  /** Everything about the session is settled: what is kept of it in memory may go. */
  forget(sessionId: string): void;
  /** How many messages were carried each way. */
  counts(sessionId: string): Promise<{ toTelegram: number; toDiscord: number }>;
}
