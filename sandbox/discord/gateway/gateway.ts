import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import type { DiscordWorld } from '../world/world.js';
import { GatewayConnection } from './connection.js';
import type { BotEvent } from './event-filter.js';
import type { ClientFrame, IdentifyData, MembersRequest, ResumeData } from './frames.js';
import { judgeIdentify } from './identify-verdict.js';
import { answerMembersRequest } from './members-chunk.js';
import { Outlet } from './outlet.js';
import { viewReady } from './ready-payload.js';
import { GatewaySession } from './session.js';
import { type DispatchListener, SessionRegister } from './session-register.js';

export interface GatewayOptions {
  /** Given in READY as the address at which to resume; asked for when it is needed. */
  readonly url: () => string;
  /** Default 41,250, as Discord's. */
  readonly heartbeatIntervalMs?: number;
  /** For how long a session without a connection can be resumed, in the world's time. Default 3 minutes. */
  readonly resumeWindowMs?: number;
  readonly onDispatch?: DispatchListener;
}

/** How often clients identified and resumed since the start. */
export interface GatewayCounts {
  readonly identifies: number;
  readonly resumes: number;
}

/** The local Discord's gateway, version 10 in JSON ("Gateway", "Gateway Events"), and the mischief a test can ask of it. */
export class Gateway {
  readonly #world: DiscordWorld;
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #outlet = new Outlet();
  readonly #sessions: SessionRegister;
  readonly #connections = new Map<GatewayConnection, GatewaySession | null>();
  readonly #unsubscribe: () => void;
  #swap: { readonly name: string; held: BotEvent | null } | null = null;
  #refusals = 0;
  #identifies = 0;
  #resumes = 0;

  constructor(world: DiscordWorld, options: GatewayOptions) {
    this.#world = world;
    this.#options = options;
    this.#sessions = new SessionRegister(
      world,
      options.resumeWindowMs ?? 3 * 60_000,
      options.onDispatch ?? (() => {}),
    );
    this.#unsubscribe = world.events.subscribe((event) => {
      const data = event.payloadFor(world.application.botId);
      if (data) {
        this.dispatch({ name: event.name, guildId: event.guildId, data });
      }
    });
  }

  get counts(): GatewayCounts {
    return { identifies: this.#identifies, resumes: this.#resumes };
  }

  /** How many clients are connected and have identified or resumed. */
  get liveSessions(): number {
    return [...this.#connections.values()].filter((session) => session !== null).length;
  }

  /** Takes over an HTTP upgrade. Only `v=10&encoding=json` without compression is spoken; others are closed with 4012. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#refusals > 0) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const query = new URL(request.url ?? '/', 'ws://localhost').searchParams;
      const connection = new GatewayConnection(webSocket, this.#options.heartbeatIntervalMs ?? 41_250, {
        onFrame: (_, frame) => this.#answer(connection, frame),
        onClosed: (_, code) => this.#forget(connection, code),
      });
      this.#connections.set(connection, null);
      connection.open();
      if (query.get('v') !== '10' || (query.get('encoding') ?? 'json') !== 'json' || query.has('compress')) {
        connection.close(GatewayCloseCodes.InvalidAPIVersion, 'Only v=10 and encoding=json, uncompressed');
      }
    });
  }

  /** Gives an event to every session that serves its guild, may hear of it, and has the guild. */
  dispatch(event: BotEvent): void {
    const swap = this.#swap;
    if (swap?.name !== event.name) {
      this.#sessions.dispatch(event);
      return;
    }
    if (swap.held === null) {
      swap.held = event;
      return;
    }
    this.#swap = null;
    this.#sessions.dispatch(event);
    this.#sessions.dispatch(swap.held);
  }

  /** The next two events of this name come in the wrong order: Discord promises none (API Reference, "Consistency"). */
  swapNext(name: BotEvent['name']): void {
    this.#swap = { name, held: null };
  }

  /**
   * Cuts all connections as a lost network does.
   *
   * @param options.resumable false: their sessions are gone too, and the next resume is answered with INVALID_SESSION
   */
  dropConnections(options: { resumable?: boolean } = {}): void {
    if (options.resumable === false) {
      this.#sessions.clear();
    }
    for (const connection of this.#connections.keys()) {
      connection.cut();
    }
  }

  /**
   * Closes all connections with one of Discord's own codes ("Opcodes and Status Codes", Gateway Close Event Codes): with 4004, as when the token was
   * reset, or with 4014, as when an intent was switched off, discord.js never comes back.
   */
  closeConnections(code: GatewayCloseCodes): void {
    for (const connection of this.#connections.keys()) {
      connection.close(code, `${GatewayCloseCodes[code]}.`);
    }
  }

  /** Asks all clients to reconnect and resume (op 7). */
  askToReconnect(): void {
    for (const connection of this.#connections.keys()) {
      connection.sendFrame(GatewayOpcodes.Reconnect);
    }
  }

  /** Tells all clients that their session is invalid (op 9); if it isn't resumable it is gone at once. */
  invalidateSessions(options: { resumable: boolean }): void {
    for (const [connection, session] of this.#connections) {
      if (session) {
        this.#connections.set(connection, null);
        session.detach(this.#world.clock.now());
        if (!options.resumable) {
          this.#sessions.delete(session);
        }
        connection.sendFrame(GatewayOpcodes.InvalidSession, options.resumable);
      }
    }
  }

  /** Refuses new connections until the returned function is called. */
  refuseConnections(): () => void {
    this.#refusals += 1;
    let isRefusing = true;
    return () => {
      if (isRefusing) {
        isRefusing = false;
        this.#refusals -= 1;
      }
    };
  }

  /** Leaves the heartbeats of all present connections without an answer. */
  stopAcknowledging(): void {
    for (const connection of this.#connections.keys()) {
      connection.isAcknowledging = false;
    }
  }

  /** Holds back all dispatches until the returned function is called; they keep their order and can be replayed. */
  holdDispatches(): () => void {
    return this.#outlet.hold();
  }

  /** Sends all dispatches so many milliseconds late; 0 ends that. */
  delayDispatches(ms: number): void {
    this.#outlet.delay(ms);
  }

  /** Closes everything; the instance can't be used again. */
  stop(): void {
    this.#unsubscribe();
    this.#sessions.clear();
    for (const connection of this.#connections.keys()) {
      connection.cut();
    }
    this.#server.close();
  }

  #answer(connection: GatewayConnection, frame: ClientFrame): void {
    const session = this.#connections.get(connection) ?? null;
    if (frame.op === GatewayOpcodes.Identify || frame.op === GatewayOpcodes.Resume) {
      if (session) {
        connection.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
      } else if (frame.d.token.replace(/^Bot /, '') !== this.#world.application.token) {
        connection.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      } else if (frame.op === GatewayOpcodes.Identify) {
        this.#identify(connection, frame.d);
      } else {
        this.#resume(connection, frame.d);
      }
    } else if (!session) {
      connection.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
    } else if (frame.op === GatewayOpcodes.RequestGuildMembers) {
      this.#sendMembers(session, frame.d);
    }
  }

  #identify(connection: GatewayConnection, data: IdentifyData): void {
    const verdict = judgeIdentify(data, this.#world.application);
    if (verdict.kind === 'refused') {
      connection.close(verdict.code, verdict.reason);
      return;
    }
    const { shard } = verdict;
    const session = new GatewaySession(
      randomBytes(16).toString('hex'),
      shard,
      data.intents,
      connection,
      this.#outlet,
    );
    this.#sessions.add(session);
    this.#connections.set(connection, session);
    this.#identifies += 1;
    this.#welcome(session);
  }

  #welcome(session: GatewaySession): void {
    const { botId } = this.#world.application;
    const guilds = this.#sessions.guildsOf(session.shard);
    const ids = guilds.map(({ id }) => id);
    this.#sessions.send(session, 'READY', viewReady(this.#world, session, ids, this.#options.url()));
    for (const guild of guilds.filter(({ unavailable }) => !unavailable)) {
      const data = this.#world.guildCreatePayload(guild.id, botId);
      this.#sessions.dispatchTo(session, { name: 'GUILD_CREATE', guildId: guild.id, data });
    }
  }

  #resume(connection: GatewayConnection, data: ResumeData): void {
    const session = this.#sessions.find(data.session_id);
    const seq = data.seq ?? 0;
    if (!session) {
      connection.sendFrame(GatewayOpcodes.InvalidSession, false);
      return;
    }
    if (seq > session.seq) {
      connection.close(GatewayCloseCodes.InvalidSeq, 'Invalid seq.');
      return;
    }
    if (!session.canReplayAfter(seq)) {
      this.#sessions.delete(session);
      connection.sendFrame(GatewayOpcodes.InvalidSession, false);
      return;
    }
    this.#releaseLineOf(session);
    this.#connections.set(connection, session);
    this.#resumes += 1;
    session.attach(connection, seq);
    this.#sessions.send(session, 'RESUMED', { _trace: ['["local-discord"]'] });
  }

  /** A client may come back before its old connection is known to be dead. */
  #releaseLineOf(session: GatewaySession): void {
    for (const [other, owner] of this.#connections) {
      if (owner === session) {
        this.#connections.set(other, null);
        other.close(GatewayCloseCodes.UnknownError, 'Session resumed elsewhere.');
      }
    }
  }

  #sendMembers(session: GatewaySession, request: MembersRequest): void {
    for (const chunk of answerMembersRequest(this.#world, request, session.intents)) {
      this.#sessions.send(session, 'GUILD_MEMBERS_CHUNK', chunk);
    }
  }

  /** "Gateway", Disconnecting: a client that closes with 1000 or 1001 gives its session up. */
  #forget(connection: GatewayConnection, code: number): void {
    const session = this.#connections.get(connection);
    this.#connections.delete(connection);
    if (!session) {
      return;
    }
    session.detach(this.#world.clock.now());
    if (code === 1000 || code === 1001) {
      this.#sessions.delete(session);
    }
  }
}
