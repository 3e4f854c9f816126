import { Events, Listener } from '@sapphire/framework';
import { type Client, ShardClientUtil } from 'discord.js';

/** The gateway is there. Guilds may still be in an outage: work begins with each guild that becomes available. */
export class ClientReadyListener extends Listener<typeof Events.ClientReady> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ClientReady });
  }

  override async run(client: Client<true>): Promise<void> {
    const { log, gone } = this.container.concierge;
    log.info(
      { applicationId: client.application.id, botId: client.user.id, guilds: client.guilds.cache.size },
      'connected to discord',
    );
    await gone({ kind: 'guilds_listed', isMissing: (guildId) => isMissing(client, guildId) });
  }
}

/** READY lists all guilds of a shard, those in an outage, too (Gateway Events, Ready); of other processes' shards it says nothing. */
function isMissing(client: Client<true>, guildId: string): boolean {
  const shard = ShardClientUtil.shardIdForGuildId(guildId, client.options.shardCount ?? 1);
  return client.ws.shards.has(shard) && !client.guilds.cache.has(guildId);
}
