import { OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { GuildRecord, OverwriteRecord } from './records.js';

/** Every permission that exists; owners and administrators have it. */
export const ALL_PERMISSIONS = Object.values(P).reduce((all, bit) => all | bit, 0n);

/** What stays with a member who is timed out ("Permissions", Permissions for Timed Out Members). */
const LEFT_TO_TIMED_OUT = P.ViewChannel | P.ReadMessageHistory;

/** What speaking carries with it ("Permissions", Implicit Permissions). */
const NEEDS_SPEECH = P.MentionEveryone | P.SendTTSMessages | P.AttachFiles | P.EmbedLinks;

/** Whose permissions are computed: the facts of one member, at one moment. */
export interface PermissionSubject {
  readonly userId: string;
  readonly roleIds: readonly string[];
  readonly isTimedOut: boolean;
}

/** The facts of a guild that decide permissions; a live record or a copy of an earlier state. */
export interface PermissionGround {
  readonly guildId: string;
  readonly ownerId: string;
  rolePermissions(roleId: string): bigint | undefined;
}

/** @returns a view of the guild as it is now and will be; it copies nothing */
export function groundOf(guild: GuildRecord): PermissionGround {
  return {
    guildId: guild.id,
    ownerId: guild.ownerId,
    rolePermissions: (roleId) => guild.roles.get(roleId)?.permissions,
  };
}

/** Guild-wide permissions ("Permissions", `compute_base_permissions`). */
export function computeBasePermissions(ground: PermissionGround, subject: PermissionSubject): bigint {
  if (subject.userId === ground.ownerId) return ALL_PERMISSIONS;
  let permissions = ground.rolePermissions(ground.guildId) ?? 0n;
  for (const roleId of subject.roleIds) permissions |= ground.rolePermissions(roleId) ?? 0n;
  if (permissions & P.Administrator) return ALL_PERMISSIONS;
  return subject.isTimedOut ? permissions & LEFT_TO_TIMED_OUT : permissions;
}

/**
 * Permissions in one channel, without the implicit denials ("Permissions", `compute_overwrites`).
 * For a thread, give the overwrites of its parent.
 */
export function computeChannelPermissions(
  ground: PermissionGround,
  subject: PermissionSubject,
  overwrites: readonly OverwriteRecord[],
): bigint {
  const base = computeBasePermissions(ground, subject);
  if (base & P.Administrator) return ALL_PERMISSIONS;
  let permissions = base;
  let roleAllow = 0n;
  let roleDeny = 0n;
  let own: OverwriteRecord | null = null;
  for (const overwrite of overwrites) {
    if (overwrite.type === OverwriteType.Member) {
      if (overwrite.id === subject.userId) own = overwrite;
    } else if (overwrite.id === ground.guildId) {
      permissions = (permissions & ~overwrite.deny) | overwrite.allow;
    } else if (subject.roleIds.includes(overwrite.id)) {
      roleAllow |= overwrite.allow;
      roleDeny |= overwrite.deny;
    }
  }
  permissions = (permissions & ~roleDeny) | roleAllow;
  if (own) permissions = (permissions & ~own.deny) | own.allow;
  return subject.isTimedOut ? permissions & LEFT_TO_TIMED_OUT : permissions;
}

/** Takes away what is pointless without View Channel or without the right to speak. */
export function applyImplicitDenials(permissions: bigint, speech: bigint = P.SendMessages): bigint {
  if (!(permissions & P.ViewChannel)) return 0n;
  return permissions & speech ? permissions : permissions & ~NEEDS_SPEECH;
}

export function hasPermissions(permissions: bigint, needed: bigint): boolean {
  return (permissions & needed) === needed;
}
