import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Access } from './access.js';
import type { Announcer } from './announcer.js';
import { applyImplicitDenials, computeChannelPermissions, type PermissionGround } from './permissions.js';
import type { GuildRecord, OverwriteRecord, ThreadRecord } from './records.js';
import { viewThread, viewThreadMember } from './views/channel-view.js';

/** Who sees which channel, as it was at one moment. */
type SightBefore = (userId: string, channelId: string) => SightOfChannel;

interface SightOfChannel {
  readonly sees: boolean;
  readonly managesThreads: boolean;
}

/**
 * Performs a change of roles, overwrites or a member's roles, and afterwards sends THREAD_LIST_SYNC to whoever gained
 * sight of threads by it. Who loses sight is told nothing ("Threads", Channel Access).
 */
export class AccessChange {
  readonly #access: Access;
  readonly #announce: Announcer;

  constructor(access: Access, announce: Announcer) {
    this.#access = access;
    this.#announce = announce;
  }

  perform(guild: GuildRecord, change: () => void): void {
    const before = this.#remember(guild);
    change();
    this.#announce.toGuild(guild, 'THREAD_LIST_SYNC', (viewerId) => this.#viewSync(guild, viewerId, before));
  }

  #viewSync(guild: GuildRecord, viewerId: string, before: SightBefore) {
    const gained = new Set<string>();
    for (const channel of guild.channels.values()) {
      const now = this.#access.channelPermissions(viewerId, channel);
      const was = before(viewerId, channel.id);
      const gainsSight = (now & P.ViewChannel) !== 0n && !was.sees;
      const gainsPrivateThreads = (now & P.ManageThreads) !== 0n && !was.managesThreads;
      if (gainsSight || gainsPrivateThreads) gained.add(channel.id);
    }
    if (gained.size === 0) return null;
    const threads = [...guild.threads.values()].filter(
      (thread) => !thread.archived && gained.has(thread.parentId) && this.#access.canView(viewerId, thread),
    );
    return {
      guild_id: guild.id,
      channel_ids: [...gained],
      threads: threads.map(viewThread),
      members: viewOwnMemberships(threads, viewerId),
    };
  }

  #remember(guild: GuildRecord): SightBefore {
    const rolePermissions = new Map([...guild.roles].map(([id, role]) => [id, role.permissions]));
    const overwrites = new Map<string, readonly OverwriteRecord[]>(
      [...guild.channels].map(([id, channel]) => [id, channel.overwrites]),
    );
    const members = new Map(
      [...guild.members].map(([id, member]) => [
        id,
        { userId: id, roleIds: member.roleIds, isTimedOut: this.#access.isTimedOut(member) },
      ]),
    );
    const ground: PermissionGround = {
      guildId: guild.id,
      ownerId: guild.ownerId,
      rolePermissions: (roleId) => rolePermissions.get(roleId),
    };
    return (userId, channelId) => {
      const member = members.get(userId);
      const channelOverwrites = overwrites.get(channelId);
      if (!member || !channelOverwrites) return { sees: false, managesThreads: false };
      const permissions = applyImplicitDenials(computeChannelPermissions(ground, member, channelOverwrites));
      return {
        sees: (permissions & P.ViewChannel) !== 0n,
        managesThreads: (permissions & P.ManageThreads) !== 0n,
      };
    };
  }
}

/** The viewer's own memberships in some threads. */
export function viewOwnMemberships(threads: readonly ThreadRecord[], viewerId: string) {
  return threads.flatMap((thread) => {
    const member = thread.members.get(viewerId);
    return member ? [viewThreadMember(thread, member)] : [];
  });
}
