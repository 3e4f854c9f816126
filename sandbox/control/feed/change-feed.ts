import { randomBytes } from 'node:crypto';
import type { ExchangeDetail, LogSight, Topic } from '../protocol.js';

/** How many exchanges and log lines are kept for whoever comes later. */
const KEPT = 2_000;

/** What changed after some point. */
export interface Changes {
  readonly topics: readonly { readonly topic: Topic; readonly guildId: string | null }[];
  readonly exchanges: readonly ExchangeDetail[];
  readonly log: readonly LogSight[];
  readonly isTourChanged: boolean;
  /** Where the feed stands after them. */
  readonly revision: number;
}

interface Kept<Entry> {
  readonly revision: number;
  readonly entry: Entry;
}

/**
 * Counts every change and remembers what changed last when, so that whoever comes back can be told what they missed. It holds no state of the world:
 * that is read anew from the world itself.
 */
export class ChangeFeed {
  /** Tells the feeds of two runs apart. */
  readonly run = randomBytes(4).toString('hex');
  readonly #topics = new Map<string, Kept<{ topic: Topic; guildId: string | null }>>();
  readonly #exchanges: Kept<ExchangeDetail>[] = [];
  readonly #log: Kept<LogSight>[] = [];
  readonly #listeners = new Set<() => void>();
  #tourRevision = 0;
  #revision = 0;
  /** The newest exchange or log line that is no longer kept. */
  #forgotten = 0;

  get revision(): number {
    return this.#revision;
  }

  get exchanges(): readonly ExchangeDetail[] {
    return this.#exchanges.map(({ entry }) => entry);
  }

  get log(): readonly LogSight[] {
    return this.#log.map(({ entry }) => entry);
  }

  /** Something changed. @param guildId null: perhaps in every guild */
  note(topic: Topic, guildId: string | null = null): void {
    const revision = this.#next();
    this.#topics.set(`${topic} ${guildId}`, { revision, entry: { topic, guildId } });
    this.#tell();
  }

  noteTour(): void {
    this.#tourRevision = this.#next();
    this.#tell();
  }

  addExchange(exchange: Omit<ExchangeDetail, 'seq'>): void {
    const revision = this.#next();
    this.#keep(this.#exchanges, { revision, entry: { ...exchange, seq: revision } });
    this.#tell();
  }

  addLog(line: Omit<LogSight, 'seq'>): void {
    const revision = this.#next();
    this.#keep(this.#log, { revision, entry: { ...line, seq: revision } });
    this.#tell();
  }

  /** Whether everything that changed after this revision can still be told. */
  remembers(revision: number): boolean {
    return revision >= this.#forgotten && revision <= this.#revision;
  }

  /** What changed after this revision. */
  since(revision: number): Changes {
    const after = <Entry>(kept: readonly Kept<Entry>[]): Entry[] =>
      kept.filter((one) => one.revision > revision).map(({ entry }) => entry);
    return {
      topics: after([...this.#topics.values()]),
      exchanges: after(this.#exchanges),
      log: after(this.#log),
      isTourChanged: this.#tourRevision > revision,
      revision: this.#revision,
    };
  }

  /** Calls back after every change; the returned function ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #keep<Entry>(list: Kept<Entry>[], entry: Kept<Entry>): void {
    list.push(entry);
    const dropped = list.length > KEPT ? list.splice(0, list.length - KEPT).at(-1) : undefined;
    if (dropped) this.#forgotten = Math.max(this.#forgotten, dropped.revision);
  }

  #next(): number {
    this.#revision += 1;
    return this.#revision;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
