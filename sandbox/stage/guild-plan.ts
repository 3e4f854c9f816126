import { OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { LocalDiscord } from '../discord/local-discord.js';
import type { OverwriteRecord } from '../discord/world/records.js';

/** The ids of what a guild of the stage consists of. */
export interface GuildPlan {
  readonly guildId: string;
  readonly name: string;
  readonly ownerId: string;
  /** #general, where nothing is special. */
  readonly generalChannelId: string;
  readonly upgradeChannelId: string;
  readonly logChannelId: string;
  readonly roles: Readonly<Record<GuildRole, string>>;
}

export type GuildRole = 'staff' | 'admin' | 'support' | 'vip';

/** What the README asks for when the bot is invited: what sessions and a log need, and no more. */
export const BOT_PERMISSIONS =
  P.ViewChannel |
  P.SendMessages |
  P.CreatePrivateThreads |
  P.SendMessagesInThreads |
  P.ManageThreads |
  P.ReadMessageHistory |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions;

const STAFF_PERMISSIONS = P.ViewChannel | P.SendMessagesInThreads | P.ManageThreads | P.ManageMessages;

/**
 * Makes a guild as a community would: an owner, the four roles, #upgrade-to-vip (everybody reads, nobody but the bot writes outside of
 * threads), #vip-log (staff only), and the bot in it.
 */
export function makeGuild(discord: LocalDiscord, name: string): GuildPlan {
  const { world } = discord;
  const owner = world.users.add({ username: `${slugOf(name)}_owner`, globalName: 'Olivia' });
  const guild = world.guilds.add({ name, ownerId: owner.id });
  const addRole = (title: string, permissions: bigint, color: number) => {
    const role = world.roles.add(guild, { name: title, permissions });
    role.color = color;
    return role.id;
  };
  const roles = {
    vip: addRole('VIP', 0n, 0xf0b132),
    support: addRole('Support', STAFF_PERMISSIONS, 0x3ba9e0),
    staff: addRole('Staff', STAFF_PERMISSIONS, 0x2fb574),
    admin: addRole('Admin', STAFF_PERMISSIONS, 0xe0645c),
  };
  const bot = world.guilds.addBot(guild, BOT_PERMISSIONS);
  const [botRoleId = ''] = bot.roleIds;
  const overwrite = (id: string, allow: bigint, deny: bigint) => ({
    id,
    type: OverwriteType.Role,
    allow,
    deny,
  });
  const addChannel = (title: string, overwrites: readonly OverwriteRecord[]) =>
    world.channels.add(guild, { name: title, overwrites }).id;
  return {
    guildId: guild.id,
    name,
    ownerId: owner.id,
    roles,
    generalChannelId: addChannel('general', []),
    upgradeChannelId: addChannel('upgrade-to-vip', [
      overwrite(guild.id, P.ViewChannel | P.SendMessagesInThreads, P.SendMessages),
      overwrite(botRoleId, P.SendMessages, 0n),
    ]),
    logChannelId: addChannel('vip-log', [
      overwrite(guild.id, 0n, P.ViewChannel),
      ...[botRoleId, roles.staff, roles.admin, roles.support].map((id) => overwrite(id, P.ViewChannel, 0n)),
    ]),
  };
}

/** A name as usernames are written. */
export function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
}
