import { backoffMs } from './backoff.js';
import { type ClosingSession, closingActions } from './closing-actions.js';
import { nextReadyAt, planClosing, stepsReady } from './closing-plan.js';
import { type ClosingStep, unexpectedFault } from './closing-step.js';
import { UnreachableError } from './errors.js';
import type { SessionPorts } from './ports/index.js';
import type { Author, CloseReason, Session } from './session.js';
import { judge } from './transitions.js';

/** Openings and moves that are under way in this process: a closing waits for them, so that it meets all that they did. */
export interface OpeningsUnderWay {
  /** Resolves when no opening of this session is under way any more; never rejects. */
  settled(sessionId: string): Promise<void>;
}

/**
 * Closes sessions: the record first (`closing`, with its steps), then the steps, each repeated with backoff until it is done or parked.
 * One run a session at a time; a second caller shares it.
 */
export class Closing {
  readonly #runs = new Map<string, Promise<void>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #sweepTimer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(
    private readonly ports: SessionPorts,
    private readonly openings: OpeningsUnderWay,
  ) {}

  /**
   * Writes that a session is over; from here on it blocks nobody. Returns false when it was over already or is not in the state that was seen:
   * read it again. The steps begin with `run`.
   */
  async begin(session: Session, reason: CloseReason, by: Author): Promise<boolean> {
    const verdict = judge(session.state, { kind: 'close', reason });
    if (verdict.kind !== 'move' || (session.state !== 'opening' && session.state !== 'active')) return false;
    return this.ports.sessions.beginClosing(session.id, session.state, {
      reason,
      by,
      at: this.ports.environment.now(),
      steps: planClosing(session, reason),
    });
  }

  /** `begin`, then the steps in the background. */
  async close(session: Session, reason: CloseReason, by: Author): Promise<boolean> {
    const begun = await this.begin(session, reason, by);
    if (begun) this.start(session.id);
    return begun;
  }

  /** Begins to work on the steps in the background. */
  start(sessionId: string): void {
    void this.run(sessionId);
  }

  /** Works on every step that is ready, once; what failed is scheduled. Never rejects. */
  run(sessionId: string): Promise<void> {
    const running = this.#runs.get(sessionId);
    if (running !== undefined) return running;
    this.#clearTimer(sessionId);
    const run = this.#pass(sessionId)
      .catch((error: unknown) => {
        this.ports.environment.log.error({ sessionId, error }, 'failed to close session');
        this.#schedule(sessionId, this.ports.environment.timings.retryFirstMs);
      })
      .finally(() => this.#runs.delete(sessionId));
    this.#runs.set(sessionId, run);
    return run;
  }

  /** Takes up, now and then, steps that another process made due. Reads the database only. */
  beginSweeping(): void {
    this.#sweepTimer = setTimeout(() => {
      this.#sweep()
        .catch((error: unknown) => this.ports.environment.log.error({ error }, 'failed to sweep'))
        .finally(() => {
          if (!this.#isStopped) this.beginSweeping();
        });
    }, this.ports.environment.timings.sweepMs);
  }

  async #sweep(): Promise<void> {
    const { sessions } = this.ports;
    for (const guildId of await sessions.listGuildsWithWork()) {
      for (const { id } of await sessions.listWithStepsDue(guildId))
        if (!this.#timers.has(id)) this.start(id);
    }
  }

  /** Begins no further step and waits for those under way. The rows remember the rest. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#sweepTimer);
    for (const id of [...this.#timers.keys()]) this.#clearTimer(id);
    await Promise.all(this.#runs.values());
  }

  async #pass(sessionId: string): Promise<void> {
    await this.openings.settled(sessionId);
    const { sessions, environment } = this.ports;
    for (;;) {
      if (this.#isStopped) return;
      const session = await sessions.find(sessionId);
      if (session === null || !isClosing(session)) return;
      const steps = await sessions.steps(sessionId);
      const ready = stepsReady(steps, environment.now());
      // The log is written last, so that it can name what is in the way of the others.
      const others = ready.filter(({ name }) => name !== 'write_log');
      const now = others.length > 0 ? others : ready;
      if (now.length === 0) {
        await this.#conclude(sessionId, steps);
        return;
      }
      await Promise.all(now.map((step) => this.#attempt(session, step)));
    }
  }

  async #conclude(sessionId: string, steps: readonly ClosingStep[]): Promise<void> {
    const { sessions, environment } = this.ports;
    const next = nextReadyAt(steps);
    if (next === null) {
      await sessions.finish(sessionId, environment.now());
      this.ports.conversations.forget(sessionId);
    } else this.#schedule(sessionId, next.getTime() - environment.now().getTime());
  }

  async #attempt(session: ClosingSession, step: ClosingStep): Promise<void> {
    const { sessions, environment } = this.ports;
    await sessions.beginStep(session.id, step.name, environment.now());
    const attempt = { ...step, attempts: step.attempts + 1 };
    try {
      const outcome = await closingActions[step.name](this.ports, session, attempt);
      const isDone = outcome.kind === 'done';
      const remark = isDone ? (outcome.remark ?? null) : outcome.obstacle;
      await sessions.settleStep(session.id, step.name, isDone ? 'done' : 'parked', remark);
      if (!isDone)
        environment.log.warn({ sessionId: session.id, step: step.name, obstacle: remark }, 'parked step');
    } catch (error) {
      const waitMs = backoffMs(attempt.attempts, error, environment.timings);
      const obstacle =
        error instanceof UnreachableError ? `${error.service} does not answer` : unexpectedFault;
      environment.log.warn(
        { sessionId: session.id, step: step.name, attempts: attempt.attempts, waitMs, error },
        'postponed step',
      );
      await sessions.postponeStep(
        session.id,
        step.name,
        new Date(environment.now().getTime() + waitMs),
        obstacle,
      );
    }
  }

  #schedule(sessionId: string, waitMs: number): void {
    if (this.#isStopped) return;
    this.#clearTimer(sessionId);
    const timer = setTimeout(() => this.start(sessionId), Math.max(waitMs, 1));
    this.#timers.set(sessionId, timer);
  }

  #clearTimer(sessionId: string): void {
    clearTimeout(this.#timers.get(sessionId));
    this.#timers.delete(sessionId);
  }
}

function isClosing(session: Session): session is ClosingSession {
  return (
    (session.state === 'closing' || session.state === 'closed') &&
    session.reason !== null &&
    session.closedBy !== null
  );
}
