import type { Session } from '../session.js';

/** Where a notice stands: its intent is written before it is said, its outcome after. */
export interface LedgerEntry {
  readonly id: string;
  readonly state: 'intent' | 'sent' | 'failed' | 'late' | 'deleted';
  /** False when an earlier attempt wrote it. */
  readonly isNew: boolean;
  readonly firstTriedAt: Date;
  /** The message id where it was said, once known. */
  readonly targetId: string | null;
}

/** The rows of what the bot itself says in a conversation, kept with those of the people's messages. */
export interface NoticeLedger {
  /** Writes the intent, or returns what an earlier attempt left: towards the agent for the session's account, in the thread for the session. */
  intend(
    session: Pick<Session, 'id' | 'accountId'>,
    direction: 'to_telegram' | 'to_discord',
    name: string,
    at: Date,
  ): Promise<LedgerEntry>;
  /** Records that it was said; a second call does nothing. */
  settle(id: string, targetId: string | null, at: Date): Promise<void>;
}
