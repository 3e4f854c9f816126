import type { Socket } from 'node:net';
import { FramedStream } from './framing.js';

/** What a connection tells its owner. */
export interface ConnectionEvents {
  packet(connection: Connection, payload: Buffer): void;
  closed(connection: Connection): void;
}

/** One TCP connection of a client, cut into packets. */
export class Connection {
  readonly #socket: Socket;
  readonly #stream = new FramedStream();
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, events: ConnectionEvents) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const payload of this.#stream.read(chunk)) {
          events.packet(this, payload);
        }
      } catch {
        // Whatever can't be understood costs the client its connection, as with Telegram.
        this.close();
      }
    });
    socket.on('error', () => this.close());
    socket.on('close', () => {
      clearTimeout(this.#idleTimer);
      events.closed(this);
    });
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** Sends one payload; nothing happens once the connection is closed. */
  send(payload: Buffer): void {
    if (this.isOpen) {
      this.#socket.write(this.#stream.write(payload));
    }
  }

  /** "Transport errors": four bytes with the negative code, then the connection ends. */
  fail(code: number): void {
    const payload = Buffer.alloc(4);
    payload.writeInt32LE(-code, 0);
    this.send(payload);
    this.#socket.end();
  }

  /** Closes at once; what was sent but not yet written out is lost. */
  close(): void {
    this.#socket.destroy();
  }

  /** ping_delay_disconnect: closes unless called again in time. */
  closeAfter(seconds: number): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.close(), seconds * 1000);
    this.#idleTimer.unref();
  }
}
