import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Frame {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: unknown;
}

/** A bare client of the gateway, for what discord.js never does. */
export class GatewayWire {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      this.#frames.push(JSON.parse(data.toString()));
      for (const look of [...this.#waiting]) {
        look();
      }
    });
  }

  static async open(port: number, query = 'v=10&encoding=json'): Promise<GatewayWire> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/?${query}`);
    const wire = new GatewayWire(socket);
    await once(socket, 'open');
    return wire;
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  identify(token: string, shard: readonly [number, number] = [0, 1], intents = 1): void {
    this.send({ op: 2, d: { token, properties: {}, intents, shard } });
  }

  /** The first frame that came, or comes, and is wanted. */
  async frame(isWanted: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.#frames.find(isWanted);
      if (found) {
        return found;
      }
      await new Promise<void>((resolve) => {
        const look = () => {
          this.#waiting.delete(look);
          resolve();
        };
        this.#waiting.add(look);
      });
    }
  }

  get dispatches(): readonly Frame[] {
    return this.#frames.filter(({ op }) => op === 0);
  }

  /** The code with which the server closes. */
  async closed(): Promise<number> {
    const [code]: unknown[] = await once(this.#socket, 'close');
    return Number(code);
  }

  close(code: number): void {
    this.#socket.close(code);
  }
}
