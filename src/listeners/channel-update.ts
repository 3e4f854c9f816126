import { Events, Listener } from '@sapphire/framework';
import type { DMChannel, NonThreadGuildBasedChannel } from 'discord.js';

/** A channel's overwrites may have changed, and with them who sees it. */
export class ChannelUpdateListener extends Listener<typeof Events.ChannelUpdate> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ChannelUpdate });
  }

  override async run(_before: unknown, channel: DMChannel | NonThreadGuildBasedChannel): Promise<void> {
    if (channel.isDMBased()) return;
    await this.container.concierge.sightChanged(channel.guildId);
  }
}
