import type { Access } from './access.js';
import { formatTimestamp } from './clock.js';
import type { GuildRecord } from './records.js';
import { viewGuildChannel, viewThreadFor } from './views/channel-view.js';
import { viewGuild, viewMember } from './views/guild-view.js';
import type { WorldStore } from './world-store.js';

/** What a gateway may leave out of a snapshot. */
export interface SnapshotOptions {
  /** `own`: only the viewer, as a bot without the GUILD_PRESENCES intent gets it. */
  readonly members: 'all' | 'own';
}

/** Shows a whole guild as it is now to one viewer: the payload of GUILD_CREATE. */
export class GuildSnapshot {
  readonly #store: WorldStore;
  readonly #access: Access;

  constructor(store: WorldStore, access: Access) {
    this.#store = store;
    this.#access = access;
  }

  /**
   * All channels for a bot, the visible ones for a person; of the threads only the active ones that the viewer can
   * see ("Gateway Events", Guild Create). During an outage: `{id, unavailable: true}`.
   */
  view(guild: GuildRecord, viewerId: string, options: SnapshotOptions) {
    if (guild.unavailable) return { id: guild.id, unavailable: true as const };
    const viewer = this.#store.requireUser(viewerId);
    const own = guild.members.get(viewerId);
    const members = options.members === 'all' ? [...guild.members.values()] : own ? [own] : [];
    const channels = [...guild.channels.values()].filter(
      (channel) => viewer.bot || this.#access.canView(viewerId, channel),
    );
    return {
      ...viewGuild(guild),
      joined_at: formatTimestamp(own?.joinedAt ?? 0),
      large: guild.members.size > 250,
      unavailable: false as const,
      member_count: guild.members.size,
      voice_states: [],
      members: members.map((member) => viewMember(member, this.#store.requireUser(member.userId))),
      channels: channels.map(viewGuildChannel),
      threads: this.activeThreads(guild, viewerId).map((thread) => viewThreadFor(thread, viewerId)),
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }

  /** The active threads that the viewer can see, newest first. */
  activeThreads(guild: GuildRecord, viewerId: string) {
    return [...guild.threads.values()]
      .filter((thread) => !thread.archived && this.#access.canView(viewerId, thread))
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  }
}
