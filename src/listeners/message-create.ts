import { Listener } from '@sapphire/framework';
import { ChannelType, GatewayDispatchEvents, type GatewayMessageCreateDispatchData } from 'discord.js';
import { GuildView } from '../discord/guild-view.js';
import { readMessage } from '../discord/message-reading.js';

/** A message was written. Read from the dispatch, as the HTTP interface lists it, too: one reading for both. */
export class MessageCreateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageCreate });
  }

  override async run(message: GatewayMessageCreateDispatchData): Promise<void> {
    const { guild_id: guildId, channel_id: channelId } = message;
    if (guildId === undefined || !this.#mayBeSession(channelId)) return;
    const view = new GuildView(this.container.client);
    await this.container.concierge.fromThread({ ...readMessage(message, guildId, view), guildId });
  }

  /** Sessions are private threads; a channel that is not known may be one. */
  #mayBeSession(channelId: string): boolean {
    const channel = this.container.client.channels.cache.get(channelId);
    return channel === undefined || channel.type === ChannelType.PrivateThread;
  }
}
