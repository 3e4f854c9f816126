import type { APIChannel, APIThreadChannel } from 'discord.js';
import type { GuildThreads, ListedThread } from '../sessions/index.js';

/**
 * The active threads that a GUILD_CREATE or THREAD_LIST_SYNC payload lists. Read from the payload, because discord.js keeps threads that it no longer
 * lists. `channelIds`: the channels that THREAD_LIST_SYNC syncs; left out, it syncs the whole guild (Gateway Events, Thread List Sync).
 */
export function readGuildThreads(
  guildId: string,
  threads: readonly Pick<APIThreadChannel | APIChannel, 'id'>[],
  channelIds?: readonly string[],
): GuildThreads {
  const active = new Map(threads.filter(isActive).map((thread) => [thread.id, readThread(thread)]));
  return { guildId, channelIds: channelIds === undefined ? null : new Set(channelIds), active };
}

function isActive(thread: object): boolean {
  return !isMarked(thread, 'archived');
}

function isMarked(thread: object, mark: 'archived' | 'locked'): boolean {
  if (!('thread_metadata' in thread)) return false;
  const { thread_metadata: metadata } = thread;
  if (typeof metadata !== 'object' || metadata === null) return false;
  return new Map(Object.entries(metadata)).get(mark) === true;
}

/** `member_count` is approximate and stops at 50 (Threads, Thread Fields): a reason to ask, never a proof. */
function readThread(thread: object): ListedThread {
  return {
    isLocked: isMarked(thread, 'locked'),
    lastMessageId:
      'last_message_id' in thread && typeof thread.last_message_id === 'string'
        ? thread.last_message_id
        : null,
    memberCount:
      'member_count' in thread && typeof thread.member_count === 'number' ? thread.member_count : null,
  };
}
