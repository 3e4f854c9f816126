import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { AccessChange } from './access-change.js';
import { refuse } from './discord-error.js';
import { Form } from './forms/form.js';
import { hasPermissions } from './permissions.js';
import type { GuildRecord, RoleRecord } from './records.js';
import { viewRole } from './views/guild-view.js';
import type { WorldCore } from './world-core.js';

/** Roles of a guild: listing, making, changing and deleting, with Manage Roles and the order of ranks. */
export class Roles {
  readonly #core: WorldCore;
  readonly #change: AccessChange;

  constructor(core: WorldCore) {
    this.#core = core;
    this.#change = new AccessChange(core.access, core.announce);
  }

  list(actorId: string, guildId: string): RoleRecord[] {
    return [...this.#core.access.requireGuildFor(actorId, guildId).roles.values()];
  }

  /** A new role stands just above @everyone; all others move up. @param body as Create Guild Role has it */
  create(actorId: string, guildId: string, body: unknown): RoleRecord {
    const guild = this.#core.access.requireGuildFor(actorId, guildId);
    this.#core.access.requireInGuild(actorId, guild, P.ManageRoles);
    const form = Form.of(body);
    const changes = readRole(form);
    form.faults.throwIfAny();
    this.#requireOwnBits(actorId, guild, changes.permissions);
    const others = [...guild.roles.values()].filter(({ id }) => id !== guild.id);
    for (const role of others) role.position += 1;
    const added = this.#place(guild, { permissions: everyoneOf(guild).permissions, ...changes }, 1);
    for (const role of others) this.#announceUpdate(guild, role);
    return added;
  }

  /** Puts a role above all others that exist; asks nobody for permission. */
  add(guild: GuildRecord, role: Partial<Omit<RoleRecord, 'id' | 'position'>>): RoleRecord {
    return this.#place(
      guild,
      role,
      Math.max(...[...guild.roles.values()].map(({ position }) => position)) + 1,
    );
  }

  #place(
    guild: GuildRecord,
    role: Partial<Omit<RoleRecord, 'id' | 'position'>>,
    position: number,
  ): RoleRecord {
    const added: RoleRecord = {
      name: 'new role',
      color: 0,
      hoist: false,
      mentionable: false,
      permissions: 0n,
      managed: false,
      tags: null,
      ...role,
      id: this.#core.snowflakes.next(),
      position,
    };
    guild.roles.set(added.id, added);
    this.#core.announce.toGuild(guild, 'GUILD_ROLE_CREATE', () => ({
      guild_id: guild.id,
      role: viewRole(added),
    }));
    return added;
  }

  /** @param body as Modify Guild Role has it */
  edit(actorId: string, guildId: string, roleId: string, body: unknown): RoleRecord {
    const { guild, role } = this.#requireBelow(actorId, guildId, roleId);
    const form = Form.of(body);
    const changes = readRole(form);
    form.faults.throwIfAny();
    if (changes.permissions !== undefined) {
      this.#requireOwnBits(actorId, guild, changes.permissions & ~role.permissions);
    }
    this.#change.perform(guild, () => {
      Object.assign(role, changes);
      this.#announceUpdate(guild, role);
    });
    return role;
  }

  /** Takes the role from all members and all overwrites, too. */
  delete(actorId: string, guildId: string, roleId: string): void {
    const { guild, role } = this.#requireBelow(actorId, guildId, roleId);
    if (role.managed || role.id === guild.id) throw refuse('invalidRole');
    this.#change.perform(guild, () => {
      guild.roles.delete(role.id);
      for (const member of guild.members.values()) {
        if (member.roleIds.includes(role.id)) {
          member.roleIds = member.roleIds.filter((id) => id !== role.id);
        }
      }
      for (const channel of guild.channels.values()) {
        channel.overwrites = channel.overwrites.filter(({ id }) => id !== role.id);
      }
      this.#core.announce.toGuild(guild, 'GUILD_ROLE_DELETE', () => ({
        guild_id: guild.id,
        role_id: role.id,
      }));
    });
  }

  #announceUpdate(guild: GuildRecord, role: RoleRecord): void {
    this.#core.announce.toGuild(guild, 'GUILD_ROLE_UPDATE', () => ({
      guild_id: guild.id,
      role: viewRole(role),
    }));
  }

  #requireBelow(actorId: string, guildId: string, roleId: string): { guild: GuildRecord; role: RoleRecord } {
    const guild = this.#core.access.requireGuildFor(actorId, guildId);
    const role = this.#core.store.requireRole(guild, roleId);
    this.#core.access.requireInGuild(actorId, guild, P.ManageRoles);
    if (this.#core.access.rank(actorId, guild) <= role.position) throw refuse('missingPermissions');
    return { guild, role };
  }

  /** Nobody gives what they don't have ("Permissions", Permission Hierarchy). */
  #requireOwnBits(actorId: string, guild: GuildRecord, bits: bigint | undefined): void {
    if (bits === undefined) return;
    if (!hasPermissions(this.#core.access.guildPermissions(actorId, guild), bits)) {
      throw refuse('missingPermissions');
    }
  }
}

function readRole(
  form: Form,
): Partial<Pick<RoleRecord, 'name' | 'permissions' | 'color' | 'hoist' | 'mentionable'>> {
  const name = form.string('name', { max: 100 });
  const permissions = form.bits('permissions');
  const colors = form.form('colors');
  const color =
    colors?.integer('primary_color', { min: 0, max: 0xffffff }) ??
    form.integer('color', { min: 0, max: 0xffffff });
  const hoist = form.boolean('hoist');
  const mentionable = form.boolean('mentionable');
  return {
    ...(name === undefined ? {} : { name }),
    ...(permissions === undefined ? {} : { permissions }),
    ...(color === undefined ? {} : { color }),
    ...(hoist === undefined ? {} : { hoist }),
    ...(mentionable === undefined ? {} : { mentionable }),
  };
}

/** The role that has the guild's own id. */
function everyoneOf(guild: GuildRecord): RoleRecord {
  const role = guild.roles.get(guild.id);
  if (!role) throw new Error(`Guild ${guild.id} has no @everyone`);
  return role;
}
