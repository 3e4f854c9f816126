import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { type ClientFrame, readFrame } from './frames.js';

/** "Gateway", Rate Limiting: 120 frames a minute and connection. */
const SEND_LIMIT = 120;
const SEND_WINDOW_MS = 60_000;

/** What a connection tells the gateway. */
export interface ConnectionEvents {
  /** Every frame but heartbeats. */
  onFrame(connection: GatewayConnection, frame: ClientFrame): void;
  /** @param code the close code that was received; 1006 when there was none */
  onClosed(connection: GatewayConnection, code: number): void;
}

/** One WebSocket of a client: HELLO, heartbeats, and the limits that concern the connection alone. */
export class GatewayConnection {
  /** False: heartbeats are no longer acknowledged, so that the client takes the connection for a zombie. */
  isAcknowledging = true;
  readonly #socket: WebSocket;
  readonly #events: ConnectionEvents;
  readonly #heartbeatIntervalMs: number;
  readonly #received: number[] = [];
  #lastHeartbeatAt = Date.now();
  #watch: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, heartbeatIntervalMs: number, events: ConnectionEvents) {
    this.#socket = socket;
    this.#heartbeatIntervalMs = heartbeatIntervalMs;
    this.#events = events;
  }

  /** Greets the client and begins to listen. */
  open(): void {
    this.#socket.on('message', (data, isBinary) => {
      this.#receive(isBinary || !Buffer.isBuffer(data) ? '' : data.toString());
    });
    this.#socket.on('error', () => this.#socket.terminate());
    this.#socket.on('close', (code) => {
      clearInterval(this.#watch);
      this.#events.onClosed(this, code);
    });
    this.#watch = setInterval(() => this.#dropSilent(), this.#heartbeatIntervalMs).unref();
    this.sendFrame(GatewayOpcodes.Hello, {
      heartbeat_interval: this.#heartbeatIntervalMs,
      _trace: ['["local-discord"]'],
    });
  }

  /** Sends a frame that is no dispatch. */
  sendFrame(op: GatewayOpcodes, d: unknown = null): void {
    this.send(JSON.stringify({ t: null, s: null, op, d }));
  }

  /** Sends a finished text; nothing happens when the connection is closed. */
  send(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(text);
    }
  }

  close(code: GatewayCloseCodes | 1000 | 1001, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Cuts the line without a word, as a lost network does. */
  cut(): void {
    this.#socket.terminate();
  }

  #receive(text: string): void {
    const now = Date.now();
    this.#received.push(now);
    while ((this.#received[0] ?? now) <= now - SEND_WINDOW_MS) {
      this.#received.shift();
    }
    if (this.#received.length > SEND_LIMIT) {
      this.close(GatewayCloseCodes.RateLimited, 'You are being rate limited.');
      return;
    }
    const reading = readFrame(text);
    switch (reading.kind) {
      case 'unknown opcode':
        this.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
        return;
      case 'malformed':
        this.close(
          GatewayCloseCodes.DecodeError,
          `Error while decoding payload: ${reading.reason}`.slice(0, 120),
        );
        return;
      case 'frame':
        if (reading.frame.op === GatewayOpcodes.Heartbeat) {
          this.#acknowledge(now);
        } else {
          this.#events.onFrame(this, reading.frame);
        }
    }
  }

  #acknowledge(now: number): void {
    this.#lastHeartbeatAt = now;
    if (this.isAcknowledging) {
      this.sendFrame(GatewayOpcodes.HeartbeatAck);
    }
  }

  /** A client that let two intervals pass without a heartbeat is taken for dead. */
  #dropSilent(): void {
    if (Date.now() - this.#lastHeartbeatAt > 2 * this.#heartbeatIntervalMs) {
      this.#socket.terminate();
    }
  }
}
