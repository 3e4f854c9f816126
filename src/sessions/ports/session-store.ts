import type { ClosingStep, ClosingStepName } from '../closing-step.js';
import type { AgentChat, Author, CloseReason, Session, SessionState } from '../session.js';

/** What is known of a session before it exists. */
export interface SessionDraft {
  readonly id: string;
  readonly guildId: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly channelId: string;
  readonly agentUserId: string;
  readonly openedAt: Date;
  readonly openingDeadline: Date;
  /** Makes a short code; asked again when the code is taken in this guild. */
  readonly newCode: () => string;
}

/**
 * The session table. State changes are compare-and-set: they return false, and change nothing, when the row was not in the state
 * expected. Uniqueness (one live session a member and guild, one session an account, one successor) is the schema's.
 */
export interface SessionStore {
  find(id: string): Promise<Session | null>;
  /** The member's session that holds the live key: opening or active. */
  findLive(guildId: string, memberId: string): Promise<Session | null>;
  /** The member's session that was opened last, in whatever state. */
  findLatest(guildId: string, memberId: string): Promise<Session | null>;
  /** The session of a thread, in whatever state. */
  findByThread(threadId: string): Promise<Session | null>;
  /** The session that holds an account's lease. */
  findByLease(accountId: string): Promise<Session | null>;
  /** The session that was opened to replace this one, unless its opening was undone. */
  findSuccessor(supersededId: string): Promise<Session | null>;
  /** All sessions of a member in a guild that are not closed or have steps due or parked, oldest first. */
  listUnfinishedOf(guildId: string, memberId: string): Promise<readonly Session[]>;
  /** All opening and active sessions of a guild, successors included, oldest first. */
  listLive(guildId: string): Promise<readonly Session[]>;
  /** All sessions of a guild with steps that are due, or that are closing with none left to do, oldest first. */
  listWithStepsDue(guildId: string): Promise<readonly Session[]>;
  /** Guilds that have live sessions or steps due. */
  listGuildsWithWork(): Promise<readonly string[]>;

  /**
   * Writes an `opening` row that holds the live key and leases the account of the guild's pool that is `ready`, not limited,
   * held by no session, and was released longest ago.
   */
  open(
    draft: SessionDraft,
  ): Promise<
    { kind: 'opened'; session: Session } | { kind: 'already_live'; session: Session } | { kind: 'pool_empty' }
  >;

  /**
   * Writes an `opening` row that is to replace an active one: without live key and lease, same account, agent and introduction.
   * `lost`: the old row is no longer active or has a successor already.
   */
  openSuccessor(
    draft: SessionDraft,
    superseded: Session,
  ): Promise<{ kind: 'opened'; session: Session } | { kind: 'lost' }>;

  /**
   * Gives an opening row another account of the pool in place of one that turned out to be unusable, whose lease ends without
   * a wipe (nothing of this session was written there). `lost`: the row is no longer opening with that account.
   */
  swapAccount(
    session: Session,
    at: Date,
  ): Promise<{ kind: 'swapped'; session: Session } | { kind: 'pool_empty' } | { kind: 'lost' }>;

  /** Active sessions whose account Telegram refuses, or that were moved to another one and not introduced there yet, oldest first. */
  listStranded(): Promise<readonly Session[]>;

  /**
   * Gives an active session another account of its guild's pool, not introduced yet, in place of one that is dead. The old account's chat can't be wiped; it is
   * before the next introduction in it, if the account ever comes back. Accounts in `except` are not taken. `lost`: the row is no longer active with that account.
   */
  moveToFreeAccount(
    session: Session,
    at: Date,
    except?: ReadonlySet<string>,
  ): Promise<{ kind: 'moved'; session: Session } | { kind: 'pool_empty' } | { kind: 'lost' }>;

  /** Compare-and-set on `opening`, or `active` and not introduced, with the chat's account: the chat as it was prepared. */
  recordChat(id: string, chat: AgentChat): Promise<boolean>;
  /** Compare-and-set on `opening` without a thread. False also when another row claims the thread. */
  recordThread(id: string, threadId: string): Promise<boolean>;
  /** For an undone opening, in whatever state: the thread that was found for it. False when another row claims it. */
  adoptThread(id: string, threadId: string): Promise<boolean>;
  /** How many people a live session's thread counts now; of other threads nothing is written. */
  recordPeople(threadId: string, count: number): Promise<void>;
  /** Where the introduction stands in the chat. */
  recordIntroduction(id: string, messageId: number): Promise<void>;
  /** That the agent has read the introduction; the first date stays. */
  recordIntroductionRead(id: string, at: Date): Promise<void>;

  /** `opening` → `active`. */
  activate(id: string, at: Date): Promise<boolean>;

  /**
   * In one transaction: the superseded row `active` → `closing` (reason `superseded`, by the bot, with these steps), its live key, lease,
   * introduction and read date move to the successor, which goes `opening` → `active`. False when either row was in another state.
   */
  activateSuccessor(
    id: string,
    supersededId: string,
    at: Date,
    steps: readonly ClosingStepName[],
  ): Promise<boolean>;

  /**
   * `expected` → `closing`, with the steps, in one transaction. Gives up the live key and, from `opening`, the claim to replace another session.
   */
  beginClosing(
    id: string,
    expected: Extract<SessionState, 'opening' | 'active'>,
    closing: { reason: CloseReason; by: Author; at: Date; steps: readonly ClosingStepName[] },
  ): Promise<boolean>;

  steps(id: string): Promise<readonly ClosingStep[]>;
  /** Writes the intent: attempts + 1, `firstTriedAt` if it is the first. */
  beginStep(id: string, name: ClosingStepName, at: Date): Promise<void>;
  settleStep(
    id: string,
    name: ClosingStepName,
    state: 'done' | 'parked',
    obstacle: string | null,
  ): Promise<void>;
  postponeStep(id: string, name: ClosingStepName, nextAttemptAt: Date, obstacle: string): Promise<void>;
  /** Makes parked steps due again: those of one session, or of every session that holds this account's lease. */
  unparkSteps(which: { sessionId: string } | { accountId: string }, at: Date): Promise<number>;

  /** Ends the lease, noting the time on the account; a second call changes nothing. */
  release(id: string, at: Date): Promise<void>;
  /** `closing` → `closed`. */
  finish(id: string, at: Date): Promise<boolean>;
}
