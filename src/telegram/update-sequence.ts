import { Api } from 'telegram';
import type { AccountEvent, AccountEventHandler } from '../relay/index.js';
import {
  AccountDeadError,
  type AccountStore,
  backoffMs,
  type Environment,
  type UpdateCursor,
} from '../sessions/index.js';
import { cursorOf, differenceAfter, readDifference } from './difference.js';
import { TelegramRefusedError } from './errors.js';
import { EventQueue } from './event-queue.js';
import type { OpenFile } from './media/file-source.js';
import { Pause } from './pause.js';
import { PtsWindow } from './pts-window.js';
import { type BoxChange, readOwnResult, readReactionUpdate, readTyping, readUpdate } from './updates.js';

/** How long to wait for updates that overtook each other before asking (core.telegram.org/api/updates, "Recovering gaps"). */
const gapMs = 500;

/** Batches that may wait to be settled; beyond, they are forgotten and read again from the stored cursor. */
const waitingAtMost = 200;

export interface UpdateSequenceOptions {
  readonly accountId: string;
  readonly accounts: Pick<AccountStore, 'updateCursor' | 'saveUpdateCursor'>;
  readonly handler: AccountEventHandler;
  readonly environment: Pick<Environment, 'timings' | 'log'>;
  /** One call on the account; throws what `translateError` makes of refusals. */
  readonly invoke: <R extends Api.AnyRequest>(
    request: R,
    expected?: readonly string[],
  ) => Promise<R['__response']>;
  /** Reads the bytes of a file of the account's. */
  readonly openFile: OpenFile;
  /** What can still be read of the chat at work when Telegram no longer tells what was missed. */
  readonly readChatAnew: () => Promise<readonly AccountEvent[]>;
}

/**
 * Everything that happens on one account, once each and in order, from the stored cursor on: live updates where their sequence is unbroken, `updates.getDifference`
 * wherever it is not (after each connect, after gaps, when Telegram says so, and when asked).
 */
export class UpdateSequence {
  #queue: EventQueue | null = null;
  #window: PtsWindow | null = null;
  /** The rest of the cursor up to which changes were taken in. */
  #clock = { qts: 0, date: 0 };
  #isCheckWanted = false;
  #isOverflowing = false;
  #checking: Promise<void> | null = null;
  #gapTimer: NodeJS.Timeout | null = null;
  #isStopped = false;
  readonly #pause = new Pause();

  constructor(private readonly options: UpdateSequenceOptions) {}

  /** An update as Telegram pushed it. */
  receive(update: unknown): void {
    const { accountId, handler, openFile } = this.options;
    const typingUserId = readTyping(update);
    if (typingUserId !== null) {
      handler.noteTyping(accountId, typingUserId);
      return;
    }
    const reacted = readReactionUpdate(update);
    if (reacted !== null) {
      this.#addBeside(reacted);
      return;
    }
    const read = readUpdate(update, openFile);
    if (read === null) return;
    if (read.kind === 'missed') this.check();
    else this.#offer(read.change);
  }

  /** The answer to an own call, which may move the sequence too. */
  noteResult(result: unknown): void {
    for (const change of readOwnResult(result)) this.#offer(change);
  }

  /** Asks Telegram what happened since the last that is known; calls while one is under way ask once more. */
  check(): void {
    if (this.#isStopped) return;
    this.#isCheckWanted = true;
    this.#pause.end();
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
      if (this.#isCheckWanted) this.check();
    });
  }

  /** Resolves when all that was received is handed over. */
  async drained(): Promise<void> {
    await this.#queue?.empty();
  }

  /** Hands over nothing more; resolves when the event under way is settled. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#isCheckWanted = false;
    if (this.#gapTimer !== null) clearTimeout(this.#gapTimer);
    this.#pause.end();
    await this.#queue?.stop();
  }

  #offer(change: BoxChange): void {
    if (this.#isStopped || this.#window === null) return;
    for (const applied of this.#window.offer(change)) this.#apply(applied);
    this.#watchGap();
  }

  /** An event that has no place in the sequence comes behind what waits, and moves nothing. */
  #addBeside(event: AccountEvent): void {
    const cursor = this.#queue?.newest;
    if (this.#isStopped || cursor === undefined) return;
    this.#queue?.add({ events: [event], item: null, cursor, origin: 'live' });
  }

  #apply(change: BoxChange): void {
    if (this.#isOverflowing || this.#queue === null) return;
    this.#clock.date = Math.max(this.#clock.date, change.date ?? 0);
    const cursor = { pts: change.pts, ...this.#clock };
    if (this.#queue.add({ events: change.events, item: change.item, cursor, origin: 'live' })) return;
    this.options.environment.log.warn({ accountId: this.options.accountId }, 'dropped waiting updates');
    this.#isOverflowing = true;
    this.#queue.drop();
    this.check();
  }

  #watchGap(): void {
    if (this.#gapTimer !== null || this.#window?.hasGap !== true || this.#isStopped) return;
    this.#gapTimer = setTimeout(() => {
      this.#gapTimer = null;
      if (this.#window?.hasGap === true) this.check();
    }, gapMs);
  }

  async #check(): Promise<void> {
    const { accountId, environment } = this.options;
    for (let attempt = 1; this.#isCheckWanted && !this.#isStopped; attempt++) {
      this.#isCheckWanted = false;
      try {
        await this.#readDifference();
        attempt = 0;
      } catch (error) {
        if (error instanceof AccountDeadError) return;
        this.#isCheckWanted = !this.#isStopped;
        const waitMs = backoffMs(attempt, error, environment.timings);
        environment.log.debug({ accountId, attempt, waitMs, error }, 'could not read updates');
        if (this.#isCheckWanted) await this.#pause.for(waitMs);
      }
    }
  }

  async #readDifference(): Promise<void> {
    const { queue, window } = await this.#begin();
    for (let isLast = false; !isLast && !this.#isStopped; ) {
      // One part at a time: what was missed may be more than should be held in memory.
      await queue.empty();
      if (this.#isStopped) return;
      window.hold();
      try {
        isLast = await this.#readPart(queue, window);
      } finally {
        for (const applied of window.release()) this.#apply(applied);
        this.#watchGap();
      }
    }
  }

  async #readPart(queue: EventQueue, window: PtsWindow): Promise<boolean> {
    const { settled } = queue;
    if (this.#isOverflowing) {
      this.#isOverflowing = false;
      this.#moveTo(window, settled);
    }
    const asked = { pts: window.pts, ...this.#clock };
    const part = await this.#ask(asked);
    const events = part.kind === 'events' ? part.events : await this.options.readChatAnew();
    this.#moveTo(window, part.cursor);
    const isSame = part.cursor.pts === settled.pts && part.cursor.qts === settled.qts;
    // An empty difference is not worth a write.
    if (events.length > 0 || !isSame)
      queue.add({ events, item: null, cursor: part.cursor, origin: 'difference' });
    return part.kind === 'events' && part.isLast;
  }

  async #ask(asked: UpdateCursor): Promise<ReturnType<typeof readDifference>> {
    const { invoke, environment, accountId } = this.options;
    const refusals = ['PERSISTENT_TIMESTAMP_EMPTY', 'PERSISTENT_TIMESTAMP_INVALID'];
    try {
      const answer = await invoke(differenceAfter(asked), refusals);
      const part = readDifference(answer, asked, this.options.openFile);
      if (part.kind === 'too_long') environment.log.warn({ accountId }, 'missed too many updates');
      return part;
    } catch (error) {
      if (!(error instanceof TelegramRefusedError)) throw error;
      // Telegram no longer knows this place in the sequence.
      environment.log.warn({ accountId, reason: error.reason }, 'lost place in updates');
      return { kind: 'too_long', cursor: cursorOf(await invoke(new Api.updates.GetState())) };
    }
  }

  #moveTo(window: PtsWindow, { pts, qts, date }: UpdateCursor): void {
    window.moveTo(pts);
    this.#clock = { qts, date };
  }

  /** The stored cursor; on the first connection of all, the place where Telegram stands now. */
  async #begin(): Promise<{ queue: EventQueue; window: PtsWindow }> {
    if (this.#queue !== null && this.#window !== null) return { queue: this.#queue, window: this.#window };
    const { accountId, accounts, invoke, handler, environment } = this.options;
    const stored = await accounts.updateCursor(accountId);
    const cursor = stored ?? cursorOf(await invoke(new Api.updates.GetState()));
    if (stored === null) await accounts.saveUpdateCursor(accountId, cursor);
    const saveCursor = (settled: UpdateCursor): Promise<void> =>
      accounts.saveUpdateCursor(accountId, settled);
    const queue = new EventQueue(
      { accountId, handler, saveCursor, environment, limit: waitingAtMost },
      cursor,
    );
    const window = new PtsWindow(cursor.pts);
    this.#queue = queue;
    this.#window = window;
    this.#clock = { qts: cursor.qts, date: cursor.date };
    return { queue, window };
  }
}
