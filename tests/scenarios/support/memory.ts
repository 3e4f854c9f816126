import { type Inspector, read } from './inspector.js';

/** A map or set of the bot's that holds more than before. */
export interface Growth {
  readonly by: number;
  /** Some of what it holds. */
  readonly holds: readonly string[];
}

/** Looks into the memory of a running bot. */
export class Memory {
  constructor(private readonly inspector: Inspector) {}

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

  /** Calls a function on the array of all objects of a kind that are reachable; what is not was collected before. */
  async #ofAll(kind: string, functionDeclaration: string): Promise<unknown> {
    const prototype = await this.inspector.ask('Runtime.evaluate', { expression: `${kind}.prototype` });
    const prototypeObjectId = read(prototype, 'result', 'objectId');
    const objects = await this.inspector.ask('Runtime.queryObjects', { prototypeObjectId });
    const objectId = read(objects, 'objects', 'objectId');
    const outcome = await this.inspector.ask('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration,
      returnByValue: true,
    });
    await this.inspector.ask('Runtime.releaseObject', { objectId });
    const fault = read(outcome, 'exceptionDetails', 'exception', 'description');
    if (fault !== undefined) throw new Error(`the bot could not be looked into: ${String(fault)}`);
    return read(outcome, 'result', 'value');
  }
}

function readGrowths(json: unknown): readonly Growth[] {
  if (typeof json !== 'string') throw new Error('the inspector gave no answer');
  return JSON.parse(json);
}
