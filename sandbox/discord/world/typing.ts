import type { GuildRecord } from './records.js';
import { viewMember } from './views/guild-view.js';
import type { WorldCore } from './world-core.js';
import type { WritingRights } from './writing-rights.js';

/** For how long clients show that someone types ("Channel", Trigger Typing Indicator). */
const SHOWN_FOR_MS = 10_000;

/** Who is typing where. */
export class Typing {
  readonly #core: WorldCore;
  readonly #rights: WritingRights;
  /** Until when each user is shown as typing, by channel. */
  readonly #until = new Map<string, Map<string, number>>();

  constructor(core: WorldCore, rights: WritingRights) {
    this.#core = core;
    this.#rights = rights;
  }

  /** Says that the author is typing: for ten seconds, or until their message is there. */
  start(actorId: string, channelId: string): void {
    const { access, clock, announce, store } = this.#core;
    const channel = access.requireVisible(actorId, channelId);
    this.#rights.requireSpeech(actorId, channel);
    const guild = store.guildOf(channel);
    const here = this.#until.get(channelId) ?? new Map<string, number>();
    here.set(actorId, clock.now() + SHOWN_FOR_MS);
    this.#until.set(channelId, here);
    const timestamp = Math.floor(clock.now() / 1_000);
    announce.toChannel(channel, 'TYPING_START', () => ({
      channel_id: channel.id,
      user_id: actorId,
      timestamp,
      ...(guild ? { guild_id: guild.id, member: this.#viewMember(guild, actorId) } : {}),
    }));
  }

  /** Clients take the sign away when the message comes. */
  stop(userId: string, channelId: string): void {
    this.#until.get(channelId)?.delete(userId);
  }

  /** Ids of who is shown as typing in the channel now. */
  in(channelId: string): readonly string[] {
    const now = this.#core.clock.now();
    return [...(this.#until.get(channelId) ?? [])].filter(([, until]) => until > now).map(([id]) => id);
  }

  #viewMember(guild: GuildRecord, userId: string) {
    const { store } = this.#core;
    return viewMember(store.requireMember(guild, userId), store.requireUser(userId));
  }
}
