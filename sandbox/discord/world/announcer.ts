import type { Access } from './access.js';
import type { DispatchData, WorldEvents } from './events.js';
import type { ChannelRecord, GuildRecord } from './records.js';
import type { WorldStore } from './world-store.js';

/** Makes the data of an event for one viewer; null keeps it from them. */
export type ViewFor = (viewerId: string) => DispatchData | null;

/** Tells the world's changes to those who may know of them. Nothing is told of a guild during its outage. */
export class Announcer {
  readonly #events: WorldEvents;
  readonly #store: WorldStore;
  readonly #access: Access;

  constructor(events: WorldEvents, store: WorldStore, access: Access) {
    this.#events = events;
    this.#store = store;
    this.#access = access;
  }

  /** To every member of the guild for whom `viewFor` has data. */
  toGuild(guild: GuildRecord, name: string, viewFor: ViewFor): void {
    this.#events.emit({
      name,
      guildId: guild.id,
      payloadFor: (viewerId) =>
        guild.unavailable || !guild.members.has(viewerId) ? null : viewFor(viewerId),
    });
  }

  /** To everyone who can see the channel. */
  toChannel(channel: ChannelRecord, name: string, viewFor: ViewFor): void {
    const guild = this.#store.guildOf(channel);
    const viewForSeeing: ViewFor = (viewerId) =>
      this.#access.canView(viewerId, channel) ? viewFor(viewerId) : null;
    if (guild) this.toGuild(guild, name, viewForSeeing);
    else this.#events.emit({ name, guildId: null, payloadFor: viewForSeeing });
  }

  /** To one user alone, whatever they may see. */
  toUser(userId: string, guildId: string | null, name: string, view: () => DispatchData): void {
    this.#events.emit({ name, guildId, payloadFor: (viewerId) => (viewerId === userId ? view() : null) });
  }
}
