import type { GoneReason } from './session.js';

/**
 * What Discord says of a live session's thread. *Gone* needs proof (10003, `archived: true`, `locked: true` for a member who does not manage threads, 10007
 * for the member, lost rights to see or write); everything else that is not an answer is *unknown*, and nothing is ever closed on *unknown*.
 */
export type Liveness =
  | { readonly kind: 'alive' }
  | { readonly kind: 'gone'; readonly reason: GoneReason }
  | { readonly kind: 'unknown'; readonly detail: string };

/** Active threads of a guild as Discord listed them: its GUILD_CREATE or THREAD_LIST_SYNC payload, or List Active Guild Threads. */
export interface GuildThreads {
  readonly guildId: string;
  /** The channels whose threads are listed; null: all of the guild's. Of other channels the list says nothing. */
  readonly channelIds: ReadonlySet<string> | null;
  /** By thread id. */
  readonly active: ReadonlyMap<string, ListedThread>;
}

export interface ListedThread {
  /** Only who manages threads can write in it. */
  readonly isLocked: boolean;
  /** The last message in it, if it has one. */
  readonly lastMessageId: string | null;
  /** How many people are in it, the bot included, as far as Discord counts (50); null when it does not say. */
  readonly memberCount: number | null;
}

/** Whether a list of threads says anything of a channel's. */
export function covers({ channelIds }: GuildThreads, channelId: string): boolean {
  return channelIds === null || channelIds.has(channelId);
}

/** Whether a member is in the guild, and may see and write in the threads of a channel. */
export type MemberPresence = 'present' | 'cannot_see' | 'absent' | 'unknown';
