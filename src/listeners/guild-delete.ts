import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayGuildDeleteDispatchData } from 'discord.js';

/** The bot was removed from a server; an outage comes with `unavailable` and proves nothing. */
export class GuildDeleteListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.GuildDelete });
  }

  override async run({ id, unavailable }: GatewayGuildDeleteDispatchData): Promise<void> {
    if (unavailable === true) {
      this.container.concierge.log.warn({ guildId: id }, 'lost sight of guild');
      return;
    }
    await this.container.concierge.gone({ kind: 'bot_removed', guildId: id });
  }
}
