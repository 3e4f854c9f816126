import type { Closing } from './closing.js';
import { inOrder, stepsReady } from './closing-plan.js';
import type { ClosingStep } from './closing-step.js';
import { within } from './patience.js';
import type { SessionPorts } from './ports/index.js';
import type { Session } from './session.js';

export interface EndRequest {
  readonly guildId: string;
  /** The session, by its thread or its id. */
  readonly target: { readonly threadId: string } | { readonly sessionId: string };
  readonly actorId: string;
  /** The verdict of the rights check, not a wish. */
  readonly isStaff: boolean;
}

export type EndResult =
  /** The record says so; `proceed` begins the steps, to be called once the person has been answered. */
  | { readonly kind: 'ended'; readonly session: Session; readonly proceed: () => void }
  | { readonly kind: 'already_ended'; readonly session: Session }
  | { readonly kind: 'not_a_session' }
  | { readonly kind: 'not_allowed' };

export interface ClearRequest {
  readonly guildId: string;
  readonly memberId: string;
  readonly actorId: string;
  readonly isStaff: boolean;
}

export type ClearResult =
  | {
      readonly kind: 'cleared';
      readonly sessions: readonly { readonly session: Session; readonly steps: readonly ClosingStep[] }[];
    }
  | { readonly kind: 'nothing_to_clear' }
  | { readonly kind: 'not_allowed' };

/** How long a clear waits for the first round of steps before it answers with what is still being tried. */
const firstRoundMs = 10_000;

/** Sessions ended by people. */
export class Ending {
  constructor(
    private readonly ports: SessionPorts,
    private readonly closing: Closing,
  ) {}

  /** The session's member or staff end it. A second call says that it has ended. */
  async end({ guildId, target, actorId, isStaff }: EndRequest): Promise<EndResult> {
    const { sessions } = this.ports;
    const find = () =>
      'threadId' in target ? sessions.findByThread(target.threadId) : sessions.find(target.sessionId);
    let session = await find();
    if (session === null || session.guildId !== guildId) return { kind: 'not_a_session' };
    const isMember = session.memberId === actorId;
    if (!isMember && !isStaff) return { kind: 'not_allowed' };
    const reason = isMember ? 'ended_by_member' : 'ended_by_staff';
    while (session !== null && (session.state === 'opening' || session.state === 'active')) {
      const { id } = session;
      if (await this.closing.begin(session, reason, { kind: 'user', userId: actorId })) {
        return { kind: 'ended', session, proceed: () => this.closing.start(id) };
      }
      session = await find();
    }
    return session === null ? { kind: 'not_a_session' } : { kind: 'already_ended', session };
  }

  /**
   * Staff close whatever a member has open, whatever became of its parts, and try again what is stuck in closing.
   * Returns after the first round of steps, or after ten seconds, with how each step stands.
   */
  async clear({ guildId, memberId, actorId, isStaff }: ClearRequest): Promise<ClearResult> {
    if (!isStaff) return { kind: 'not_allowed' };
    const { sessions, environment } = this.ports;
    const found = await sessions.listUnfinishedOf(guildId, memberId);
    if (found.length === 0) return { kind: 'nothing_to_clear' };
    for (const session of found) {
      const begun = await this.#beginClearing(session, actorId);
      if (!begun) await sessions.unparkSteps({ sessionId: session.id }, environment.now());
      environment.log.info(
        { sessionId: session.id, guildId, memberId, by: actorId, begun },
        'cleared session',
      );
    }
    await within(firstRoundMs, Promise.all(found.map(({ id }) => this.#runAll(id))));
    const report = found.map(async ({ id }) => ({
      session: await sessions.find(id),
      steps: inOrder(await sessions.steps(id)),
    }));
    return {
      kind: 'cleared',
      sessions: (await Promise.all(report)).flatMap(({ session, steps }) =>
        session === null ? [] : [{ session, steps }],
      ),
    };
  }

  async #beginClearing(session: Session, actorId: string): Promise<boolean> {
    let current: Session | null = session;
    while (current !== null && (current.state === 'opening' || current.state === 'active')) {
      if (await this.closing.begin(current, 'cleared_by_staff', { kind: 'user', userId: actorId }))
        return true;
      current = await this.ports.sessions.find(session.id);
    }
    return false;
  }

  /** A run that was under way already may have looked before the steps were made due: one more is asked for. */
  async #runAll(sessionId: string): Promise<void> {
    await this.closing.run(sessionId);
    const steps = await this.ports.sessions.steps(sessionId);
    if (stepsReady(steps, this.ports.environment.now()).length > 0) await this.closing.run(sessionId);
  }
}
