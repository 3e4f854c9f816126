import type { MessageRecord } from './records.js';
import { compareSnowflakes } from './snowflakes.js';

/** The messages of one channel, oldest first. */
export class MessageLog {
  readonly #byId = new Map<string, MessageRecord>();
  readonly #ids: string[] = [];

  get(id: string): MessageRecord | undefined {
    return this.#byId.get(id);
  }

  get latestId(): string | null {
    return this.#ids.at(-1) ?? null;
  }

  append(message: MessageRecord): void {
    this.#byId.set(message.id, message);
    const last = this.#ids.at(-1);
    if (last === undefined || compareSnowflakes(message.id, last) > 0) this.#ids.push(message.id);
    else this.#ids.splice(this.#firstAtOrAfter(message.id), 0, message.id);
  }

  remove(id: string): void {
    if (!this.#byId.delete(id)) return;
    this.#ids.splice(this.#firstAtOrAfter(id), 1);
  }

  all(): MessageRecord[] {
    return this.#slice(0, this.#ids.length);
  }

  /** The newest `limit` messages older than `id`, oldest first. */
  before(id: string, limit: number): MessageRecord[] {
    const end = this.#firstAtOrAfter(id);
    return this.#slice(Math.max(0, end - limit), end);
  }

  /** The oldest `limit` messages newer than `id`, oldest first. */
  after(id: string, limit: number): MessageRecord[] {
    const at = this.#firstAtOrAfter(id);
    const start = this.#ids[at] === id ? at + 1 : at;
    return this.#slice(start, start + limit);
  }

  latest(limit: number): MessageRecord[] {
    return this.#slice(Math.max(0, this.#ids.length - limit), this.#ids.length);
  }

  #slice(start: number, end: number): MessageRecord[] {
    return this.#ids.slice(start, end).flatMap((id) => this.#byId.get(id) ?? []);
  }

  #firstAtOrAfter(id: string): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareSnowflakes(this.#ids[middle] ?? '', id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
