import { ChannelType, type Guild, type Role } from 'discord.js';
import { rolesOf, sceneOf } from './guild-view.js';
import {
  type ChosenRole,
  checkLogChannel,
  checkRoles,
  checkSessionChannel,
  type RoleUse,
  type SetupFinding,
} from './setup-check.js';

/** What somebody chose in `/vip setup`. */
export interface SetupChoice {
  readonly channelId: string;
  readonly roles: Readonly<Record<RoleUse, Pick<Role, 'id' | 'managed'>>>;
  readonly logChannelId: string | null;
}

/** `blocking`: with these nothing may be stored. `missing`: permissions that are still to be given. */
export interface SetupVerdict {
  readonly blocking: readonly SetupFinding[];
  readonly missing: readonly SetupFinding[];
}

/** Holds a choice against the guild as the gateway told of it: no request. */
export function checkSetup(guild: Guild, choice: SetupChoice): SetupVerdict {
  const roles = Object.entries(choice.roles).map(([which, role]) => ({
    which: which as RoleUse,
    id: role.id,
    isManaged: role.managed,
  }));
  const blocking = [
    ...checkRoles(guild.id, roles),
    ...checkChannel(guild, choice.channelId),
    ...(choice.logChannelId === null ? [] : checkChannel(guild, choice.logChannelId)),
  ];
  return { blocking, missing: blocking.length === 0 ? checkPermissions(guild, choice, roles) : [] };
}

function checkChannel(guild: Guild, channelId: string): readonly SetupFinding[] {
  const channel = guild.channels.cache.get(channelId);
  if (channel === undefined) return [{ kind: 'channel_not_found', channelId }];
  return channel.type === ChannelType.GuildText ? [] : [{ kind: 'wrong_channel_type', channelId }];
}

function checkPermissions(
  guild: Guild,
  choice: SetupChoice,
  roles: readonly ChosenRole[],
): readonly SetupFinding[] {
  const { me } = guild.members;
  const scene = (channelId: string) => {
    const channel = guild.channels.cache.get(channelId);
    if (channel === undefined || channel.isThread()) return { ...rolesOf(guild), overwrites: [] };
    return sceneOf(guild, channel);
  };
  const bot = { userId: guild.client.user.id, roleIds: me === null ? [] : [...me.roles.cache.keys()] };
  const chosen = new Set(roles.map(({ id }) => id));
  const memberRoleIds = guild.roles.cache
    .filter((role) => !role.managed && !chosen.has(role.id))
    .map((role) => role.id);
  return [
    ...checkSessionChannel(choice.channelId, scene(choice.channelId), bot, roles, memberRoleIds),
    ...(choice.logChannelId === null
      ? []
      : checkLogChannel(choice.logChannelId, scene(choice.logChannelId), bot)),
  ];
}
