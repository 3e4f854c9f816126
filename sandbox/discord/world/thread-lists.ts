import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { ThreadRecord } from './records.js';
import type { WorldCore } from './world-core.js';

/** One page of archived threads. */
export interface ThreadPage {
  readonly threads: readonly ThreadRecord[];
  readonly hasMore: boolean;
}

/** Which archived threads are wanted. */
export type ArchivedKind = 'public' | 'private' | 'joined-private';

/** The lists of threads ("Threads", Enumerating threads). */
export class ThreadLists {
  readonly #core: WorldCore;

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /** The guild's active threads that the actor can see, newest first. */
  active(actorId: string, guildId: string): ThreadRecord[] {
    const guild = this.#core.access.requireGuildFor(actorId, guildId);
    return this.#core.snapshot.activeThreads(guild, actorId);
  }

  /**
   * Archived threads of a channel: public and private ones by time of archiving, joined ones by id, newest first.
   *
   * @param before milliseconds since the epoch, or for `joined-private` a thread id; null: from the newest
   * @throws 50013 without Read Message History, and for `private` without Manage Threads
   */
  archived(
    actorId: string,
    channelId: string,
    kind: ArchivedKind,
    before: number | string | null,
    limit: number,
  ): ThreadPage {
    const { access, store } = this.#core;
    const channel = access.requireVisible(actorId, channelId);
    const guild = store.guildOf(channel);
    access.requireIn(actorId, channel, P.ReadMessageHistory);
    if (kind === 'private') access.requireIn(actorId, channel, P.ManageThreads);
    const matching = [...(guild?.threads.values() ?? [])].filter(
      (thread) =>
        thread.archived &&
        thread.parentId === channel.id &&
        (thread.type === ChannelType.PrivateThread) === (kind !== 'public') &&
        (kind !== 'joined-private' || thread.members.has(actorId)) &&
        isBefore(thread, before),
    );
    matching.sort((a, b) =>
      kind === 'joined-private' || a.archiveChangedAt === b.archiveChangedAt
        ? Number(BigInt(b.id) - BigInt(a.id))
        : b.archiveChangedAt - a.archiveChangedAt,
    );
    return { threads: matching.slice(0, limit), hasMore: matching.length > limit };
  }
}

function isBefore(thread: ThreadRecord, before: number | string | null): boolean {
  if (before === null) return true;
  return typeof before === 'number' ? thread.archiveChangedAt < before : BigInt(thread.id) < BigInt(before);
}
