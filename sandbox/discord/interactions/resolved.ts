import { viewGuildChannel, viewThread } from '../world/views/channel-view.js';
import { viewPartialMember, viewRole } from '../world/views/guild-view.js';
import { viewUser } from '../world/views/user-view.js';
import type { DiscordWorld } from '../world/world.js';

/** Collects what an interaction's ids stand for ("Receiving and Responding", Resolved Data Structure). */
export class ResolvedData {
  readonly #world: DiscordWorld;
  readonly #guildId: string | null;
  readonly #actorId: string;
  readonly #data: Record<'users' | 'members' | 'roles' | 'channels', Record<string, object>> = {
    users: {},
    members: {},
    roles: {},
    channels: {},
  };

  /** @param actorId whose sight decides which channels there are */
  constructor(world: DiscordWorld, guildId: string | null, actorId: string) {
    this.#world = world;
    this.#guildId = guildId;
    this.#actorId = actorId;
  }

  /** False if there is no such user. In a guild, their membership is resolved too. */
  addUser(userId: string): boolean {
    const user = this.#world.store.users.get(userId);
    if (!user) {
      return false;
    }
    this.#data.users[userId] = viewUser(user);
    const guild = this.#guild();
    const member = guild?.members.get(userId);
    if (guild && member) {
      const { mute: _mute, deaf: _deaf, ...partial } = viewPartialMember(member);
      const permissions = this.#world.access.guildPermissions(userId, guild).toString();
      this.#data.members[userId] = { ...partial, permissions };
    }
    return true;
  }

  addRole(roleId: string): boolean {
    const role = this.#guild()?.roles.get(roleId);
    if (role) {
      this.#data.roles[roleId] = viewRole(role);
    }
    return role !== undefined;
  }

  /** @param types the channel types that are wanted; empty means all */
  addChannel(channelId: string, types: readonly number[]): boolean {
    const { store, access } = this.#world;
    const channel = store.channels.get(channelId);
    if (!channel || channel.kind === 'direct' || channel.guildId !== this.#guildId) {
      return false;
    }
    if (!access.canView(this.#actorId, channel) || (types.length > 0 && !types.includes(channel.type))) {
      return false;
    }
    const view = channel.kind === 'thread' ? viewThread(channel) : viewGuildChannel(channel);
    const permissions = access.channelPermissions(this.#actorId, channel).toString();
    this.#data.channels[channelId] = { ...view, permissions };
    return true;
  }

  /** Only the kinds that occur; undefined if none does. */
  toPayload(): object | undefined {
    const filled = Object.entries(this.#data).filter(([, entries]) => Object.keys(entries).length > 0);
    return filled.length > 0 ? Object.fromEntries(filled) : undefined;
  }

  #guild() {
    return this.#guildId === null ? undefined : this.#world.store.guilds.get(this.#guildId);
  }
}
