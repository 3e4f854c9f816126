import { backoffMs, type Session, UnreachableError, within } from '../sessions/index.js';
import { attemptsAtMost } from './attempts.js';
import type { Carriers } from './carriers.js';
import type { ThreadEvent } from './message.js';
import type { RelayPorts } from './ports/index.js';
import { ThreadReading } from './thread-reading.js';

/** What waits beyond this many events is forgotten here and read again from the thread. */
const waitingAtMost = 100;

/** Shorter waits show no sign: it would be gone before it is seen. */
const worthASignMs = 2_000;

/**
 * What happens in one session's thread on its way to the agent: one thing at a time, in order, each until it is settled. What was missed comes first;
 * live events queue behind it.
 */
export class ThreadMailbox {
  #queue: ThreadEvent[] = [];
  #isTaking = true;
  #isCarrying = false;
  #hasBegun = false;
  #isReading = false;
  /** Whether the thread is to be read from the cursor before the queue is. */
  #mustCatchUp = false;
  /** Whether what was carried before is to be compared with what the thread says now. */
  #mustReview = false;
  /** Whether an earlier process may have left intents without an outcome. */
  #mustRecover = true;
  #work: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #cursor: string | null;
  #failing: { readonly event: ThreadEvent; readonly failures: number } | null = null;
  /** Whether the first of the queue waits long enough for people to be shown that it does. */
  #isStuck = false;
  readonly #reading: ThreadReading;

  constructor(
    private readonly ports: RelayPorts,
    private readonly carriers: Carriers,
    private session: Session,
  ) {
    this.#cursor = session.discordCursor;
    this.#reading = new ThreadReading(ports, carriers);
  }

  /** Whether carrying ever began; otherwise what the thread holds beyond the cursor is not known here. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Up to where everything is settled. */
  get cursor(): string | null {
    return this.#cursor;
  }

  /** Begins to carry; with `mustCatchUp` the thread is read from the cursor first. A second call may ask for that again. */
  begin(mustCatchUp: boolean): void {
    if (!this.#isTaking) return;
    this.#isCarrying = true;
    this.#hasBegun = true;
    this.#mustCatchUp ||= mustCatchUp;
    this.#wake?.();
    this.#start();
  }

  /** Compares what was carried lately with what the thread says now, for edits and deletions that nobody told of. */
  review(): void {
    this.#mustReview = true;
    if (this.#isCarrying) this.#start();
  }

  /** The session goes on through another account: what is open is taken up there. */
  moveTo(session: Session): void {
    this.session = session;
    this.#mustRecover = true;
    this.begin(true);
  }

  /** Whether everything that the thread held when carrying began was read. */
  get isCaughtUp(): boolean {
    return this.#hasBegun && !this.#mustCatchUp && !this.#isReading;
  }

  /** What follows may come after a gap: it waits until `begin` says what was missed. */
  hold(): void {
    this.#isCarrying = false;
    this.#wake?.();
  }

  /** An event as it happened, in the gateway's order; before `begin` it waits. */
  add(event: ThreadEvent): void {
    if (!this.#isTaking || this.#isSettled(event)) return;
    // What was deleted before its turn is never sent. The first may be under way.
    if (event.kind === 'deleted')
      this.#queue = this.#queue.filter((each, index) => index === 0 || !isOf(each, event.ids));
    if (this.#queue.length >= waitingAtMost) {
      this.#queue = [];
      this.#mustCatchUp = true;
      this.#mustReview = true;
    }
    this.#queue.push(event);
    if (this.#isStuck) void this.#showWaiting(event);
    if (this.#isCarrying) this.#start();
  }

  /** Takes nothing more, waits at most so long for what waits, and returns how many people's messages were left. */
  async finish(drainMs: number): Promise<number> {
    this.#isTaking = false;
    if (this.#work !== null) await within(drainMs, this.#work);
    this.#isCarrying = false;
    this.#wake?.();
    await this.#work;
    return this.#queue.filter((event) => event.kind === 'written' && event.message.authorKind === 'person')
      .length;
  }

  #start(): void {
    this.#work ??= this.#run().finally(() => {
      this.#work = null;
      if (this.#isCarrying && (this.#queue.length > 0 || this.#mustCatchUp || this.#mustReview))
        this.#start();
    });
  }

  async #run(): Promise<void> {
    let attempt = 0;
    while (this.#isCarrying) {
      try {
        if (!(await this.#advance())) return;
        attempt = 0;
        this.#isStuck = false;
      } catch (error) {
        if (!this.#isCarrying) return;
        attempt += 1;
        const { log, timings } = this.ports.environment;
        const waitMs = backoffMs(attempt, error, timings);
        log.warn({ sessionId: this.session.id, attempt, waitMs, error }, 'postponed message');
        if (attempt > 2 || waitMs >= worthASignMs) this.#noteStuck();
        await this.#sleep(waitMs);
      }
    }
  }

  /** Does what comes next; false when there is nothing. */
  async #advance(): Promise<boolean> {
    if (!(await this.#mayCarry())) {
      this.#isTaking = false;
      this.#isCarrying = false;
      return false;
    }
    if (this.#mustRecover) {
      // Reset first: a move in between asks for it again.
      this.#mustRecover = false;
      await this.carriers.toTelegram.recover(this.session).catch((error: unknown) => {
        this.#mustRecover = true;
        throw error;
      });
      return true;
    }
    if (this.#mustCatchUp) {
      await this.#catchUp();
      return true;
    }
    if (this.#mustReview) {
      this.#mustReview = false;
      await this.#reading.review(this.session).catch((error: unknown) => {
        this.#mustReview = true;
        throw error;
      });
      return true;
    }
    const next = this.#queue[0];
    if (next === undefined) return false;
    await this.#settle(next);
    // The queue may have been forgotten while this one was under way.
    if (this.#queue[0] === next) this.#queue.shift();
    return true;
  }

  /**
   * Nothing is sent through an account whose lease has ended; what waits while a session closes is, until its chat is wiped. While a session moves
   * to another account everything waits for the introduction there.
   */
  async #mayCarry(): Promise<boolean> {
    const current = await this.ports.sessions.find(this.session.id);
    if (current === null || !current.holdsLease) return false;
    if (current.state === 'closing') return !this.#isTaking;
    if (current.state !== 'active') return false;
    this.session = current;
    if (current.introductionId === null)
      throw new UnreachableError('telegram', 'the session moves to another account', 'none');
    return true;
  }

  async #catchUp(): Promise<void> {
    // Reset first: what overflows while the thread is read asks for another reading.
    this.#mustCatchUp = false;
    this.#isReading = true;
    try {
      const isWhole = await this.#reading.catchUp(this.session, this.#cursor, {
        mayGoOn: async () => this.#isCarrying && (await this.#mayCarry()),
        carry: (message) => this.#settle({ kind: 'written', message }),
        passOver: (messageId) => this.#advanceTo(messageId),
      });
      this.#mustCatchUp ||= !isWhole;
    } catch (error) {
      this.#mustCatchUp = true;
      throw error;
    } finally {
      this.#isReading = false;
    }
  }

  async #settle(event: ThreadEvent): Promise<void> {
    if (this.#isSettled(event)) return;
    try {
      await this.#carry(event);
    } catch (error) {
      if (error instanceof UnreachableError || !this.#isToBeGivenUp(event)) throw error;
      const { log } = this.ports.environment;
      log.error({ sessionId: this.session.id, event: event.kind, error }, 'gave up event');
      if (event.kind === 'written') await this.carriers.toTelegram.giveUp(this.session, event.message);
    }
    if (event.kind !== 'written') return;
    await this.#advanceTo(event.message.id);
    void this.carriers.signs.hideWaiting(this.session, event.message.id, event.message.ownReactions);
  }

  #carry(event: ThreadEvent): Promise<void> {
    const { toTelegram, reactions } = this.carriers;
    switch (event.kind) {
      case 'written':
        return toTelegram.carry(this.session, event.message);
      case 'edited':
        return toTelegram.revise(this.session, event.message);
      case 'deleted':
        return toTelegram.delete(this.session, event.ids);
      case 'reacted':
        return reactions.toTelegram(this.session, event);
      case 'reactions_cleared':
        return reactions.clearOnTelegram(this.session, event);
    }
  }

  async #advanceTo(messageId: string): Promise<void> {
    await this.ports.deliveries.advanceDiscordCursor(this.session.id, messageId);
    this.#cursor = messageId;
  }

  /** Faults that nobody foresaw must not block a conversation for ever. */
  #isToBeGivenUp(event: ThreadEvent): boolean {
    const failures = isSame(this.#failing?.event, event) ? (this.#failing?.failures ?? 0) + 1 : 1;
    this.#failing = { event, failures };
    return failures >= attemptsAtMost;
  }

  #isSettled(event: ThreadEvent): boolean {
    if (event.kind !== 'written' || this.#cursor === null) return false;
    return BigInt(event.message.id) <= BigInt(this.#cursor);
  }

  #noteStuck(): void {
    if (this.#isStuck) return;
    this.#isStuck = true;
    for (const event of this.#queue) void this.#showWaiting(event);
  }

  async #showWaiting(event: ThreadEvent): Promise<void> {
    if (event.kind !== 'written' || event.message.authorKind !== 'person') return;
    await this.carriers.signs.showWaiting(this.session, event.message.id);
  }

  async #sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}

/** Whether an event is about one of these messages and nothing else. */
function isOf(event: ThreadEvent, ids: readonly string[]): boolean {
  switch (event.kind) {
    case 'written':
    case 'edited':
      return ids.includes(event.message.id);
    case 'reacted':
    case 'reactions_cleared':
      return ids.includes(event.messageId);
    case 'deleted':
      return false;
  }
}

/** Whether two events are the same: one that was read again from the thread is another object. */
function isSame(a: ThreadEvent | undefined, b: ThreadEvent): boolean {
  if (a === b) return true;
  return a?.kind === 'written' && b.kind === 'written' && a.message.id === b.message.id;
}
