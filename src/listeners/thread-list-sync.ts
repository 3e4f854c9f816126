import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayThreadListSyncDispatchData } from 'discord.js';
import { stateIsUpdated } from '../discord/gateway-state.js';
import { readGuildThreads } from '../discord/guild-threads.js';

/** The bot was let into channels, whose active threads are listed; of other channels the list says nothing. */
export class ThreadListSyncListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.ThreadListSync });
  }

  override async run(sync: GatewayThreadListSyncDispatchData): Promise<void> {
    const threads = readGuildThreads(sync.guild_id, sync.threads, sync.channel_ids);
    this.container.concierge.hold(threads);
    await stateIsUpdated();
    await this.container.concierge.reconcile(threads);
  }
}
