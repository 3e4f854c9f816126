import type { DiscordWorld } from '../world/world.js';
import { type BotEvent, filterByIntents } from './event-filter.js';
import { type GatewaySession, isOfShard, type Shard } from './session.js';

/** Told of every event at the moment at which a session is given it. */
export type DispatchListener = (name: string, shard: number, data: unknown) => void;

/** All sessions, connected or not, and what each of them is told. */
export class SessionRegister {
  readonly #world: DiscordWorld;
  readonly #resumeWindowMs: number;
  readonly #onDispatch: DispatchListener;
  readonly #sessions = new Map<string, GatewaySession>();

  constructor(world: DiscordWorld, resumeWindowMs: number, onDispatch: DispatchListener) {
    this.#world = world;
    this.#resumeWindowMs = resumeWindowMs;
    this.#onDispatch = onDispatch;
  }

  /** Whoever identifies anew has no use for what an earlier process of the same shard has left. */
  add(session: GatewaySession): void {
    const { id, count } = session.shard;
    for (const other of this.#sessions.values()) {
      if (other.detachedAt !== null && other.shard.id === id && other.shard.count === count) {
        this.#sessions.delete(other.id);
      }
    }
    this.#sessions.set(session.id, session);
  }

  find(id: string): GatewaySession | undefined {
    this.#expire();
    return this.#sessions.get(id);
  }

  delete(session: GatewaySession): void {
    this.#sessions.delete(session.id);
  }

  clear(): void {
    this.#sessions.clear();
  }

  /** The bot's guilds that a shard serves. */
  guildsOf(shard: Shard) {
    const { application, store } = this.#world;
    return [...store.guilds.values()].filter(
      (guild) => guild.members.has(application.botId) && isOfShard(guild.id, shard),
    );
  }

  /** Gives an event to every session that serves its guild, has the guild, and may hear of the event. */
  dispatch(event: BotEvent): void {
    this.#expire();
    for (const session of this.#sessions.values()) {
      this.dispatchTo(session, event);
    }
  }

  dispatchTo(session: GatewaySession, event: BotEvent): void {
    const { name, guildId } = event;
    if (!isOfShard(guildId, session.shard) || !keepsTrack(session, name, guildId)) {
      return;
    }
    const data = filterByIntents(event, session.intents, this.#world.application.botId);
    if (data) {
      this.send(session, name, data);
    }
  }

  /** Sends an event that is for this session alone, whatever its intents are. */
  send(session: GatewaySession, name: string, data: unknown): void {
    this.#onDispatch(name, session.shard.id, data);
    session.dispatch(name, data);
  }

  #expire(): void {
    const deadline = this.#world.clock.now() - this.#resumeWindowMs;
    for (const session of this.#sessions.values()) {
      if (session.detachedAt !== null && session.detachedAt < deadline) {
        this.#sessions.delete(session.id);
      }
    }
  }
}

/** Of a guild that a session has not been given, or that is in an outage, it hears nothing. */
function keepsTrack(session: GatewaySession, name: string, guildId: string | null): boolean {
  if (guildId === null) {
    return true;
  }
  if (name === 'GUILD_CREATE') {
    session.availableGuildIds.add(guildId);
    return true;
  }
  return name === 'GUILD_DELETE'
    ? session.availableGuildIds.delete(guildId) || true
    : session.availableGuildIds.has(guildId);
}
