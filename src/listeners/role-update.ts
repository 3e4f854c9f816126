import { Events, Listener } from '@sapphire/framework';
import type { Role } from 'discord.js';

/** A role's permissions changed, and with them who sees the channel. */
export class RoleUpdateListener extends Listener<typeof Events.GuildRoleUpdate> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.GuildRoleUpdate });
  }

  override async run(before: Role, role: Role): Promise<void> {
    if (before.permissions.bitfield === role.permissions.bitfield) return;
    await this.container.concierge.sightChanged(role.guild.id);
  }
}
