import { backoffMs, type Session, UnreachableError, within } from '../sessions/index.js';
import { attemptsAtMost } from './attempts.js';
import type { ThreadMessage } from './message.js';
import type { RelayPorts } from './ports/index.js';
import type { ToTelegram } from './to-telegram.js';

/** What waits beyond this many messages is forgotten here and read again from the thread. */
const waitingAtMost = 100;

/**
 * The messages of one session's thread on their way to the agent: one at a time, in order, each until it is settled. What was missed comes first;
 * live messages queue behind it.
 */
export class ThreadMailbox {
  #queue: ThreadMessage[] = [];
  #isTaking = true;
  #isCarrying = false;
  #hasBegun = false;
  #isReading = false;
  /** Whether the thread is to be read from the cursor before the queue is. */
  #mustCatchUp = false;
  /** Whether an earlier process may have left intents without an outcome. */
  #mustRecover = true;
  #work: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #cursor: string | null;
  #failing: { readonly id: string; readonly failures: number } | null = null;

  constructor(
    private readonly ports: RelayPorts,
    private readonly carrier: ToTelegram,
    private readonly session: Session,
  ) {
    this.#cursor = session.discordCursor;
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
    this.#start();
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

  /** A message as it was written, in the gateway's order; before `begin` it waits. */
  add(message: ThreadMessage): void {
    if (!this.#isTaking || this.#isSettled(message.id)) return;
    if (this.#queue.length >= waitingAtMost) {
      this.#queue = [];
      this.#mustCatchUp = true;
    }
    this.#queue.push(message);
    if (this.#isCarrying) this.#start();
  }

  /** Takes nothing more, waits at most so long for what waits, and returns how many people's messages were left. */
  async finish(drainMs: number): Promise<number> {
    this.#isTaking = false;
    if (this.#work !== null) await within(drainMs, this.#work);
    this.#isCarrying = false;
    this.#wake?.();
    await this.#work;
    return this.#queue.filter(({ authorKind }) => authorKind === 'person').length;
  }

  #start(): void {
    this.#work ??= this.#run().finally(() => {
      this.#work = null;
      if (this.#isCarrying && (this.#queue.length > 0 || this.#mustCatchUp)) this.#start();
    });
  }

  async #run(): Promise<void> {
    let attempt = 0;
    while (this.#isCarrying) {
      try {
        if (!(await this.#advance())) return;
        attempt = 0;
      } catch (error) {
        if (!this.#isCarrying) return;
        attempt += 1;
        const { log, timings } = this.ports.environment;
        const waitMs = backoffMs(attempt, error, timings);
        log.warn({ sessionId: this.session.id, attempt, waitMs, error }, 'postponed message');
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
      await this.carrier.recover(this.session);
      this.#mustRecover = false;
      return true;
    }
    if (this.#mustCatchUp) {
      await this.#catchUp();
      return true;
    }
    const next = this.#queue[0];
    if (next === undefined) return false;
    await this.#settle(next);
    // The queue may have been forgotten while this one was under way.
    if (this.#queue[0] === next) this.#queue.shift();
    return true;
  }

  /** Nothing is sent through an account whose lease has ended; what waits while a session closes is, until its chat is wiped. */
  async #mayCarry(): Promise<boolean> {
    const current = await this.ports.sessions.find(this.session.id);
    if (current === null || !current.holdsLease) return false;
    return current.state === 'active' || (current.state === 'closing' && !this.#isTaking);
  }

  async #catchUp(): Promise<void> {
    // Reset first: what overflows while the thread is read asks for another reading.
    this.#mustCatchUp = false;
    this.#isReading = true;
    try {
      for await (const message of this.ports.posts.messagesAfter(this.session.threadId ?? '', this.#cursor)) {
        if (!this.#isCarrying || !(await this.#mayCarry())) {
          this.#mustCatchUp = true;
          return;
        }
        await this.#settle(message);
      }
    } catch (error) {
      this.#mustCatchUp = true;
      throw error;
    } finally {
      this.#isReading = false;
    }
  }

  async #settle(message: ThreadMessage): Promise<void> {
    if (this.#isSettled(message.id)) return;
    try {
      await this.carrier.carry(this.session, message);
    } catch (error) {
      if (error instanceof UnreachableError || !this.#isToBeGivenUp(message)) throw error;
      await this.carrier.giveUp(this.session, message);
    }
    await this.ports.deliveries.advanceDiscordCursor(this.session.id, message.id);
    this.#cursor = message.id;
  }

  /** Faults that nobody foresaw must not block a conversation for ever. */
  #isToBeGivenUp({ id }: ThreadMessage): boolean {
    const failures = this.#failing?.id === id ? this.#failing.failures + 1 : 1;
    this.#failing = { id, failures };
    return failures >= attemptsAtMost;
  }

  #isSettled(messageId: string): boolean {
    return this.#cursor !== null && BigInt(messageId) <= BigInt(this.#cursor);
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
