import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { AccessChange } from './access-change.js';
import { refuse } from './discord-error.js';
import { Form } from './forms/form.js';
import type { GuildRecord, MemberRecord } from './records.js';
import type { ThreadMembers } from './thread-members.js';
import { viewMember } from './views/guild-view.js';
import { viewUser } from './views/user-view.js';
import type { WorldCore } from './world-core.js';

/** The longest time-out: 28 days ("Guild", Modify Guild Member). */
const LONGEST_TIMEOUT_MS = 28 * 24 * 60 * 60_000;

/** Members of a guild: their roles and names, leaving and being removed. */
export class Members {
  readonly #core: WorldCore;
  readonly #threadMembers: ThreadMembers;
  readonly #change: AccessChange;

  constructor(core: WorldCore, threadMembers: ThreadMembers) {
    this.#core = core;
    this.#threadMembers = threadMembers;
    this.#change = new AccessChange(core.access, core.announce);
  }

  /** @throws 10007 for a user who is not in the guild, 10013 for an id that is nobody's */
  get(actorId: string, guildId: string, userId: string): MemberRecord {
    const guild = this.#core.access.requireGuildFor(actorId, guildId);
    return this.#core.store.requireMember(guild, userId);
  }

  /** Members by ascending id, after the given one. */
  list(actorId: string, guildId: string, limit: number, afterId: string): MemberRecord[] {
    const guild = this.#core.access.requireGuildFor(actorId, guildId);
    return [...guild.members.values()]
      .filter(({ userId }) => BigInt(userId) > BigInt(afterId))
      .sort((a, b) => (BigInt(a.userId) < BigInt(b.userId) ? -1 : 1))
      .slice(0, limit);
  }

  addRole(actorId: string, guildId: string, userId: string, roleId: string): void {
    const { guild, member } = this.#requireRoleAct(actorId, guildId, userId, [roleId]);
    if (!member.roleIds.includes(roleId)) this.#setRoles(guild, member, [...member.roleIds, roleId]);
  }

  removeRole(actorId: string, guildId: string, userId: string, roleId: string): void {
    const { guild, member } = this.#requireRoleAct(actorId, guildId, userId, [roleId]);
    if (member.roleIds.includes(roleId)) {
      this.#setRoles(
        guild,
        member,
        member.roleIds.filter((id) => id !== roleId),
      );
    }
  }

  /** @param body as Modify Guild Member has it: `nick`, `roles`, `communication_disabled_until` */
  edit(actorId: string, guildId: string, userId: string, body: unknown): MemberRecord {
    const { access, store, clock } = this.#core;
    const guild = access.requireGuildFor(actorId, guildId);
    const member = store.requireMember(guild, userId);
    const form = Form.of(body);
    const nick = form.string('nick', { max: 32 });
    const roleIds = form.snowflakes('roles', { max: 250 });
    const timedOutUntil = form.timestamp('communication_disabled_until');
    form.faults.throwIfAny();
    if (form.has('nick')) {
      access.requireInGuild(actorId, guild, actorId === userId ? P.ChangeNickname : P.ManageNicknames);
      this.#requireAbove(actorId, guild, userId);
    }
    if (form.has('communication_disabled_until')) {
      access.requireInGuild(actorId, guild, P.ModerateMembers);
      this.#requireAbove(actorId, guild, userId);
      const isAdministrator = (access.guildPermissions(userId, guild) & P.Administrator) !== 0n;
      const isTooLong = timedOutUntil !== undefined && timedOutUntil > clock.now() + LONGEST_TIMEOUT_MS;
      if (isAdministrator || isTooLong) throw refuse('missingPermissions');
    }
    if (roleIds) {
      const changed = [
        ...roleIds.filter((id) => !member.roleIds.includes(id)),
        ...member.roleIds.filter((id) => !roleIds.includes(id)),
      ];
      this.#requireRoleAct(actorId, guildId, userId, changed);
    }
    this.#change.perform(guild, () => {
      if (form.has('nick')) member.nick = nick || null;
      if (form.has('communication_disabled_until')) member.timedOutUntil = timedOutUntil ?? null;
      if (roleIds) member.roleIds = [...new Set(roleIds)];
      this.#announceUpdate(guild, member);
    });
    return member;
  }

  /** Someone leaves of their own will; the owner can't. */
  leave(userId: string, guildId: string): void {
    const guild = this.#core.access.requireGuildFor(userId, guildId);
    if (guild.ownerId === userId) throw refuse('missingPermissions');
    this.remove(guild, userId);
  }

  kick(actorId: string, guildId: string, userId: string): void {
    const guild = this.#core.access.requireGuildFor(actorId, guildId);
    this.#core.store.requireMember(guild, userId);
    this.#core.access.requireInGuild(actorId, guild, P.KickMembers);
    if (actorId === userId) throw refuse('missingPermissions');
    this.#requireAbove(actorId, guild, userId);
    this.remove(guild, userId);
  }

  /** Someone joins; asks nobody. A second call for the same user changes nothing. */
  add(guild: GuildRecord, userId: string, roleIds: readonly string[] = []): MemberRecord {
    const existing = guild.members.get(userId);
    if (existing) return existing;
    const user = this.#core.store.requireUser(userId);
    const member: MemberRecord = {
      userId,
      nick: null,
      roleIds,
      joinedAt: this.#core.clock.now(),
      timedOutUntil: null,
    };
    guild.members.set(userId, member);
    this.#core.announce.toGuild(guild, 'GUILD_MEMBER_ADD', (viewerId) =>
      viewerId === userId ? null : { guild_id: guild.id, ...viewMember(member, user) },
    );
    this.#core.announce.toUser(userId, guild.id, 'GUILD_CREATE', () =>
      this.#core.snapshot.view(guild, userId, { members: 'all' }),
    );
    return member;
  }

  /** Takes someone out of the guild and all its threads, a bot with its own role; asks nobody. */
  remove(guild: GuildRecord, userId: string): void {
    const user = this.#core.store.requireUser(userId);
    this.#threadMembers.removeFromAll(guild, userId);
    guild.members.delete(userId);
    for (const role of guild.roles.values()) {
      if (role.tags?.bot_id !== userId) continue;
      guild.roles.delete(role.id);
      this.#core.announce.toGuild(guild, 'GUILD_ROLE_DELETE', () => ({
        guild_id: guild.id,
        role_id: role.id,
      }));
    }
    this.#core.announce.toGuild(guild, 'GUILD_MEMBER_REMOVE', () => ({
      guild_id: guild.id,
      user: viewUser(user),
    }));
    this.#core.announce.toUser(userId, guild.id, 'GUILD_DELETE', () => ({ id: guild.id }));
  }

  #setRoles(guild: GuildRecord, member: MemberRecord, roleIds: readonly string[]): void {
    this.#change.perform(guild, () => {
      member.roleIds = roleIds;
      this.#announceUpdate(guild, member);
    });
  }

  #announceUpdate(guild: GuildRecord, member: MemberRecord): void {
    const user = this.#core.store.requireUser(member.userId);
    this.#core.announce.toGuild(guild, 'GUILD_MEMBER_UPDATE', () => ({
      guild_id: guild.id,
      ...viewMember(member, user),
    }));
  }

  /** Giving and taking needs Manage Roles and a rank above each role; managed roles belong to nobody. */
  #requireRoleAct(actorId: string, guildId: string, userId: string, roleIds: readonly string[]) {
    const { access, store } = this.#core;
    const guild = access.requireGuildFor(actorId, guildId);
    const member = store.requireMember(guild, userId);
    access.requireInGuild(actorId, guild, P.ManageRoles);
    const rank = access.rank(actorId, guild);
    for (const roleId of roleIds) {
      const role = store.requireRole(guild, roleId);
      if (role.managed || role.id === guild.id) throw refuse('invalidRole');
      if (rank <= role.position) throw refuse('missingPermissions');
    }
    return { guild, member };
  }

  #requireAbove(actorId: string, guild: GuildRecord, userId: string): void {
    if (actorId === userId) return;
    const { access } = this.#core;
    if (access.rank(actorId, guild) <= access.rank(userId, guild)) throw refuse('missingPermissions');
  }
}
