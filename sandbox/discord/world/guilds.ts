import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Members } from './members.js';
import type { GuildRecord, MemberRecord, RoleRecord } from './records.js';
import { viewGuild } from './views/guild-view.js';
import type { WorldCore } from './world-core.js';

/** What @everyone may do in a new guild, as in a server that was just made. */
export const NEW_GUILD_PERMISSIONS =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.CreatePrivateThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.ReadMessageHistory |
  P.ChangeNickname |
  P.UseApplicationCommands |
  P.SendVoiceMessages |
  P.SendPolls |
  P.UseExternalEmojis |
  P.UseExternalStickers;

/** Guilds: making them, outages, and bots that join. */
export class Guilds {
  readonly #core: WorldCore;
  readonly #members: Members;

  constructor(core: WorldCore, members: Members) {
    this.#core = core;
    this.#members = members;
  }

  /** Makes a guild with its owner in it and nothing but @everyone. */
  add(guild: { name: string; ownerId: string; everyonePermissions?: bigint }): GuildRecord {
    const { store, snowflakes } = this.#core;
    const id = snowflakes.next();
    const everyone: RoleRecord = {
      id,
      name: '@everyone',
      color: 0,
      hoist: false,
      mentionable: false,
      position: 0,
      permissions: guild.everyonePermissions ?? NEW_GUILD_PERMISSIONS,
      managed: false,
      tags: null,
    };
    const added: GuildRecord = {
      id,
      name: guild.name,
      ownerId: guild.ownerId,
      roles: new Map([[id, everyone]]),
      members: new Map(),
      channels: new Map(),
      threads: new Map(),
      emojis: new Map(),
      stickers: new Map(),
      premiumTier: 0,
      unavailable: false,
    };
    store.guilds.set(id, added);
    this.#members.add(added, guild.ownerId);
    return added;
  }

  /**
   * Lets the application's bot join, as with an invite link: it gets a managed role of its own, named for it and
   * above all roles there are, with the permissions that were granted.
   */
  addBot(guild: GuildRecord, permissions: bigint): MemberRecord {
    const { application, store, snowflakes } = this.#core;
    const role: RoleRecord = {
      id: snowflakes.next(),
      name: application.name,
      color: 0,
      hoist: false,
      mentionable: false,
      position: Math.max(...[...guild.roles.values()].map(({ position }) => position)) + 1,
      permissions,
      managed: true,
      tags: { bot_id: application.botId },
    };
    store.requireUser(application.botId);
    guild.roles.set(role.id, role);
    return this.#members.add(guild, application.botId, [role.id]);
  }

  /**
   * Begins or ends an outage. During it REST answers 503 and the gateway says nothing of the guild;
   * its members get GUILD_DELETE with `unavailable` when it begins, GUILD_CREATE when it ends.
   */
  setUnavailable(guildId: string, unavailable: boolean): void {
    const { store, announce, snapshot } = this.#core;
    const guild = store.requireGuild(guildId);
    if (guild.unavailable === unavailable) return;
    if (unavailable) {
      announce.toGuild(guild, 'GUILD_DELETE', () => ({ id: guild.id, unavailable: true }));
      guild.unavailable = true;
    } else {
      guild.unavailable = false;
      announce.toGuild(guild, 'GUILD_CREATE', (viewerId) =>
        snapshot.view(guild, viewerId, { members: 'all' }),
      );
    }
  }

  /** Boosts come or go: the tier decides how large a file may be. */
  setPremiumTier(guildId: string, tier: GuildRecord['premiumTier']): void {
    const { store, announce } = this.#core;
    const guild = store.requireGuild(guildId);
    guild.premiumTier = tier;
    announce.toGuild(guild, 'GUILD_UPDATE', () => viewGuild(guild));
  }

  /** The guilds a user is in, also those in an outage. */
  of(userId: string): GuildRecord[] {
    return [...this.#core.store.guilds.values()].filter(({ members }) => members.has(userId));
  }
}
