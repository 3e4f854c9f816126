import { type Session, within } from '../sessions/index.js';
import type { Carriers } from './carriers.js';
import { currentSession } from './current-session.js';
import { EventCarrying } from './event-carrying.js';
import type { ThreadEvent } from './message.js';
import { PersistentWork } from './persistent-work.js';
import type { RelayPorts } from './ports/index.js';
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
  #cursor: string | null;
  /** What the last reading of the thread left out, from the first to the last. */
  #passedOver: { readonly from: bigint; readonly to: bigint } | null = null;
  /** What waited when the gateway's state began anew: nobody told whether it was deleted or edited since. */
  #heardBeforeGap: ReadonlySet<ThreadEvent> = new Set();
  /** When the edits had been made that the last review saw, by message. */
  #reviewed: ReadonlyMap<string, number> = new Map();
  readonly #waitingSigns: WaitingSigns;
  readonly #reading: ThreadReading;
  readonly #carrying: EventCarrying;
  readonly #work: PersistentWork;

  constructor(
    private readonly ports: RelayPorts,
    private readonly carriers: Carriers,
    private session: Session,
  ) {
    this.#cursor = session.discordCursor;
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
    return this.#cursor;
  }

  /** Begins to carry; with `mustCatchUp` the thread is read from the cursor first. A second call may ask for that again. */
  begin(mustCatchUp: boolean): void {
    if (!this.#isTaking) return;
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
    if (!this.#isTaking || this.#isPassedOver(event) || this.#isReviewed(event)) return;
    if (this.#queue.add(event) === 'overflown') this.#errands.add('catch_up').add('review');
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
    await this.#settle(next);
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
      else if (errand === 'review') this.#reviewed = await this.#reading.review(this.session);
      else await this.#catchUp();
    } catch (error) {
      this.#errands.add(errand);
      throw error;
    }
  }

  async #catchUp(): Promise<void> {
    this.#isReading = true;
    try {
      const isWhole = await this.#reading.catchUp(this.session, this.#cursor, {
        mayGoOn: async () => this.#isCarrying && (await this.#mayCarry()),
        carry: (message) => this.#settle({ kind: 'written', message }),
        passOver: async (firstId, lastId) => {
          this.#passedOver = { from: BigInt(firstId), to: BigInt(lastId) };
          await this.#advanceTo(lastId);
        },
      });
      if (!isWhole) this.#errands.add('catch_up');
    } finally {
      this.#isReading = false;
    }
  }

  async #settle(event: ThreadEvent): Promise<void> {
    if (await this.#isSettled(event)) return;
    const current = this.#heardBeforeGap.has(event) ? await this.#asItStandsNow(event) : event;
    if (current === null) return;
    await this.#carrying.carry(this.session, current);
    if (current.kind !== 'written') return;
    await this.#advanceTo(current.message.id);
    void this.carriers.signs.hideWaiting(this.session, current.message.id, current.message.ownReactions);
  }

  /** A message that was not found by the reading after a gap may have been deleted in it: it is asked for. */
  async #asItStandsNow(event: ThreadEvent): Promise<ThreadEvent | null> {
    if (event.kind !== 'written') return event;
    const message = await this.ports.posts.message(this.session.threadId ?? '', event.message.id);
    return message === null ? null : { kind: 'written', message };
  }

  async #advanceTo(messageId: string): Promise<void> {
    await this.ports.deliveries.advanceDiscordCursor(this.session.id, messageId);
    if (!this.#isBehindCursor(messageId)) this.#cursor = messageId;
  }

  async #isSettled(event: ThreadEvent): Promise<boolean> {
    if (event.kind !== 'written') return this.#isReviewed(event);
    const { id, authorKind } = event.message;
    if (!this.#isBehindCursor(id)) return false;
    if (authorKind !== 'person' || this.#isPassedOver(event)) return true;
    // Discord tells of messages that are written at once in any order (API Reference, "Consistency"): only its row tells whether one was carried.
    const key = { sessionId: this.session.id, accountId: null, direction: 'to_telegram' } as const;
    return (await this.ports.deliveries.findSources(key, [id])).length > 0;
  }

  #isBehindCursor(messageId: string): boolean {
    return this.#cursor !== null && BigInt(messageId) <= BigInt(this.#cursor);
  }

  #isPassedOver(event: ThreadEvent): boolean {
    if (event.kind !== 'written' || this.#passedOver === null) return false;
    const id = BigInt(event.message.id);
    return this.#passedOver.from <= id && id <= this.#passedOver.to;
  }

  /** Heard before a gap, and still waiting when the thread was read after it: what was read is newer. */
  #isReviewed(event: ThreadEvent): boolean {
    if (event.kind !== 'edited') return false;
    return (event.message.editedAt ?? 0) < (this.#reviewed.get(event.message.id) ?? 0);
  }
}
