import { PermissionFlagsBits } from 'discord.js';

/** An overwrite of a channel, for a role or a user. */
export interface Overwrite {
  readonly id: string;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Viewer {
  readonly userId: string;
  readonly roleIds: readonly string[];
}

/** What decides permissions in one channel. The role @everyone has the guild's id. */
export interface PermissionScene {
  readonly guildId: string;
  readonly ownerId: string;
  readonly roles: ReadonlyMap<string, bigint>;
  readonly overwrites: readonly Overwrite[];
}

const everything = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What a person may do in the guild before any channel's overwrites: the first algorithm of Discord's document "Permissions". */
export function basePermissions(viewer: Viewer, scene: Omit<PermissionScene, 'overwrites'>): bigint {
  if (viewer.userId === scene.ownerId) return everything;
  const bits = [scene.guildId, ...viewer.roleIds].reduce((all, id) => all | (scene.roles.get(id) ?? 0n), 0n);
  return (bits & PermissionFlagsBits.Administrator) === 0n ? bits : everything;
}

/** What a person may do in a channel: the second algorithm of Discord's document "Permissions". */
export function channelPermissions(viewer: Viewer, scene: PermissionScene): bigint {
  const base = basePermissions(viewer, scene);
  if (base === everything) return everything;
  const apply = (bits: bigint, overwrites: readonly Overwrite[]) => {
    const deny = overwrites.reduce((all, overwrite) => all | overwrite.deny, 0n);
    const allow = overwrites.reduce((all, overwrite) => all | overwrite.allow, 0n);
    return (bits & ~deny) | allow;
  };
  const of = (test: (id: string) => boolean) => scene.overwrites.filter(({ id }) => test(id));
  const afterEveryone = apply(
    base,
    of((id) => id === scene.guildId),
  );
  const afterRoles = apply(
    afterEveryone,
    of((id) => id !== scene.guildId && viewer.roleIds.includes(id)),
  );
  return apply(
    afterRoles,
    of((id) => id === viewer.userId),
  );
}

/** What using a thread takes: seeing its parent channel, and writing in threads there. */
const useOfThreads = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessagesInThreads;

/** Whether someone sees a channel and may write in its threads; in one that is locked only who manages threads may (Threads, Locked Threads). */
export function canUseThreads(viewer: Viewer, scene: PermissionScene, { isLocked = false } = {}): boolean {
  const needed = isLocked ? useOfThreads | PermissionFlagsBits.ManageThreads : useOfThreads;
  return (channelPermissions(viewer, scene) & needed) === needed;
}
