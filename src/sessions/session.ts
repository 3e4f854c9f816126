/** The life of a session: `opening` → `active` → `closing` → `closed`, never backwards. */
export type SessionState = 'opening' | 'active' | 'closing' | 'closed';

/** Why a session was closed; every ending has exactly one. */
export const closeReasons = [
  'ended_by_member',
  'ended_by_staff',
  'cleared_by_staff',
  'completed',
  'thread_archived',
  'thread_deleted',
  'thread_not_visible',
  'member_left_thread',
  'member_left_server',
  'superseded',
  'opening_failed',
  'bot_removed',
] as const;
export type CloseReason = (typeof closeReasons)[number];

/** The reasons that Discord itself gives: the thread or the member's place in it is gone. */
export type GoneReason = Extract<
  CloseReason,
  | 'thread_archived'
  | 'thread_deleted'
  | 'thread_not_visible'
  | 'member_left_thread'
  | 'member_left_server'
  | 'bot_removed'
>;

const goneReasons: ReadonlySet<CloseReason> = new Set<GoneReason>([
  'thread_archived',
  'thread_deleted',
  'thread_not_visible',
  'member_left_thread',
  'member_left_server',
  'bot_removed',
]);

/** Whether a session ended without anybody meaning to end the conversation. */
export function hasExpired(session: Session): boolean {
  return session.reason !== null && goneReasons.has(session.reason);
}

/** Who ended a session: a person on Discord, or the bot on its own account. */
export type Author = { readonly kind: 'bot' } | { readonly kind: 'user'; readonly userId: string };

/** The chat of one pool account with the guild's agent. Access hashes belong to the account that holds them. */
export interface AgentChat {
  readonly accountId: string;
  /** Telegram user id of the agent, decimal. */
  readonly agentUserId: string;
  /** Access hash of the agent as this account knows it, decimal; null until the account was prepared. */
  readonly agentAccessHash: string | null;
}

/** One VIP conversation of one member in one guild. Discord ids are snowflakes in decimal strings. */
export interface Session {
  readonly id: string;
  readonly guildId: string;
  readonly memberId: string;
  /** The member's display name when the session was opened. */
  readonly memberName: string;
  /** Short code shown to people and carried in the thread's name; unique in its guild. */
  readonly code: string;
  readonly state: SessionState;
  /** The parent channel when the session was opened: later settings don't change it. */
  readonly channelId: string;
  readonly threadId: string | null;
  /** How many people the thread counted when it was last heard of, the bot included; null when it never was. */
  readonly peopleInThread: number | null;
  readonly accountId: string;
  /** Whether this row holds the account's lease: true until the chat is wiped or the account moved to a successor. */
  readonly holdsLease: boolean;
  readonly agentUserId: string;
  readonly agentAccessHash: string | null;
  /** Telegram message id of the introduction on the account's side; the lease carries only what is above it. */
  readonly introductionId: number | null;
  /** The agent has read the introduction: what is dated later counts. The epoch when the order of updates says so of all that comes. */
  readonly introductionReadAt: Date | null;
  /** Last Discord message of the thread up to which everything is settled; catch-up begins after it. */
  readonly discordCursor: string | null;
  /** The session that this one replaces because it could not be verified. */
  readonly supersedesId: string | null;
  readonly openedAt: Date;
  /** An opening that is not active by then is undone by whoever meets it. */
  readonly openingDeadline: Date;
  readonly activeAt: Date | null;
  readonly closingAt: Date | null;
  readonly closedAt: Date | null;
  readonly reason: CloseReason | null;
  readonly closedBy: Author | null;
}

/** The agent's chat that a session talks through. */
export function chatOf(session: Session): AgentChat {
  return {
    accountId: session.accountId,
    agentUserId: session.agentUserId,
    agentAccessHash: session.agentAccessHash,
  };
}
