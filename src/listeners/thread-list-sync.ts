import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayThreadListSyncDispatchData } from 'discord.js';
import { stateIsUpdated } from '../discord/gateway-state.js';
import { readGuildThreads } from '../discord/guild-threads.js';

/** The bot was let into a channel, whose active threads are listed. */
export class ThreadListSyncListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.ThreadListSync });
  }

  override async run({ guild_id: guildId, threads }: GatewayThreadListSyncDispatchData): Promise<void> {
    this.container.concierge.hold(guildId);
    await stateIsUpdated();
    await this.container.concierge.reconcile(readGuildThreads(guildId, threads));
  }
}
