import { Listener } from '@sapphire/framework';
import { type GatewayChannelDeleteDispatchData, GatewayDispatchEvents } from 'discord.js';

/** A channel was deleted, and its threads with it: Discord sends no event for each of them. */
export class ChannelDeleteListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.ChannelDelete });
  }

  override async run(channel: GatewayChannelDeleteDispatchData): Promise<void> {
    if (!('guild_id' in channel) || channel.guild_id === undefined) return;
    await this.container.concierge.gone({
      kind: 'channel_deleted',
      guildId: channel.guild_id,
      channelId: channel.id,
    });
  }
}
