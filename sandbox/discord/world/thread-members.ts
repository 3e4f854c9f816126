import { ChannelType, MessageType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { GuildRecord, ThreadMemberRecord, ThreadRecord } from './records.js';
import type { SystemMessages } from './system-messages.js';
import { countMembers, viewThreadFor, viewThreadMember } from './views/channel-view.js';
import { viewMember } from './views/guild-view.js';
import type { WorldCore } from './world-core.js';

/** No thread takes more members ("Opcodes and Status Codes", 30033). */
const MOST_MEMBERS = 1_000;

/** Who is in a thread: joining, leaving, adding and removing others. */
export class ThreadMembers {
  readonly #core: WorldCore;
  readonly #systemMessages: SystemMessages;

  constructor(core: WorldCore, systemMessages: SystemMessages) {
    this.#core = core;
    this.#systemMessages = systemMessages;
  }

  /** Members by ascending user id, after the given one. */
  list(actorId: string, threadId: string, limit: number, afterId: string): ThreadMemberRecord[] {
    const thread = this.#core.access.requireVisibleThread(actorId, threadId);
    return [...thread.members.values()]
      .filter(({ userId }) => BigInt(userId) > BigInt(afterId))
      .sort((a, b) => (BigInt(a.userId) < BigInt(b.userId) ? -1 : 1))
      .slice(0, limit);
  }

  /** @throws 10007 for who is not in the thread */
  get(actorId: string, threadId: string, userId: string): ThreadMemberRecord {
    const thread = this.#core.access.requireVisibleThread(actorId, threadId);
    const member = thread.members.get(userId);
    if (!member) throw refuse('unknownMember');
    return member;
  }

  /** Changes nothing for who is in it already. */
  join(actorId: string, threadId: string): void {
    const thread = this.#core.access.requireVisibleThread(actorId, threadId);
    if (thread.archived) throw refuse('threadArchived');
    this.include(thread, [actorId]);
  }

  leave(actorId: string, threadId: string): void {
    const thread = this.#core.access.requireVisibleThread(actorId, threadId);
    if (thread.archived) throw refuse('threadArchived');
    if (!thread.members.has(actorId)) throw refuse('unknownMember');
    this.exclude(thread, actorId);
  }

  /**
   * Adds someone else. Needs the right to write in the thread; without `invitable`, Manage Threads. Nobody is added
   * who can't see the parent ("Permissions", Inherited Permissions). For who is in it already nothing changes.
   */
  add(actorId: string, threadId: string, userId: string): void {
    const { access, store } = this.#core;
    const thread = access.requireVisibleThread(actorId, threadId);
    if (thread.archived) throw refuse('threadArchived');
    access.requireIn(actorId, thread, P.SendMessagesInThreads);
    const guild = store.requireGuild(thread.guildId);
    store.requireMember(guild, userId);
    if (!access.canView(userId, store.parentOf(thread))) throw refuse('missingAccess');
    if (thread.members.has(userId)) return;
    if (!this.mayAdd(actorId, thread, userId)) throw refuse('missingPermissions');
    if (thread.members.size >= MOST_MEMBERS) throw refuse('tooManyThreadMembers');
    this.include(thread, [userId]);
    this.#systemMessages.post(thread, actorId, MessageType.RecipientAdd, { mentions: [userId] });
  }

  /** Removes someone else: needs Manage Threads, or to have made this private thread. */
  remove(actorId: string, threadId: string, userId: string): void {
    const { access } = this.#core;
    const thread = access.requireVisibleThread(actorId, threadId);
    if (thread.archived) throw refuse('threadArchived');
    const isOwnPrivate = thread.type === ChannelType.PrivateThread && thread.ownerId === actorId;
    if (!isOwnPrivate) access.requireIn(actorId, thread, P.ManageThreads);
    if (!thread.members.has(userId)) throw refuse('unknownMember');
    this.exclude(thread, userId);
    this.#systemMessages.post(thread, actorId, MessageType.RecipientRemove, { mentions: [userId] });
  }

  /** Where `invitable` is off, who does not manage threads may add only who does ("Channel", Modify Channel). */
  mayAdd(actorId: string, thread: ThreadRecord, userId: string): boolean {
    if (thread.type !== ChannelType.PrivateThread || thread.invitable) return true;
    const { access, store } = this.#core;
    return (
      access.can(actorId, thread, P.ManageThreads) ||
      access.can(userId, store.parentOf(thread), P.ManageThreads)
    );
  }

  /** Puts users into the thread and tells everyone; asks nobody. */
  include(thread: ThreadRecord, userIds: readonly string[]): void {
    const added = userIds
      .filter((userId) => !thread.members.has(userId))
      .map((userId): ThreadMemberRecord => ({ userId, joinedAt: this.#core.clock.now(), flags: 1 }));
    if (added.length === 0) return;
    for (const member of added) thread.members.set(member.userId, member);
    const guild = this.#core.store.requireGuild(thread.guildId);
    const addedIds = new Set(added.map(({ userId }) => userId));
    this.#core.announce.toChannel(thread, 'THREAD_CREATE', (viewerId) =>
      addedIds.has(viewerId) ? viewThreadFor(thread, viewerId) : null,
    );
    this.announceAdded(guild, thread, added);
  }

  /** Tells that these are in the thread now. */
  announceAdded(guild: GuildRecord, thread: ThreadRecord, added: readonly ThreadMemberRecord[]): void {
    this.#core.announce.toChannel(thread, 'THREAD_MEMBERS_UPDATE', () => ({
      id: thread.id,
      guild_id: guild.id,
      member_count: countMembers(thread),
      added_members: added.map((member) => {
        const guildMember = guild.members.get(member.userId);
        const user = this.#core.store.requireUser(member.userId);
        return {
          ...viewThreadMember(thread, member),
          ...(guildMember ? { member: viewMember(guildMember, user) } : {}),
          presence: null,
        };
      }),
    }));
  }

  /** Takes a user out of the thread and tells everyone, them too; asks nobody. */
  exclude(thread: ThreadRecord, userId: string): void {
    if (!thread.members.delete(userId)) return;
    const guild = this.#core.store.requireGuild(thread.guildId);
    this.#core.announce.toGuild(guild, 'THREAD_MEMBERS_UPDATE', (viewerId) =>
      viewerId === userId || this.#core.access.canView(viewerId, thread)
        ? {
            id: thread.id,
            guild_id: guild.id,
            member_count: countMembers(thread),
            removed_member_ids: [userId],
          }
        : null,
    );
  }

  removeFromAll(guild: GuildRecord, userId: string): void {
    for (const thread of guild.threads.values()) {
      if (thread.archived) thread.members.delete(userId);
      else this.exclude(thread, userId);
    }
  }
}
