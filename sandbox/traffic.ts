import { createWriteStream, openSync, type WriteStream } from 'node:fs';

/** One HTTP request of the bot and the answer of the local Discord. */
export interface HttpExchange {
  readonly service: 'discord';
  readonly method: string;
  /** Path below `/api/v10`, with its query. */
  readonly path: string;
  readonly requestBody: unknown;
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  readonly responseBody: unknown;
  /** How long the answer took, in milliseconds; not for downloads. */
  readonly ms?: number;
}

/** One event that the local Discord sent over its gateway. */
export interface GatewayDispatch {
  readonly service: 'discord';
  readonly dispatch: string;
  readonly shard: number;
  readonly data: unknown;
}

/** One call to the local Telegram, or one update that it sent on its own. */
export interface TelegramCall {
  readonly service: 'telegram';
  /** `update` for what the service sends unasked. */
  readonly method: string;
  readonly account: string;
  readonly request: unknown;
  readonly response: unknown;
  /** How long the answer took, in milliseconds; not for what was sent unasked. */
  readonly ms?: number;
}

/** Whatever passes between the bot and the local services. */
export type TrafficEntry = HttpExchange | GatewayDispatch | TelegramCall;

/**
 * What passes between the bot and the local services, in the order in which it was answered. Keeps the latest
 * entries in memory and, if a file was named, appends each as one JSON line to it.
 */
export class Traffic {
  readonly #kept: TrafficEntry[] = [];
  readonly #listeners = new Set<(entry: TrafficEntry) => void>();
  readonly #limit: number;
  readonly #file: WriteStream | undefined;

  /** Throws when the file can't be opened. */
  constructor(options: { file?: string; keep?: number } = {}) {
    this.#limit = options.keep ?? 2_000;
    if (options.file !== undefined)
      this.#file = createWriteStream(options.file, { fd: openSync(options.file, 'a') });
  }

  /** The latest entries, oldest first. */
  get entries(): readonly TrafficEntry[] {
    return this.#kept;
  }

  /** Takes an entry in. Big integers and binary data are written as strings and lengths. */
  record(entry: TrafficEntry): void {
    this.#kept.push(entry);
    if (this.#kept.length > this.#limit) {
      this.#kept.splice(0, this.#kept.length - this.#limit);
    }
    for (const listener of this.#listeners) {
      listener(entry);
    }
    this.#file?.write(`${JSON.stringify(entry, toPlain)}\n`);
  }

  /** Calls back for each entry from now on; the returned function ends that. */
  subscribe(listener: (entry: TrafficEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Writes out what is still on its way to the file. */
  async close(): Promise<void> {
    const file = this.#file;
    if (file !== undefined && !file.closed) {
      await new Promise<void>((resolve) => file.end(() => resolve()));
    }
  }
}

/** For `JSON.stringify`: big integers and binary data as people can read them. */
export function toPlain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  // `Buffer.toJSON` runs before the replacer and leaves one array element per byte.
  if (isBufferJson(value)) {
    return `<${value.data.length} bytes>`;
  }
  return value instanceof Uint8Array ? `<${value.byteLength} bytes>` : value;
}

function isBufferJson(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'Buffer' &&
    'data' in value &&
    Array.isArray(value.data)
  );
}
