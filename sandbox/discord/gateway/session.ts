import { GatewayOpcodes } from 'discord-api-types/v10';
import type { Outlet } from './outlet.js';

/** Which guilds a session serves ("Gateway", Sharding). */
export interface Shard {
  readonly id: number;
  readonly count: number;
}

/** Whether a guild belongs to a shard; direct channels belong to shard 0. */
export function isOfShard(guildId: string | null, shard: Shard): boolean {
  return guildId === null
    ? shard.id === 0
    : Number((BigInt(guildId) >> 22n) % BigInt(shard.count)) === shard.id;
}

/** Where a session's frames go: one live connection. Sending over a closed one does nothing. */
export interface SessionLine {
  send(text: string): void;
}

interface SentDispatch {
  readonly seq: number;
  readonly text: string;
}

/** How many dispatches a session keeps for replay; a client that missed more can't resume. */
const REPLAY_LIMIT = 10_000;

/** One gateway session: it outlives its connection, and keeps what a returning client has missed. */
export class GatewaySession {
  readonly id: string;
  readonly shard: Shard;
  readonly intents: number;
  /** Guilds that this session has been given with GUILD_CREATE and that are not in an outage. */
  readonly availableGuildIds = new Set<string>();
  /** When its connection was lost, by the world's clock; null while it has one. */
  detachedAt: number | null = null;
  readonly #outlet: Outlet;
  readonly #sent: SentDispatch[] = [];
  #line: SessionLine | null;
  #seq = 0;
  #isForgetful = false;

  constructor(id: string, shard: Shard, intents: number, line: SessionLine, outlet: Outlet) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
    this.#line = line;
    this.#outlet = outlet;
  }

  get seq(): number {
    return this.#seq;
  }

  get line(): SessionLine | null {
    return this.#line;
  }

  /** Gives an event the next sequence number, keeps it, and sends it if there is a connection. */
  dispatch(name: string, data: unknown): void {
    this.#seq += 1;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: name, s: this.#seq, d: data });
    this.#sent.push({ seq: this.#seq, text });
    if (this.#sent.length > REPLAY_LIMIT) {
      this.#sent.shift();
      this.#isForgetful = true;
    }
    this.#transmit(text);
  }

  /** Whether everything after `seq` is still known. */
  canReplayAfter(seq: number): boolean {
    const [oldest] = this.#sent;
    return seq <= this.#seq && (!this.#isForgetful || (oldest !== undefined && seq >= oldest.seq - 1));
  }

  /** Takes a new connection and sends everything after `seq` over it. */
  attach(line: SessionLine, seq: number): void {
    this.#line = line;
    this.detachedAt = null;
    for (const sent of this.#sent) {
      if (sent.seq > seq) {
        this.#transmit(sent.text);
      }
    }
  }

  detach(now: number): void {
    this.#line = null;
    this.detachedAt = now;
  }

  /** Bound to the connection of this moment: what is held back must not reach its successor, which has a replay. */
  #transmit(text: string): void {
    const line = this.#line;
    if (line) {
      this.#outlet.pass(() => line.send(text));
    }
  }
}
