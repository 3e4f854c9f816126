import type { GuildThreads, Liveness, MemberPresence } from '../liveness.js';
import type { LogNotice, MemberNotice, PostKey, ThreadNotice } from '../notices.js';

export interface ThreadAddress {
  readonly guildId: string;
  /** The parent channel. */
  readonly channelId: string;
  readonly threadId: string;
}

/** Why Discord would not make a thread; none of these mends itself by trying again at once. */
export type ThreadRefusal = 'channel_gone' | 'missing_permission' | 'too_many_threads' | 'refused';

/** What came of saying something in a thread or channel. */
export type Said =
  | { readonly kind: 'said'; readonly messageId: string }
  /** It was said by an earlier attempt and somebody deleted it since. */
  | { readonly kind: 'said_and_deleted' }
  /** The channel, thread or message replied to is gone. */
  | { readonly kind: 'gone' }
  /** Archived and locked. */
  | { readonly kind: 'locked' }
  /** Discord refuses the words or the bot's right to say them. `isFiltered`: the server's automatic moderation blocks the words. */
  | { readonly kind: 'refused'; readonly detail: string; readonly isFiltered: boolean };

/**
 * The threads on Discord, as sessions use them. Every method throws `UnreachableError` when Discord gave no
 * conclusive answer (network, 5xx, 401, 429 that outlasts the patience, unavailable guild).
 */
export interface SessionThreads {
  /**
   * Makes a private, not invitable thread named for the member and the code. Not idempotent: a creation whose outcome
   * is unknown is looked for with `find` before another one is made. Where the server refuses the member's name in a
   * thread name, the code alone is used. One request; never repeated by the HTTP client.
   */
  create(request: {
    guildId: string;
    channelId: string;
    memberName: string;
    code: string;
  }): Promise<{ kind: 'created'; threadId: string } | { kind: 'refused'; why: ThreadRefusal }>;

  /**
   * Looks for a thread whose creation was never confirmed: among the active, then the archived private threads of the channel,
   * made by this bot, whose name carries exactly this code, and for which `isClaimed` says false.
   */
  find(request: {
    guildId: string;
    channelId: string;
    code: string;
    isClaimed: (threadId: string) => Promise<boolean>;
  }): Promise<
    | { kind: 'found'; threadId: string }
    | { kind: 'none' }
    | { kind: 'ambiguous'; threadIds: readonly string[] }
  >;

  /** Adds the member; adding one who is in it already succeeds. */
  addMember(threadId: string, memberId: string): Promise<'added' | 'member_gone' | 'thread_gone'>;

  /** Says something in a session's thread, once for a key, pinging nobody. An archived, unlocked thread is unarchived by it. */
  say(threadId: string, notice: ThreadNotice, key: PostKey): Promise<Said>;

  /** Archives and locks in one request; a thread that is archived and locked already, or gone, is `done`. */
  archiveAndLock(threadId: string): Promise<'done' | 'refused'>;

  /** Asks Discord over REST, never a cache: two requests at most (the thread, then the member in it). Never throws. */
  inspect(address: ThreadAddress, memberId: string): Promise<Liveness>;

  /** Whether the thread itself still stands: one request; where it is locked a second one, for the member in it. Never throws. */
  inspectThread(address: ThreadAddress, memberId: string): Promise<Liveness>;

  /** The guild's active threads that the bot can see: one request (`GET /guilds/{id}/threads/active`). */
  activeThreads(guildId: string): Promise<GuildThreads>;

  /**
   * Whether the members are in the guild and can see and write in threads of the channel: asked through the gateway
   * (request guild members, 100 ids each), no REST request. A member that Discord did not answer for is `unknown`.
   */
  presenceOf(
    guildId: string,
    channelId: string,
    memberIds: readonly string[],
  ): Promise<ReadonlyMap<string, MemberPresence>>;

  /** Whether a member could see and write in threads of the channel, from the gateway's state: no request. */
  canUse(guildId: string, channelId: string, memberId: string): MemberPresence;

  /** The guild's name, for people; its id when the guild is not known. */
  guildName(guildId: string): string;
}

/** What the bot says outside of threads. Both throw `UnreachableError` like `SessionThreads`. */
export interface Announcements {
  /** A direct message, once for a key. `refused`: the member takes none from the bot, or is no more. */
  tellMember(memberId: string, notice: MemberNotice, key: PostKey): Promise<'told' | 'refused'>;
  /** An entry in a log channel, once for a key. `refused`: the channel is gone or the bot may not write there. */
  writeLog(channelId: string, notice: LogNotice, key: PostKey): Promise<'written' | 'refused'>;
}
