import { Events, Listener } from '@sapphire/framework';
import type { Client } from 'discord.js';

/** The gateway is there. Guilds may still be in an outage: work begins with each guild that becomes available. */
export class ClientReadyListener extends Listener<typeof Events.ClientReady> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ClientReady });
  }

  override run(client: Client<true>): void {
    this.container.concierge.log.info(
      { applicationId: client.application.id, botId: client.user.id, guilds: client.guilds.cache.size },
      'connected to discord',
    );
  }
}
