import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayGuildMemberRemoveDispatchData } from 'discord.js';

/** Someone left a server, or was removed from it. Read from the dispatch: discord.js drops it for members that it has not cached. */
export class GuildMemberRemoveListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.GuildMemberRemove });
  }

  override async run({ guild_id: guildId, user }: GatewayGuildMemberRemoveDispatchData): Promise<void> {
    await this.container.concierge.gone({ kind: 'member_left_server', guildId, memberId: user.id });
  }
}
