import type { Session } from '../sessions/index.js';
import type { RelayPorts } from './ports/index.js';

/** None is among the reactions that Telegram allows in a private chat, so none is taken for the agent's. */
const waitingSign = '⏳';
const seenSign = '👁';
const undeliveredSign = '🚫';

/** Reactions that are the bot's own word, not the agent's. */
export const signs: ReadonlySet<string> = new Set([waitingSign, seenSign, undeliveredSign]);

/** The agent reads several messages at once: one sign, on the last of them. */
const seenAfterMs = 1_000;

/**
 * Quiet signs below the messages of a thread: that one waits to be delivered or never will be, and up to where the agent has read. Signs are a courtesy: what fails here is
 * left at that.
 */
export class Signs {
  /** Messages that bear the sign, by session. */
  readonly #waiting = new Map<string, Set<string>>();
  readonly #seen = new Map<
    string,
    { readonly accountId: string; upToId: number; timer: NodeJS.Timeout | null; shownFor: string | null }
  >();

  constructor(private readonly ports: Pick<RelayPorts, 'posts' | 'deliveries' | 'environment'>) {}

  /** The message is not delivered yet, and will be later. A second call does nothing. */
  async showWaiting(session: Session, messageId: string): Promise<void> {
    const ofSession = this.#waiting.get(session.id) ?? new Set();
    if (ofSession.has(messageId)) return;
    this.#waiting.set(session.id, ofSession.add(messageId));
    await this.#react(session, messageId, waitingSign, true);
  }

  /** The message needs to wait no more; `ownReactions` are those with which it was read, in case an earlier process left the sign. */
  async hideWaiting(session: Session, messageId: string, ownReactions: readonly string[]): Promise<void> {
    if (this.#waiting.get(session.id)?.delete(messageId) !== true && !ownReactions.includes(waitingSign))
      return;
    await this.#react(session, messageId, waitingSign, false);
  }

  /** The message was written when nobody listened any more. */
  showUndelivered(session: Session, messageId: string): Promise<void> {
    return this.#react(session, messageId, undeliveredSign, true);
  }

  /** The agent has read up to a message of the account's. */
  noteSeen(session: Session, upToId: number): void {
    const { accountId } = session;
    // Message ids are the account's own: those of one that the session left count no more.
    if (this.#seen.get(session.id)?.accountId !== accountId) this.#forgetSeen(session.id);
    const known = this.#seen.get(session.id) ?? { accountId, upToId: 0, timer: null, shownFor: null };
    this.#seen.set(session.id, known);
    known.upToId = Math.max(known.upToId, upToId);
    known.timer ??= setTimeout(() => {
      known.timer = null;
      void this.#showSeen(session, known);
    }, seenAfterMs);
  }

  /** Everything about the session is settled. */
  forget(sessionId: string): void {
    this.#waiting.delete(sessionId);
    this.#forgetSeen(sessionId);
  }

  #forgetSeen(sessionId: string): void {
    const timer = this.#seen.get(sessionId)?.timer;
    if (timer) clearTimeout(timer);
    this.#seen.delete(sessionId);
  }

  /** Shows nothing more. */
  stop(): void {
    for (const sessionId of [...this.#seen.keys()]) this.#forgetSeen(sessionId);
  }

  async #showSeen(session: Session, known: { upToId: number; shownFor: string | null }): Promise<void> {
    const { deliveries, environment } = this.ports;
    try {
      const key = { sessionId: session.id, accountId: session.accountId, direction: 'to_telegram' } as const;
      const newest = await deliveries.newestUpTo(key, String(known.upToId));
      if (newest === null || newest.sourceId === known.shownFor) return;
      known.shownFor = newest.sourceId;
      await this.#react(session, newest.sourceId, seenSign, true);
    } catch (error) {
      environment.log.debug({ sessionId: session.id, error }, 'failed to show seen');
    }
  }

  async #react(session: Session, messageId: string, emoji: string, isSet: boolean): Promise<void> {
    if (session.threadId === null) return;
    try {
      await this.ports.posts.react(session.threadId, messageId, emoji, isSet);
    } catch (error) {
      this.ports.environment.log.debug({ sessionId: session.id, messageId, error }, 'failed to show sign');
    }
  }
}
