import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { ChannelRecord } from './records.js';
import type { WorldCore } from './world-core.js';

/**
 * Lets people write once in so many seconds where a channel says so. Bots, and who has Bypass Slowmode, are free
 * ("Channel", `rate_limit_per_user`). A thread has a slow mode of its own.
 */
export class SlowMode {
  readonly #core: WorldCore;
  /** When each user wrote last, by channel. */
  readonly #wroteAt = new Map<string, Map<string, number>>();

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /** @throws 20016 when it is too early */
  requirePatience(actorId: string, channel: ChannelRecord): void {
    if (channel.kind === 'direct' || channel.slowmodeSeconds === 0) return;
    const { access, clock, store } = this.#core;
    if (store.requireUser(actorId).bot || access.can(actorId, channel, P.BypassSlowmode)) return;
    const wroteAt = this.#wroteAt.get(channel.id)?.get(actorId);
    if (wroteAt !== undefined && clock.now() < wroteAt + channel.slowmodeSeconds * 1_000) {
      throw refuse('slowMode');
    }
  }

  note(actorId: string, channelId: string): void {
    const here = this.#wroteAt.get(channelId) ?? new Map<string, number>();
    here.set(actorId, this.#core.clock.now());
    this.#wroteAt.set(channelId, here);
  }
}
