import type { GuildRecord, MemberRecord, RoleRecord } from '../../discord/world/records.js';
import type { DiscordWorld } from '../../discord/world/world.js';
import type { MemberSight, RoleSight } from '../protocol.js';

/** The member list: people and bots, in the order in which they came. */
export function showMembers(world: DiscordWorld, guild: GuildRecord): readonly MemberSight[] {
  return [...guild.members.values()].map((member) => {
    const user = world.store.requireUser(member.userId);
    return {
      id: user.id,
      name: member.nick ?? user.globalName ?? user.username,
      isBot: user.bot,
      isOwner: guild.ownerId === user.id,
      roleIds: rolesOf(guild, member).map(({ id }) => id),
      color: showColor(guild, member),
    };
  });
}

/** All roles but @everyone, the highest first. */
export function showRoles(guild: GuildRecord): readonly RoleSight[] {
  return [...guild.roles.values()]
    .filter(({ id }) => id !== guild.id)
    .sort((a, b) => b.position - a.position)
    .map(({ id, name, color, managed }) => ({ id, name, color, isManaged: managed }));
}

/** The colour of a member's name: that of their highest role that has one. */
export function showColor(guild: GuildRecord, member: MemberRecord): number {
  return rolesOf(guild, member).find(({ color }) => color !== 0)?.color ?? 0;
}

function rolesOf(guild: GuildRecord, member: MemberRecord): readonly RoleRecord[] {
  return member.roleIds.flatMap((id) => guild.roles.get(id) ?? []).sort((a, b) => b.position - a.position);
}
