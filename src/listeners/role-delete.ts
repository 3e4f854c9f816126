import { Events, Listener } from '@sapphire/framework';
import type { Role } from 'discord.js';

/** A role was deleted: from now on it counts for nobody. */
export class RoleDeleteListener extends Listener<typeof Events.GuildRoleDelete> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.GuildRoleDelete });
  }

  override async run({ id: roleId, guild }: Role): Promise<void> {
    await this.container.concierge.roleDeleted({ guildId: guild.id, roleId });
    await this.container.concierge.sightChanged(guild.id);
  }
}
