import type { Session } from '../session.js';

/** The relay, as sessions see it. */
export interface Conversations {
  /** The session is active: what people wrote since its thread was made is carried, then whatever they write. A second call does nothing. */
  begin(session: Session): void;
  /**
   * The session is over: what is under way is given a few seconds to arrive, then nothing more is carried. Returns how many messages of the thread
   * never reached the agent. Safe to repeat, also after a restart.
   */
  finish(session: Session): Promise<{ undelivered: number }>;
  /** How many messages were carried each way. */
  counts(sessionId: string): Promise<{ toTelegram: number; toDiscord: number }>;
}
