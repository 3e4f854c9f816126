import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayGuildMemberUpdateDispatchData } from 'discord.js';
import { stateIsUpdated } from '../discord/gateway-state.js';

/** A member's roles may have changed, and with them their sight of the channel. */
export class GuildMemberUpdateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.GuildMemberUpdate });
  }

  override async run({ guild_id: guildId, user }: GatewayGuildMemberUpdateDispatchData): Promise<void> {
    await stateIsUpdated();
    await this.container.concierge.gone({ kind: 'not_visible', guildId, memberId: user.id });
  }
}
