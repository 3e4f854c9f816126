import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayGuildCreateDispatchData } from 'discord.js';
import { stateIsUpdated } from '../discord/gateway-state.js';
import { readGuildThreads } from '../discord/guild-threads.js';
import { missingRoles } from '../discord/rights.js';

/** A guild became available: at start, after an outage, with a new identify. */
export class GuildCreateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.GuildCreate });
  }

  override async run(guild: GatewayGuildCreateDispatchData): Promise<void> {
    if (guild.unavailable === true) return;
    const threads = readGuildThreads(guild.id, guild.threads);
    this.container.concierge.hold(threads);
    await stateIsUpdated();
    await this.container.concierge.reconcile(threads);
    await this.#reportMissingRoles(guild);
  }

  /** Roles that were deleted while the bot was down. */
  async #reportMissingRoles({ id: guildId, roles }: GatewayGuildCreateDispatchData): Promise<void> {
    const { concierge } = this.container;
    const settings = await concierge.settings.find(guildId);
    if (settings === null) return;
    const existing = new Set(roles.map(({ id }) => id));
    for (const { roleId } of missingRoles(settings, existing))
      await concierge.roleDeleted({ guildId, roleId });
  }
}
