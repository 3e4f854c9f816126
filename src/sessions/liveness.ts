import type { GoneReason } from './session.js';

/**
 * What Discord says of a live session's thread. *Gone* needs proof (10003, `archived: true`, 10007 for the member, lost rights
 * to see or write); everything else that is not an answer is *unknown*, and nothing is ever closed on *unknown*.
 */
export type Liveness =
  | { readonly kind: 'alive' }
  | { readonly kind: 'gone'; readonly reason: GoneReason }
  | { readonly kind: 'unknown'; readonly detail: string };

/** A guild's active threads as its GUILD_CREATE or THREAD_LIST_SYNC payload listed them. */
export interface GuildThreads {
  readonly guildId: string;
  /** By thread id; the value is the id of the last message in it, if it has one. */
  readonly active: ReadonlyMap<string, { readonly lastMessageId: string | null }>;
}

/** Whether a member is in the guild, and may see and write in the threads of a channel. */
export type MemberPresence = 'present' | 'cannot_see' | 'absent' | 'unknown';
