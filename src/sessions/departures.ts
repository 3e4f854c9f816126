import type { Closing } from './closing.js';
import type { SessionPorts } from './ports/index.js';
import type { GoneReason, Session } from './session.js';

/** What the gateway says of threads and members that went away. */
export type Departure =
  | { readonly kind: 'thread_archived' | 'thread_deleted'; readonly threadId: string }
  /** Only who manages threads can write in it from now on. */
  | { readonly kind: 'thread_locked'; readonly threadId: string }
  | { readonly kind: 'channel_deleted'; readonly guildId: string; readonly channelId: string }
  | { readonly kind: 'member_left_thread'; readonly threadId: string; readonly memberId: string }
  | { readonly kind: 'member_left_server'; readonly guildId: string; readonly memberId: string }
  /** Roles or overwrites changed: the member's sight of the channel is to be looked at anew. */
  | { readonly kind: 'not_visible'; readonly guildId: string; readonly memberId: string }
  /** The same for everyone with a live session in the guild. */
  | { readonly kind: 'sight_changed'; readonly guildId: string }
  | { readonly kind: 'bot_removed'; readonly guildId: string }
  /** Discord listed all guilds of a shard that the bot is in, those in an outage, too: from the others it was removed while nobody looked. */
  | { readonly kind: 'guilds_listed'; readonly isMissing: (guildId: string) => boolean };

/** Closes sessions at once when Discord says that their thread or member is gone. */
export class Departures {
  constructor(
    private readonly ports: SessionPorts,
    private readonly closing: Closing,
  ) {}

  /** What concerns no live session is ignored, so a second call changes nothing. */
  async note(departure: Departure): Promise<void> {
    switch (departure.kind) {
      case 'thread_archived':
      case 'thread_deleted': {
        const session = await this.ports.sessions.findByThread(departure.threadId);
        return this.#close(session, departure.kind);
      }
      case 'thread_locked':
        return this.#closeLocked(await this.ports.sessions.findByThread(departure.threadId));
      case 'member_left_thread': {
        const session = await this.ports.sessions.findByThread(departure.threadId);
        if (session?.memberId !== departure.memberId) return;
        return this.#close(session, 'member_left_thread');
      }
      case 'channel_deleted': {
        const live = await this.ports.sessions.listLive(departure.guildId);
        return this.#closeAll(
          live.filter(({ channelId }) => channelId === departure.channelId),
          'thread_deleted',
        );
      }
      case 'member_left_server':
        return this.#closeAll(await this.#liveOf(departure), 'member_left_server');
      case 'not_visible':
        return this.#closeHidden(await this.#liveOf(departure));
      case 'sight_changed':
        return this.#closeHidden(await this.ports.sessions.listLive(departure.guildId));
      case 'bot_removed':
        return this.#closeAll(await this.ports.sessions.listLive(departure.guildId), 'bot_removed');
      case 'guilds_listed':
        for (const guildId of await this.ports.sessions.listGuildsWithWork())
          if (departure.isMissing(guildId)) await this.note({ kind: 'bot_removed', guildId });
        return;
    }
  }

  async #liveOf({ guildId, memberId }: { guildId: string; memberId: string }): Promise<readonly Session[]> {
    const unfinished = await this.ports.sessions.listUnfinishedOf(guildId, memberId);
    return unfinished.filter(isLive);
  }

  /** The lock is proven by the event; whether the member manages threads, and so can still write, is asked for: two requests. */
  async #closeLocked(session: Session | null): Promise<void> {
    if (session === null || !isLive(session)) return;
    const { guildId, channelId, threadId, memberId } = session;
    if (threadId === null) return;
    const liveness = await this.ports.threads.inspect({ guildId, channelId, threadId }, memberId);
    if (liveness.kind === 'alive') return;
    await this.#close(session, liveness.kind === 'gone' ? liveness.reason : 'thread_not_visible');
  }

  #closeHidden(live: readonly Session[]): Promise<void> {
    const { threads } = this.ports;
    const hidden = live.filter(
      ({ guildId, channelId, memberId }) => threads.canUse(guildId, channelId, memberId) === 'cannot_see',
    );
    return this.#closeAll(hidden, 'thread_not_visible');
  }

  async #closeAll(sessions: readonly Session[], reason: GoneReason): Promise<void> {
    for (const session of sessions) await this.#close(session, reason);
  }

  async #close(session: Session | null, reason: GoneReason): Promise<void> {
    let current = session;
    while (current !== null && isLive(current)) {
      if (await this.closing.close(current, reason, { kind: 'bot' })) return;
      current = await this.ports.sessions.find(current.id);
    }
  }
}

function isLive({ state }: Session): boolean {
  return state === 'opening' || state === 'active';
}
