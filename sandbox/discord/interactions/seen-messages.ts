import type { MessageRecord } from '../world/records.js';
import { compareSnowflakes } from '../world/snowflakes.js';
import type { DiscordWorld } from '../world/world.js';

/**
 * The messages of a channel as one person sees them, oldest first: the channel's history, if they can see it, and what
 * only they see. Ephemeral messages that were answered to others are left out.
 */
export function listSeenMessages(
  world: DiscordWorld,
  userId: string,
  channelId: string,
): readonly MessageRecord[] {
  const channel = world.store.channels.get(channelId);
  if (!channel || !world.access.canView(userId, channel)) {
    return [];
  }
  const own = [...world.store.ephemeralMessages.values()].filter(
    (message) => message.channelId === channelId && message.ephemeralFor === userId,
  );
  return [...world.store.log(channelId).all(), ...own].sort((a, b) => compareSnowflakes(a.id, b.id));
}
