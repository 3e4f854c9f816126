import { WebSocket } from 'ws';
import { BotProcess } from '../../../sandbox/stage/bot-process.js';
import { until } from '../../../sandbox/stage/until.js';

/** A map or set of the bot's that holds more than before. */
export interface Growth {
  readonly by: number;
  /** Some of what it holds. */
  readonly holds: readonly string[];
}

/** Looks into the memory of a running bot, through Node's inspector. */
export class Memory {
  readonly #answers = new Map<number, (result: unknown) => void>();
  #asked = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const { id, result } = JSON.parse(String(data));
      this.#answers.get(id)?.(result);
      this.#answers.delete(id);
    });
  }

  /** Starts a bot with its inspector open, and looks into it. */
  static async of(
    environment: Readonly<Record<string, string>>,
  ): Promise<{ bot: BotProcess; memory: Memory }> {
    const bot = new BotProcess({ ...environment, NODE_OPTIONS: '--inspect=127.0.0.1:0' });
    bot.start();
    await bot.ready();
    const address = await until('the inspector to be open', () =>
      bot.output.map((line) => /ws:\/\/\S+/.exec(line)?.[0]).find((found) => found !== undefined),
    );
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return { bot, memory: new Memory(socket) };
  }

  /** Remembers, in the bot, how much each plain map and set holds now. */
  async note(): Promise<void> {
    for (const kind of ['Map', 'Set'])
      await this.#ofAll(
        kind,
        `function () {
          globalThis.noted ??= new WeakMap();
          // What bears a constructor itself is the prototype of a subclass.
          const plain = this.filter((each) => each.constructor === ${kind} && !Object.hasOwn(each, 'constructor'));
          for (const each of plain) globalThis.noted.set(each, each.size);
        }`,
      );
  }

  /** Which of them grew since then by this much or more. The caches of discord.js are of a kind of their own, and have bounds. */
  async grown(least: number): Promise<readonly Growth[]> {
    const found: Growth[] = [];
    for (const kind of ['Map', 'Set'])
      found.push(
        ...readGrowths(
          await this.#ofAll(
            kind,
            `function () {
              return JSON.stringify(this.filter((each) => globalThis.noted.has(each))
                .map((each) => ({ by: each.size - globalThis.noted.get(each), holds: [...each.keys()].slice(-3).map(String) }))
                .filter(({ by }) => by >= ${least}));
            }`,
          ),
        ),
      );
    return found;
  }

  close(): void {
    this.socket.close();
  }

  /** Calls a function on the array of all objects of a kind that are reachable; what is not was collected before. */
  async #ofAll(kind: string, functionDeclaration: string): Promise<unknown> {
    const prototype = await this.#ask('Runtime.evaluate', { expression: `${kind}.prototype` });
    const prototypeObjectId = read(prototype, 'result', 'objectId');
    const objects = await this.#ask('Runtime.queryObjects', { prototypeObjectId });
    const objectId = read(objects, 'objects', 'objectId');
    const outcome = await this.#ask('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration,
      returnByValue: true,
    });
    await this.#ask('Runtime.releaseObject', { objectId });
    const fault = read(outcome, 'exceptionDetails', 'exception', 'description');
    if (fault !== undefined) throw new Error(`the bot could not be looked into: ${String(fault)}`);
    return read(outcome, 'result', 'value');
  }

  #ask(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

function read(from: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    from,
  );
}

function readGrowths(json: unknown): readonly Growth[] {
  if (typeof json !== 'string') throw new Error('the inspector gave no answer');
  return JSON.parse(json);
}
