import { type Session, UnreachableError, within } from '../sessions/index.js';
import type { Carriers } from './carriers.js';
import { currentSession } from './current-session.js';
import { EventCarrying } from './event-carrying.js';
import type { ThreadEvent } from './message.js';
import { PersistentWork } from './persistent-work.js';
import type { RelayPorts } from './ports/index.js';
import { ThreadProgress } from './thread-progress.js';
import { ThreadQueue } from './thread-queue.js';
import { ThreadReading } from './thread-reading.js';
import { WaitingSigns } from './waiting-signs.js';

/**
 * What is to be done before the queue, in this order:
 * - `recover`: finish what an earlier process, or the session's last account, may have left without an outcome
 * - `catch_up`: read the thread from the cursor
 * - `review`: compare what was carried lately with what the thread says now, for edits and deletions that nobody told of
 */
const errands = ['recover', 'catch_up', 'review'] as const;
type Errand = (typeof errands)[number];

/**
 * What happens in one session's thread on its way to the agent: one thing at a time, in order, each until it is settled. What was missed comes first;
 * live events queue behind it.
 */
export class ThreadMailbox {
  readonly #queue = new ThreadQueue();
  #isTaking = true;
  #isCarrying = false;
  #hasBegun = false;
  #isHeld = false;
  #isReading = false;
  readonly #errands = new Set<Errand>(['recover']);
  readonly #progress: ThreadProgress;
  /** What waited when the gateway's state began anew, or more came than can wait: what became of it since was not heard. */
  #heardBeforeGap: ReadonlySet<ThreadEvent> = new Set();
  /** The event of the queue whose turn it is: what its earlier attempts left in the rows does not settle it. */
  #begun: ThreadEvent | null = null;
  readonly #waitingSigns: WaitingSigns;
  readonly #reading: ThreadReading;
  readonly #carrying: EventCarrying;
  readonly #work: PersistentWork;

  constructor(
    private readonly ports: RelayPorts,
    private readonly carriers: Carriers,
    private session: Session,
  ) {
    this.#progress = new ThreadProgress(ports.deliveries, session.id, session.discordCursor);
    this.#waitingSigns = new WaitingSigns(carriers.signs);
    this.#reading = new ThreadReading(ports, carriers);
    this.#carrying = new EventCarrying(ports, carriers);
    this.#work = new PersistentWork(ports.environment, {
      advance: () => this.#advance(),
      mayGoOn: () => this.#isCarrying,
      isWaiting: () => this.#queue.length > 0 || this.#errands.size > 0,
      postponed: (attempt, waitMs, error) => this.#postponed(attempt, waitMs, error),
    });
  }

  /** Whether carrying ever began; otherwise what the thread holds beyond the cursor is not known here. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Whether events of the thread may have been missed: before carrying began, and since the gateway's state began anew. */
  get mayHaveGap(): boolean {
    return !this.#hasBegun || this.#isHeld;
  }

  /** The newest message that is settled: catching up begins behind it. What is older may still come, if it was told of later. */
  get cursor(): string | null {
    return this.#progress.cursor;
  }

  /** Begins to carry; with `mustCatchUp` the thread is read from the cursor first. A second call may ask for that again. */
  begin(mustCatchUp: boolean): void {
    if (!this.#isTaking) return;
    // What is on its way may have been deleted in the gap.
    if (this.#isHeld) this.#errands.add('recover');
    this.#isCarrying = true;
    this.#hasBegun = true;
    this.#isHeld = false;
    if (mustCatchUp) this.#errands.add('catch_up');
    this.#work.wake();
    this.#work.start();
  }

  /** Compares what was carried lately with what the thread says now, for edits and deletions that nobody told of. */
  review(): void {
    this.#errands.add('review');
    if (this.#isCarrying) this.#work.start();
  }

  /** The session goes on through another account: what is open is taken up there. */
  moveTo(session: Session): void {
    this.session = session;
    this.#errands.add('recover');
    this.begin(true);
  }

  /** Whether everything that the thread held when carrying began was read. */
  get isCaughtUp(): boolean {
    return this.#hasBegun && !this.#errands.has('catch_up') && !this.#isReading;
  }

  /** What follows may come after a gap: it waits until `begin` says what was missed. */
  hold(): void {
    this.#isCarrying = false;
    this.#isHeld = true;
    this.#heardBeforeGap = new Set(this.#queue);
    this.#work.wake();
  }

  /** An event as it happened, in the gateway's order; before `begin` it waits. */
  add(event: ThreadEvent): void {
    if (!this.#isTaking || this.#progress.isKnown(event)) return;
    if (this.#queue.add(event) === 'overflown') {
      this.#errands.add('recover').add('catch_up').add('review');
      this.#heardBeforeGap = new Set(this.#queue);
    }
    this.#waitingSigns.added(this.session, event);
    if (this.#isCarrying) this.#work.start();
  }

  /** Takes nothing more, waits at most so long for what waits, and returns how many people's messages were left. */
  async finish(drainMs: number): Promise<number> {
    this.#isTaking = false;
    if (this.#work.underWay !== null) await within(drainMs, this.#work.underWay);
    this.#isCarrying = false;
    this.#work.wake();
    await this.#work.underWay;
    return this.#queue.countMessages();
  }

  #postponed(attempt: number, waitMs: number, error: unknown): void {
    const { log } = this.ports.environment;
    log.warn({ sessionId: this.session.id, attempt, waitMs, error }, 'postponed message');
    this.#waitingSigns.postponed(this.session, this.#queue, attempt, waitMs);
  }

  async #advance(): Promise<boolean> {
    const isMore = await this.#doNext();
    if (isMore) this.#waitingSigns.advanced();
    return isMore;
  }

  /** Does what comes next; false when there is nothing. */
  async #doNext(): Promise<boolean> {
    if (!(await this.#mayCarry())) {
      this.#isTaking = false;
      this.#isCarrying = false;
      return false;
    }
    const errand = errands.find((each) => this.#errands.has(each));
    if (errand !== undefined) {
      await this.#run(errand);
      return true;
    }
    const next = this.#queue.take();
    if (next === undefined) return false;
    try {
      await this.#settle(next);
    } catch (error) {
      if (error instanceof UnreachableError && error.effect === 'none') this.#queue.putBack();
      throw error;
    }
    this.#queue.done(next);
    return true;
  }

  async #mayCarry(): Promise<boolean> {
    const current = await currentSession(this.ports, this.session.id, !this.#isTaking);
    if (current !== null) this.session = current;
    return current !== null;
  }

  async #run(errand: Errand): Promise<void> {
    // Done first: what happens meanwhile may ask for it again.
    this.#errands.delete(errand);
    try {
      if (errand === 'recover') await this.carriers.toTelegram.recover(this.session);
      else if (errand === 'review') this.#progress.reviewed(await this.#reading.review(this.session));
      else await this.#catchUp();
    } catch (error) {
      this.#errands.add(errand);
      throw error;
    }
  }

  async #catchUp(): Promise<void> {
    this.#isReading = true;
    try {
      const isWhole = await this.#reading.catchUp(this.session, this.#progress.cursor, {
        mayGoOn: async () => this.#isCarrying && (await this.#mayCarry()),
        carry: (message) => this.#carry({ kind: 'written', message }),
        passOver: (firstId, lastId) => this.#progress.passOver(firstId, lastId),
      });
      if (!isWhole) this.#errands.add('catch_up');
    } finally {
      this.#isReading = false;
    }
  }

  async #settle(event: ThreadEvent): Promise<void> {
    if (event !== this.#begun && (await this.#progress.isSettled(event))) return;
    this.#begun = event;
    const isStale = this.#heardBeforeGap.has(event);
    const current = isStale ? await this.#reading.asItStands(this.session, event) : event;
    if (current !== null) await this.#carry(current);
  }

  async #carry(event: ThreadEvent): Promise<void> {
    await this.#carrying.carry(this.session, event);
    if (event.kind !== 'written') return;
    await this.#progress.advanceTo(event.message.id);
    void this.carriers.signs.hideWaiting(this.session, event.message.id, event.message.ownReactions);
  }
}
