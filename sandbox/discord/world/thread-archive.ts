import { refuse } from './discord-error.js';
import type { GuildRecord, ThreadRecord } from './records.js';
import { viewThreadFor, viewThreadMember } from './views/channel-view.js';
import type { WorldCore } from './world-core.js';

/** Archives and unarchives threads, by hand and after idleness ("Threads", Active & Archived Threads). */
export class ThreadArchive {
  readonly #core: WorldCore;

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /** @throws 160006 when the guild has as many active threads as it may */
  requireRoom(guild: GuildRecord): void {
    let active = 0;
    for (const thread of guild.threads.values()) if (!thread.archived) active += 1;
    if (active >= this.#core.settings.activeThreadLimit) throw refuse('tooManyActiveThreads');
  }

  /** Wakes an archived thread and tells everyone, then each of its members. */
  unarchive(thread: ThreadRecord): void {
    if (!thread.archived) return;
    this.requireRoom(this.#core.store.requireGuild(thread.guildId));
    this.setArchived(thread, false);
    this.announceUpdate(thread);
    this.announceWaking(thread);
  }

  /** Changes the state alone and tells nobody; who calls it announces. */
  setArchived(thread: ThreadRecord, archived: boolean): void {
    const now = this.#core.clock.now();
    thread.archived = archived;
    thread.archiveChangedAt = now;
    if (archived) return;
    thread.lastActiveAt = now;
    this.watch(thread);
  }

  announceUpdate(thread: ThreadRecord): void {
    this.#core.announce.toChannel(thread, 'THREAD_UPDATE', (viewerId) => viewThreadFor(thread, viewerId));
  }

  /** After the update of a thread that woke up, its members get their own membership. */
  announceWaking(thread: ThreadRecord): void {
    this.#core.announce.toChannel(thread, 'THREAD_MEMBER_UPDATE', (viewerId) => {
      const member = thread.members.get(viewerId);
      return member ? { ...viewThreadMember(thread, member), guild_id: thread.guildId } : null;
    });
  }

  /** Archives the thread once it has been idle for its auto-archive time. */
  watch(thread: ThreadRecord): void {
    this.#core.clock.schedule(dueAt(thread), () => {
      if (thread.archived || this.#core.store.channels.get(thread.id) !== thread) return;
      if (dueAt(thread) > this.#core.clock.now()) {
        this.watch(thread);
        return;
      }
      this.setArchived(thread, true);
      this.announceUpdate(thread);
    });
  }
}

function dueAt(thread: ThreadRecord): number {
  return thread.lastActiveAt + thread.autoArchiveMinutes * 60_000;
}
