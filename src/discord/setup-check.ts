import { PermissionFlagsBits } from 'discord.js';
import { channelPermissions, type PermissionScene, type Viewer } from './permissions.js';

export type RoleUse = 'Staff' | 'Admin' | 'Support' | 'VIP';

/** What is wrong with a setup; worded in `views/setup-report`. */
export type SetupFinding =
  | { readonly kind: 'wrong_channel_type' | 'channel_not_found'; readonly channelId: string }
  | { readonly kind: 'everyone_role' | 'role_not_found'; readonly which: RoleUse }
  | { readonly kind: 'managed_role' | 'vip_is_staff'; readonly which: RoleUse; readonly roleId: string }
  | { readonly kind: 'bot_lacks' | 'members_lack'; readonly permission: string; readonly channelId: string }
  | {
      readonly kind: 'role_lacks';
      readonly which: RoleUse;
      readonly roleId: string;
      readonly permission: string;
      readonly channelId: string;
    };

export interface ChosenRole {
  readonly which: RoleUse;
  readonly id: string;
  /** Belongs to a bot or an integration: nobody may give it to a person. */
  readonly isManaged: boolean;
}

/** The permissions that a session needs, by the names that Discord's English settings show. */
const sessionNeeds = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Create Private Threads': PermissionFlagsBits.CreatePrivateThreads,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Manage Threads': PermissionFlagsBits.ManageThreads,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Add Reactions': PermissionFlagsBits.AddReactions,
} as const;

const logNeeds = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const;

const memberNeeds = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
} as const;

const staffNeeds = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  // Private threads are seen by who is in them, and by who may manage threads ("Threads" in Discord's documentation).
  'Manage Threads': PermissionFlagsBits.ManageThreads,
} as const;

/** Roles that would give rights to the wrong people: with these, nothing may be stored. */
export function checkRoles(guildId: string, roles: readonly ChosenRole[]): readonly SetupFinding[] {
  const vip = roles.find(({ which }) => which === 'VIP');
  return roles.flatMap((role): SetupFinding[] => {
    if (role.id === guildId) return [{ kind: 'everyone_role', which: role.which }];
    if (role.isManaged) return [{ kind: 'managed_role', which: role.which, roleId: role.id }];
    if (role !== vip && role.id === vip?.id)
      return [{ kind: 'vip_is_staff', which: role.which, roleId: role.id }];
    return [];
  });
}

/**
 * The permissions that sessions in a channel need and that are missing. `memberRoleIds` are the roles that ordinary members may have: many servers show
 * their channels only to those who passed a gate.
 */
export function checkSessionChannel(
  channelId: string,
  scene: PermissionScene,
  bot: Viewer,
  roles: readonly ChosenRole[],
  memberRoleIds: readonly string[],
): readonly SetupFinding[] {
  const findings: SetupFinding[] = [];
  for (const permission of missing(channelPermissions(bot, scene), sessionNeeds))
    findings.push({ kind: 'bot_lacks', permission, channelId });
  for (const permission of missingForMembers(scene, memberRoleIds))
    findings.push({ kind: 'members_lack', permission, channelId });
  for (const { which, id } of roles.filter((role) => role.which !== 'VIP')) {
    const holder: Viewer = { userId: '0', roleIds: [id] };
    for (const permission of missing(channelPermissions(holder, scene), staffNeeds))
      findings.push({ kind: 'role_lacks', which, roleId: id, permission, channelId });
  }
  return findings;
}

/** The permissions that the bot misses in a log channel. */
export function checkLogChannel(
  channelId: string,
  scene: PermissionScene,
  bot: Viewer,
): readonly SetupFinding[] {
  return missing(channelPermissions(bot, scene), logNeeds).map((permission) => ({
    kind: 'bot_lacks',
    permission,
    channelId,
  }));
}

/** The permissions that the bot misses for posting a panel. */
export function missingForPanel(scene: PermissionScene, bot: Viewer): readonly string[] {
  const { 'View Channel': view, 'Send Messages': send, 'Embed Links': embed } = logNeeds;
  const needs = { 'View Channel': view, 'Send Messages': send, 'Embed Links': embed };
  return missing(channelPermissions(bot, scene), needs);
}

/** Nothing when @everyone, or the holders of some ordinary role, can use threads here. */
function missingForMembers(scene: PermissionScene, memberRoleIds: readonly string[]): readonly string[] {
  const lacks = (roleIds: readonly string[]) =>
    missing(channelPermissions({ userId: '0', roleIds }, scene), memberNeeds);
  return memberRoleIds.some((id) => lacks([id]).length === 0) ? [] : lacks([]);
}

function missing(granted: bigint, needs: Readonly<Record<string, bigint>>): readonly string[] {
  return Object.entries(needs).flatMap(([name, bit]) => ((granted & bit) === 0n ? [name] : []));
}
