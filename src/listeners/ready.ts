import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayReadyDispatchData, ShardClientUtil } from 'discord.js';

/**
 * A shard identified, at the start or anew after a loss: READY lists all its guilds, those in an outage, too (Gateway Events, Ready). Read from the
 * dispatch, because discord.js keeps guilds that it no longer lists.
 */
export class ReadyListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.Ready });
  }

  override async run({ guilds, shard }: GatewayReadyDispatchData): Promise<void> {
    const [shardId, shardCount] = shard ?? [0, 1];
    const listed = new Set(guilds.map(({ id }) => id));
    await this.container.concierge.gone({
      kind: 'guilds_listed',
      // Of the guilds of other shards it says nothing.
      isMissing: (guildId) =>
        ShardClientUtil.shardIdForGuildId(guildId, shardCount) === shardId && !listed.has(guildId),
    });
  }
}
