import type { APIChannel, APIThreadChannel } from 'discord.js';
import type { GuildThreads } from '../sessions/index.js';

/**
 * The active threads that a GUILD_CREATE or THREAD_LIST_SYNC payload lists. Read from the payload, because discord.js keeps threads that it no longer
 * lists.
 */
export function readGuildThreads(
  guildId: string,
  threads: readonly Pick<APIThreadChannel | APIChannel, 'id'>[],
): GuildThreads {
  const active = new Map(
    threads.filter(isActive).map((thread) => [thread.id, { lastMessageId: lastMessageOf(thread) }]),
  );
  return { guildId, active };
}

function isActive(thread: object): boolean {
  if (!('thread_metadata' in thread)) return true;
  const { thread_metadata: metadata } = thread;
  return !(
    typeof metadata === 'object' &&
    metadata !== null &&
    'archived' in metadata &&
    metadata.archived === true
  );
}

function lastMessageOf(thread: object): string | null {
  return 'last_message_id' in thread && typeof thread.last_message_id === 'string'
    ? thread.last_message_id
    : null;
}
