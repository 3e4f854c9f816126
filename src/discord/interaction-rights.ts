import { container } from '@sapphire/framework';
import { type GuildSettings, UnreachableError } from '../sessions/index.js';
import type { Answerable } from './answers.js';
import { rolesOf } from './guild-view.js';
import { judgeRights, type Rights } from './rights.js';

/** A person who acts in a guild, and what they may do there. */
export interface Actor {
  readonly guildId: string;
  readonly userId: string;
  /** Display name in the guild. */
  readonly name: string;
  readonly rights: Rights;
  /** Null while the guild is not set up. */
  readonly settings: GuildSettings | null;
}

/**
 * Who pressed or ran something, judged by the roles that Discord sent along. Null outside of servers.
 * Throws `UnreachableError` while the guild is unknown or in an outage.
 */
export async function readActor(interaction: Answerable): Promise<Actor | null> {
  const { guildId, user } = interaction;
  if (guildId === null) return null;
  if (!interaction.inCachedGuild() || !interaction.guild.available)
    throw new UnreachableError('discord', `guild ${guildId} is not available`, 'none');
  const settings = await container.concierge.settings.find(guildId);
  const roleIds = [...interaction.member.roles.cache.keys()];
  const rights = judgeRights({ userId: user.id, roleIds }, rolesOf(interaction.guild), settings);
  return { guildId, userId: user.id, name: interaction.member.displayName, rights, settings };
}
