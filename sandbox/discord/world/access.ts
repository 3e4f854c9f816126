import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { WorldClock } from './clock.js';
import { refuse } from './discord-error.js';
import {
  applyImplicitDenials,
  computeBasePermissions,
  computeChannelPermissions,
  groundOf,
  hasPermissions,
  type PermissionSubject,
} from './permissions.js';
import type { ChannelRecord, GuildRecord, MemberRecord, ThreadRecord } from './records.js';
import type { WorldStore } from './world-store.js';

/** Says what a user may see and do, bots and people alike. */
export class Access {
  readonly #store: WorldStore;
  readonly #clock: WorldClock;

  constructor(store: WorldStore, clock: WorldClock) {
    this.#store = store;
    this.#clock = clock;
  }

  isTimedOut(member: MemberRecord): boolean {
    return member.timedOutUntil !== null && member.timedOutUntil > this.#clock.now();
  }

  /** Permissions in the guild as a whole; none for who is not in it. */
  guildPermissions(userId: string, guild: GuildRecord): bigint {
    const member = guild.members.get(userId);
    return member ? computeBasePermissions(groundOf(guild), this.#subject(member)) : 0n;
  }

  /**
   * Permissions in a channel, after implicit denials. A thread has its parent's; none for a private thread
   * that the user is neither in nor may manage. In a direct channel its two users have all.
   */
  channelPermissions(userId: string, channel: ChannelRecord): bigint {
    switch (channel.kind) {
      case 'direct':
        return channel.userIds.includes(userId) ? DIRECT_PERMISSIONS : 0n;
      case 'channel':
        return applyImplicitDenials(this.#raw(userId, channel.guildId, channel.id));
      case 'thread': {
        const permissions = applyImplicitDenials(
          this.#raw(userId, channel.guildId, channel.parentId),
          P.SendMessagesInThreads,
        );
        return isHiddenFrom(userId, channel, permissions) ? 0n : permissions;
      }
    }
  }

  canView(userId: string, channel: ChannelRecord): boolean {
    return (this.channelPermissions(userId, channel) & P.ViewChannel) !== 0n;
  }

  can(userId: string, channel: ChannelRecord, needed: bigint): boolean {
    return hasPermissions(this.channelPermissions(userId, channel), needed);
  }

  /** The guild, to someone who is in it: others learn that there is no such guild (10004). */
  requireGuildFor(userId: string, guildId: string): GuildRecord {
    const guild = this.#store.requireGuild(guildId);
    if (!guild.members.has(userId)) throw refuse('unknownGuild');
    if (guild.unavailable) throw refuse('serverUnavailable');
    return guild;
  }

  /** The channel, to someone who can see it: 10003 when there is none, 50001 when it is out of sight. */
  requireVisible(userId: string, channelId: string): ChannelRecord {
    const channel = this.#store.requireChannel(channelId);
    if (this.#store.guildOf(channel)?.unavailable) throw refuse('serverUnavailable');
    if (!this.canView(userId, channel)) throw refuse('missingAccess');
    return channel;
  }

  requireVisibleThread(userId: string, channelId: string): ThreadRecord {
    const channel = this.requireVisible(userId, channelId);
    if (channel.kind !== 'thread') throw refuse('wrongChannelType');
    return channel;
  }

  /** @throws 50013 unless the user has all of `needed` in the channel */
  requireIn(userId: string, channel: ChannelRecord, needed: bigint): void {
    if (!this.can(userId, channel, needed)) throw refuse('missingPermissions');
  }

  /** @throws 50013 unless the user has all of `needed` in the guild */
  requireInGuild(userId: string, guild: GuildRecord, needed: bigint): void {
    if (!hasPermissions(this.guildPermissions(userId, guild), needed)) throw refuse('missingPermissions');
  }

  /** The highest role position of a member; the owner stands above every role. */
  rank(userId: string, guild: GuildRecord): number {
    if (userId === guild.ownerId) return Number.POSITIVE_INFINITY;
    const roleIds = guild.members.get(userId)?.roleIds ?? [];
    return roleIds.reduce((top, id) => Math.max(top, guild.roles.get(id)?.position ?? 0), 0);
  }

  #raw(userId: string, guildId: string, channelId: string): bigint {
    const guild = this.#store.guilds.get(guildId);
    const member = guild?.members.get(userId);
    const channel = guild?.channels.get(channelId);
    if (!guild || !member || !channel) return 0n;
    return computeChannelPermissions(groundOf(guild), this.#subject(member), channel.overwrites);
  }

  #subject(member: MemberRecord): PermissionSubject {
    return { userId: member.userId, roleIds: member.roleIds, isTimedOut: this.isTimedOut(member) };
  }
}

/** What both users may do in a direct channel. */
const DIRECT_PERMISSIONS =
  P.ViewChannel |
  P.SendMessages |
  P.ReadMessageHistory |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.UseApplicationCommands |
  P.SendVoiceMessages |
  P.SendPolls;

/** Private threads are for their members and for who manages threads ("Threads", Permissions). */
export function isHiddenFrom(userId: string, thread: ThreadRecord, permissions: bigint): boolean {
  return (
    thread.type === ChannelType.PrivateThread &&
    !thread.members.has(userId) &&
    !(permissions & P.ManageThreads)
  );
}
