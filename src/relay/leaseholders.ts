import type { Session } from '../sessions/index.js';
import type { RelayPorts } from './ports/index.js';

/** Which session holds an account. What comes while it is being introduced there has to wait until it is. */
export class Leaseholders {
  /** Who waits for a session to be introduced. */
  readonly #waiting = new Map<string, Set<() => void>>();
  #isStopped = false;

  constructor(private readonly ports: Pick<RelayPorts, 'sessions' | 'environment'>) {}

  /** The session that holds the account; one that is being introduced is waited for. Throws when the process stops meanwhile. */
  async of(accountId: string): Promise<Session | null> {
    for (;;) {
      const session = await this.ports.sessions.findByLease(accountId);
      if (session === null || !isBeingIntroduced(session)) return session;
      if (this.#isStopped) throw new Error('the relay is stopping');
      await this.#introduced(session);
    }
  }

  /** A session is introduced, or never will be. */
  wake(sessionId: string): void {
    for (const resolve of this.#waiting.get(sessionId) ?? []) resolve();
    this.#waiting.delete(sessionId);
  }

  /** Nobody waits any more. */
  stop(): void {
    this.#isStopped = true;
    for (const sessionId of [...this.#waiting.keys()]) this.wake(sessionId);
  }

  async #introduced(session: Session): Promise<void> {
    const waiting = this.#waiting.get(session.id) ?? new Set();
    this.#waiting.set(session.id, waiting);
    await new Promise<void>((resolve) => {
      // Undone openings without a lease wake nobody: look again now and then.
      const timer = setTimeout(resolve, this.ports.environment.timings.retryFirstMs);
      waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** Its introduction on the account is still to come: because it is being opened, or because it moves to the account. */
function isBeingIntroduced({ state, introductionId }: Session): boolean {
  return state === 'opening' || (state === 'active' && introductionId === null);
}
