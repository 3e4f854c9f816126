import type { AccountEvent, AccountEventHandler, EventOrigin } from '../relay/index.js';
import { AccountDeadError, backoffMs, type Environment, type UpdateCursor } from '../sessions/index.js';
import { type BoxMessage, isSameAlbum, joinTwo } from './chat-message.js';
import { Pause } from './pause.js';

/** How long an album is waited for after each look; its items arrive within moments. */
const albumMs = 700;

/** An album holds so many items at most. */
const albumAtMost = 10;

/** Events that belong together, and the cursor that is true once they are settled. */
export interface EventBatch {
  readonly events: readonly AccountEvent[];
  readonly cursor: UpdateCursor;
  /** Set when the one event is a message that may be an item of an album. */
  readonly item: BoxMessage | null;
  readonly origin: EventOrigin;
}

export interface EventQueueOptions {
  readonly accountId: string;
  readonly handler: AccountEventHandler;
  readonly saveCursor: (cursor: UpdateCursor) => Promise<void>;
  readonly environment: Pick<Environment, 'timings' | 'log'>;
  /** How many batches may wait. */
  readonly limit: number;
}

/**
 * Hands an account's events over one at a time, each until it is settled, and stores the cursor only then. What can't be settled is handed over
 * again, later and later, before anything behind it.
 */
export class EventQueue {
  #waiting: EventBatch[] = [];
  #settled: UpdateCursor;
  #work: Promise<void> | null = null;
  #isStopped = false;
  readonly #pause = new Pause();
  /** Set while the first of those that wait is an album that may not be whole yet. */
  #albumPause: Pause | null = null;
  readonly #whenEmpty = new Set<() => void>();

  constructor(
    private readonly options: EventQueueOptions,
    settled: UpdateCursor,
  ) {
    this.#settled = settled;
  }

  /** Up to where everything is settled and stored. */
  get settled(): UpdateCursor {
    return this.#settled;
  }

  /** Up to where everything is known, settled or waiting. */
  get newest(): UpdateCursor {
    return this.#waiting.at(-1)?.cursor ?? this.#settled;
  }

  /** Whether the batch was taken; when too many wait it is not. */
  add(batch: EventBatch): boolean {
    if (this.#isStopped) return false;
    if (this.#waiting.length >= this.options.limit) return false;
    const last = this.#waiting.at(-1);
    if (this.#joins(last, batch)) return true;
    this.#forgetDeleted(batch);
    this.#albumPause?.end();
    // What only moves the cursor moves it together with what waits. The first may be under way.
    if (batch.events.length === 0 && last !== undefined && this.#waiting.length > 1) {
      this.#waiting[this.#waiting.length - 1] = { ...last, cursor: batch.cursor };
    } else this.#waiting.push(batch);
    this.#start();
    return true;
  }

  /** An item of the album that waits last becomes part of it: it is handed over whole. */
  #joins(last: EventBatch | undefined, batch: EventBatch): boolean {
    const album = last?.item ?? null;
    const isUnderWay = this.#waiting.length === this.#countUnderWay;
    if (last === undefined || album === null || batch.item === null || isUnderWay) return false;
    if (!isSameAlbum(album, batch.item)) return false;
    const item = joinTwo(album, batch.item);
    const events = [{ kind: 'message', message: item.message } as const];
    this.#waiting[this.#waiting.length - 1] = { ...batch, item, events };
    if (item.message.ids.length >= albumAtMost) this.#albumPause?.end();
    return true;
  }

  /** Messages that are deleted before their turn are shown to nobody; the deletion stays, for what was handed over before. */
  #forgetDeleted({ events }: EventBatch): void {
    const ids = new Set(events.flatMap((event) => (event.kind === 'deleted' ? event.ids : [])));
    if (ids.size === 0) return;
    const isGone = (event: AccountEvent): boolean =>
      event.kind === 'message' && event.message.ids.every((id) => ids.has(id));
    const underWay = this.#countUnderWay;
    this.#waiting = this.#waiting.map((waiting, index) => {
      if (index < underWay || !waiting.events.some(isGone)) return waiting;
      return { ...waiting, item: null, events: waiting.events.filter((event) => !isGone(event)) };
    });
  }

  /** How many batches have begun to be handed over: the first, unless it may not be whole yet. */
  get #countUnderWay(): number {
    return this.#albumPause === null ? 1 : 0;
  }

  /** Items of an album come as messages of their own, one after the other: the last of them is not marked. */
  async #gather(batch: EventBatch): Promise<void> {
    if (batch.item?.groupId == null || this.#waiting.length > 1 || this.#isStopped) return;
    this.#albumPause = new Pause();
    await this.#albumPause.for(albumMs);
    this.#albumPause = null;
  }

  /** Forgets what waits behind the batch under way. */
  drop(): void {
    this.#waiting.splice(1);
  }

  /** Resolves when nothing waits, or when the queue is stopped. */
  async empty(): Promise<void> {
    if (this.#isStopped || this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => this.#whenEmpty.add(resolve));
  }

  /** Hands over nothing more; resolves when the event under way is settled or given up. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#pause.end();
    this.#albumPause?.end();
    this.#wakeWaiting();
    await this.#work;
  }

  #start(): void {
    this.#work ??= this.#run().finally(() => {
      this.#work = null;
      if (this.#waiting.length > 0 && !this.#isStopped) this.#start();
    });
  }

  async #run(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined && !this.#isStopped; next = this.#waiting[0]) {
      await this.#gather(next);
      const whole = this.#waiting[0];
      if (whole !== undefined && (await this.#settle(whole))) this.#waiting.shift();
    }
    if (this.#waiting.length === 0) this.#wakeWaiting();
  }

  /** False when the queue was stopped in between. */
  async #settle({ events, cursor, origin }: EventBatch): Promise<boolean> {
    const { accountId, handler, saveCursor } = this.options;
    for (const event of events) {
      if (this.#isStopped) return false;
      if (!(await this.#insist(event.kind, () => handler.handle(accountId, event, origin)))) return false;
    }
    if (!(await this.#insist('cursor', () => saveCursor(cursor)))) return false;
    this.#settled = cursor;
    return true;
  }

  /** Tries until it works; false when the queue was stopped before that. What is begun when it stops is tried once. */
  async #insist(what: string, act: () => Promise<void>): Promise<boolean> {
    const { accountId, environment } = this.options;
    for (let attempt = 1; ; attempt++) {
      try {
        await act();
        return true;
      } catch (error) {
        const waitMs = backoffMs(attempt, error, environment.timings);
        const fields = { accountId, what, attempt, waitMs, error };
        if (error instanceof AccountDeadError) environment.log.debug(fields, 'postponed event');
        else environment.log.warn(fields, 'postponed event');
        if (this.#isStopped) return false;
        await this.#pause.for(waitMs);
        if (this.#isStopped) return false;
      }
    }
  }

  #wakeWaiting(): void {
    for (const resolve of this.#whenEmpty) resolve();
    this.#whenEmpty.clear();
  }
}
