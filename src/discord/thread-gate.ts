import { ChannelType, type Client } from 'discord.js';

/** Whether a channel may hold a session: they are private threads, and a channel that is not known may be one. */
export function mayBeSession(client: Client, channelId: string): boolean {
  const channel = client.channels.cache.get(channelId);
  return channel === undefined || channel.type === ChannelType.PrivateThread;
}
