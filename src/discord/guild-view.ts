import { type Client, type Guild, type GuildBasedChannel, GuildPremiumTier } from 'discord.js';
import type { MemberPresence } from '../sessions/index.js';
import { canUseThreads, type PermissionScene, type Viewer } from './permissions.js';

const mebibyte = 1_048_576;

/** "Reference", Uploading Files: 10 MiB, and more by the server's boost tier. */
const largestFiles: Readonly<Record<GuildPremiumTier, number>> = {
  [GuildPremiumTier.None]: 10 * mebibyte,
  [GuildPremiumTier.Tier1]: 10 * mebibyte,
  [GuildPremiumTier.Tier2]: 50 * mebibyte,
  [GuildPremiumTier.Tier3]: 100 * mebibyte,
};

/** What the gateway told of guilds: names, roles, channels and members. No request is ever made for it. */
export class GuildView {
  constructor(private readonly client: Client) {}

  /** The guild, unless it is unknown or in an outage. */
  available(guildId: string): Guild | null {
    const guild = this.client.guilds.cache.get(guildId);
    return guild?.available === true ? guild : null;
  }

  guildName(guildId: string): string {
    return this.client.guilds.cache.get(guildId)?.name ?? guildId;
  }

  /** The server's name; null for one of which the gateway tells nothing. */
  serverName(guildId: string): string | null {
    return this.client.guilds.cache.get(guildId)?.name ?? null;
  }

  /** The largest file that the guild takes, in bytes; what holds for every guild when it is not known. */
  largestFile(guildId: string): number {
    return largestFiles[this.client.guilds.cache.get(guildId)?.premiumTier ?? GuildPremiumTier.None];
  }

  /** The guild of a channel or thread; null when the gateway told of no such channel. */
  guildOf(channelId: string): string | null {
    const channel = this.client.channels.cache.get(channelId);
    return channel !== undefined && 'guildId' in channel ? channel.guildId : null;
  }

  /** A member's display name in the guild; null when the member is not known. */
  memberName(guildId: string, userId: string): string | null {
    return this.client.guilds.cache.get(guildId)?.members.cache.get(userId)?.displayName ?? null;
  }

  roleName(guildId: string, roleId: string): string | null {
    return this.client.guilds.cache.get(guildId)?.roles.cache.get(roleId)?.name ?? null;
  }

  channelName(guildId: string, channelId: string): string | null {
    return this.client.guilds.cache.get(guildId)?.channels.cache.get(channelId)?.name ?? null;
  }

  /** Whether someone with these roles sees the channel and may write in its threads, or in one that is locked. */
  presenceWith(
    guildId: string,
    channelId: string,
    viewer: Viewer,
    { isLocked = false } = {},
  ): MemberPresence {
    const guild = this.available(guildId);
    const channel = guild?.channels.cache.get(channelId);
    if (guild === null || channel === undefined || channel.isThread()) return 'unknown';
    return canUseThreads(viewer, sceneOf(guild, channel), { isLocked }) ? 'present' : 'cannot_see';
  }

  /** The same for a member whom the gateway told of. */
  presenceOf(guildId: string, channelId: string, memberId: string): MemberPresence {
    const roleIds = this.roleIdsOf(guildId, memberId);
    return roleIds === null
      ? 'unknown'
      : this.presenceWith(guildId, channelId, { userId: memberId, roleIds });
  }

  /** The roles of a member whom the gateway told of; null when it did not. */
  roleIdsOf(guildId: string, memberId: string): readonly string[] | null {
    const member = this.available(guildId)?.members.cache.get(memberId);
    return member === undefined || member.partial ? null : [...member.roles.cache.keys()];
  }
}

/** What decides permissions in a channel, as the gateway told it. */
export function sceneOf(
  guild: Guild,
  channel: Exclude<GuildBasedChannel, { isThread(): true }>,
): PermissionScene {
  const overwrites =
    'permissionOverwrites' in channel
      ? channel.permissionOverwrites.cache.map(({ id, allow, deny }) => ({
          id,
          allow: allow.bitfield,
          deny: deny.bitfield,
        }))
      : [];
  return { ...rolesOf(guild), overwrites };
}

/** What decides permissions in the guild at large. */
export function rolesOf(guild: Guild): Omit<PermissionScene, 'overwrites'> {
  const roles = guild.roles.cache.map((role) => [role.id, role.permissions.bitfield] as const);
  return { guildId: guild.id, ownerId: guild.ownerId, roles: new Map(roles) };
}
