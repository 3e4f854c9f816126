import { Events, Listener } from '@sapphire/framework';
import type { CloseEvent } from 'discord.js';
import { GatewayRefusal } from '../discord/gateway-refusal.js';

/** The gateway refuses the bot for good. discord.js tells this only of codes after which it never connects again: not of a loss, not of a stop. */
export class ShardDisconnectListener extends Listener<typeof Events.ShardDisconnect> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ShardDisconnect });
  }

  override run({ code }: CloseEvent, shardId: number): void {
    this.container.concierge.gatewayRefused(new GatewayRefusal(code, shardId));
  }
}
