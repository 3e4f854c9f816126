import { PermissionFlagsBits } from 'discord.js';
import type { GuildSettings } from '../sessions/index.js';
import { basePermissions, type PermissionScene, type Viewer } from './permissions.js';

/** As what someone counts among a guild's staff; null when they don't. */
export type StaffStanding = 'owner' | 'admin' | 'staff' | 'support' | null;

export interface Rights {
  readonly staff: StaffStanding;
  readonly isVip: boolean;
  /** Whether they may set the bot up: Manage Server, Administrator, or the owner. */
  readonly mayManage: boolean;
}

/**
 * What someone may do, from the roles that they hold and the roles that exist: one that was deleted counts for nobody, whatever a stale list says.
 * Before a guild is set up only its owner and administrators count.
 */
export function judgeRights(
  viewer: Viewer,
  scene: Omit<PermissionScene, 'overwrites'>,
  settings: GuildSettings | null,
): Rights {
  const holds = (roleId: string | undefined) =>
    roleId !== undefined && viewer.roleIds.includes(roleId) && scene.roles.has(roleId);
  const permissions = basePermissions(viewer, scene);
  return {
    staff: standingOf(viewer, scene, permissions, holds, settings),
    isVip: holds(settings?.vipRoleId),
    mayManage: (permissions & PermissionFlagsBits.ManageGuild) !== 0n,
  };
}

function standingOf(
  viewer: Viewer,
  scene: Omit<PermissionScene, 'overwrites'>,
  permissions: bigint,
  holds: (roleId: string | undefined) => boolean,
  settings: GuildSettings | null,
): StaffStanding {
  if (viewer.userId === scene.ownerId) return 'owner';
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n || holds(settings?.adminRoleId))
    return 'admin';
  if (holds(settings?.staffRoleId)) return 'staff';
  return holds(settings?.supportRoleId) ? 'support' : null;
}

/** Which of a guild's chosen roles no longer exist. */
export function missingRoles(
  settings: GuildSettings,
  existing: { has(roleId: string): boolean },
): readonly { which: 'staff' | 'admin' | 'support' | 'vip'; roleId: string }[] {
  const chosen = [
    { which: 'staff', roleId: settings.staffRoleId },
    { which: 'admin', roleId: settings.adminRoleId },
    { which: 'support', roleId: settings.supportRoleId },
    { which: 'vip', roleId: settings.vipRoleId },
  ] as const;
  return chosen.filter(({ roleId }) => !existing.has(roleId));
}
