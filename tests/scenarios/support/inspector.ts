import { WebSocket } from 'ws';
import { BotProcess } from '../../../sandbox/stage/bot-process.js';
import { until } from '../../../sandbox/stage/until.js';

/** Node's inspector of a running bot: the Chrome DevTools protocol. */
export class Inspector {
  readonly #answers = new Map<number, (result: unknown) => void>();
  #asked = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const { id, result } = JSON.parse(String(data));
      this.#answers.get(id)?.(result);
      this.#answers.delete(id);
    });
  }

  /** Starts a bot with its inspector open. */
  static async startBot(
    environment: Readonly<Record<string, string>>,
  ): Promise<{ bot: BotProcess; inspector: Inspector }> {
    const bot = new BotProcess({ ...environment, NODE_OPTIONS: '--inspect=127.0.0.1:0' });
    bot.start();
    await bot.ready();
    const address = await until('the inspector to be open', () =>
      bot.output.map((line) => /ws:\/\/\S+/.exec(line)?.[0]).find((found) => found !== undefined),
    );
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return { bot, inspector: new Inspector(socket) };
  }

  /** Calls a method of the protocol, e.g. `Runtime.evaluate`. */
  ask(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** A bot that ends waits for this. */
  close(): void {
    this.socket.close();
  }
}

/** What stands at this path of an answer; undefined where there is nothing. */
export function read(from: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    from,
  );
}
