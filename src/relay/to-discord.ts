import {
  AccountDeadError,
  AccountLimitedError,
  AgentUnreachableError,
  chatOf,
  postKey,
  randomIdFor,
  type Session,
  UnreachableError,
} from '../sessions/index.js';
import { Attempts } from './attempts.js';
import type { Delivery } from './delivery.js';
import type { ChatMessage, EventOrigin } from './message.js';
import type { RelayPorts } from './ports/index.js';

/** Written down for a reading after which every message comes, whatever dates Telegram gives: neither clock has a say in it. */
const beforeAnyMessage = new Date(0);

/**
 * Carries what the agent writes into the session's thread. Throws `UnreachableError` when the outcome is open: the same message handed over again
 * finishes it.
 */
export class ToDiscord {
  readonly #attempts: Attempts;

  constructor(private readonly ports: RelayPorts) {
    this.#attempts = new Attempts(ports.deliveries);
  }

  /** A message of the agent's on an account that this session, which is active, holds. */
  async carry(session: Session, message: ChatMessage, origin: EventOrigin): Promise<void> {
    const known = await this.#parts(session, message.id);
    const isKnownLate = known.some(({ state }) => state === 'late');
    if (isKnownLate || (known.length === 0 && !(await this.#wasSeenBefore(session, message, origin)))) {
      return this.refuseLate(session, message);
    }
    if (await this.#wasCarriedBefore(session, message.id)) return;
    const { threadId } = session;
    if (threadId === null) return;
    if (message.content.text.trim() !== '') {
      for (const [part, words] of this.ports.posts.render(message.content).entries()) {
        if (!(await this.#carryPart(session, threadId, message.id, part, words))) return;
      }
    }
    if (message.unsupported.length > 0) {
      await this.#tellAgent(session, `refused:${message.id}`, {
        kind: 'not_delivered',
        why: { kind: 'unsupported', what: message.unsupported.join(', ') },
      });
    }
  }

  /** Not carried, because it may have been meant for somebody else; the agent is told, once. What was carried before stays carried. */
  async refuseLate(session: Session, message: ChatMessage): Promise<void> {
    const { deliveries, environment } = this.ports;
    const key = {
      sessionId: session.id,
      direction: 'to_discord',
      sourceId: `${message.id}`,
      part: 0,
    } as const;
    const { delivery } = await deliveries.intend(key, 'message', environment.now());
    if (delivery.state === 'sent' || delivery.state === 'failed') return;
    // Settled before it is told: after a crash in between, what was called late must not be carried after all.
    if (delivery.state === 'intent') await deliveries.settle(delivery.id, 'late', null, environment.now());
    await this.#tellAgent(session, `late:${message.id}`, { kind: 'late', memberName: session.memberName });
  }

  /** The agent has read up to a message; what they write from then on is meant for this customer. */
  async noteRead(session: Session, upToId: number, origin: EventOrigin): Promise<void> {
    const { introductionId } = session;
    if (introductionId === null || upToId < introductionId || session.introductionReadAt !== null) return;
    // Live, the order of the updates says it: whatever comes from now on was written after the reading, by whatever clock.
    // After a gap the order is lost, and only Telegram's own date of the reading says which messages came after it.
    const readAt =
      origin === 'live'
        ? beforeAnyMessage
        : await this.ports.agents.readDate(chatOf(session), introductionId);
    if (readAt !== null) await this.ports.sessions.recordIntroductionRead(session.id, readAt);
  }

  async #wasSeenBefore(session: Session, message: ChatMessage, origin: EventOrigin): Promise<boolean> {
    const { introductionId } = session;
    if (introductionId === null || message.id <= introductionId) return false;
    if (session.introductionReadAt !== null)
      return origin === 'live' || message.date > session.introductionReadAt;
    if (origin === 'live') return false;
    const readAt = await this.ports.agents.readDate(chatOf(session), introductionId);
    if (readAt === null) return false;
    await this.ports.sessions.recordIntroductionRead(session.id, readAt);
    // Dates are whole seconds: what was written in the second of the reading counts as written before it.
    return message.date > readAt;
  }

  async #carryPart(
    session: Session,
    threadId: string,
    messageId: number,
    part: number,
    words: string,
  ): Promise<boolean> {
    const { deliveries, posts, environment } = this.ports;
    const key = { sessionId: session.id, direction: 'to_discord', sourceId: `${messageId}`, part } as const;
    const { delivery, isNew } = await deliveries.intend(key, 'message', environment.now());
    if (delivery.state === 'failed') {
      await this.#tellAgent(session, `refused:${messageId}`, {
        kind: 'not_delivered',
        why: { kind: 'gave_up' },
      });
    }
    if (delivery.state !== 'intent') return delivery.state === 'sent';
    if (!(await this.#attempts.mayTry(delivery, isNew))) {
      await deliveries.settle(delivery.id, 'failed', null, environment.now());
      await this.#tellAgent(session, `refused:${messageId}`, {
        kind: 'not_delivered',
        why: { kind: 'gave_up' },
      });
      return false;
    }
    const standing = isNew ? null : await this.#findForgotten(session, threadId, delivery);
    if (standing !== null) {
      if (standing.content !== words) await posts.edit(threadId, standing.id, words);
      await deliveries.settle(delivery.id, 'sent', standing.id, environment.now());
      this.#attempts.forget(delivery);
      return true;
    }
    const postedAs = postKey(session.id, `${messageId}:${part}`, isNew ? null : delivery.firstTriedAt);
    const said = await posts.post(threadId, words, postedAs);
    switch (said.kind) {
      case 'said':
        await deliveries.settle(delivery.id, 'sent', said.messageId, environment.now());
        this.#attempts.forget(delivery);
        return true;
      case 'said_and_deleted':
        await deliveries.settle(delivery.id, 'sent', null, environment.now());
        return true;
      case 'gone':
      case 'locked':
      case 'refused':
        await deliveries.settle(delivery.id, 'failed', null, environment.now());
        await this.#tellAgent(session, `refused:${messageId}`, {
          kind: 'not_delivered',
          why: { kind: 'ended' },
        });
        if (said.kind === 'refused') this.#logRefusal(session, messageId, said.detail);
        else
          await this.ports.threadFound(threadId, said.kind === 'gone' ? 'thread_deleted' : 'thread_archived');
        return false;
    }
  }

  /** Discord forgets nonces after minutes: an older attempt is looked for among the posts that no row claims. */
  async #findForgotten(
    session: Session,
    threadId: string,
    delivery: Delivery,
  ): Promise<{ id: string; content: string } | null> {
    const { deliveries, posts, environment } = this.ports;
    const ageMs = environment.now().getTime() - delivery.firstTriedAt.getTime();
    if (ageMs < environment.timings.nonceMemoryMs) return null;
    const last = (await deliveries.lastTarget(session.id, 'to_discord')) ?? threadId;
    const own = await posts.ownPostsAfter(threadId, last);
    const claimed = await deliveries.claimed(
      session.id,
      'to_discord',
      own.map(({ id }) => id),
    );
    return own.find(({ id }) => !claimed.has(id)) ?? null;
  }

  /** A session that took over from one that could not be verified: what that one had posted is not posted again. */
  async #wasCarriedBefore(session: Session, messageId: number): Promise<boolean> {
    if (session.supersedesId === null) return false;
    const predecessor = await this.ports.sessions.find(session.supersedesId);
    if (predecessor === null) return false;
    const parts = await this.#parts(predecessor, messageId);
    if (parts.length === 0) return this.#wasCarriedBefore(predecessor, messageId);
    if (parts.every(({ state }) => state !== 'intent')) return true;
    return this.#stands(predecessor, parts);
  }

  async #stands(predecessor: Session, parts: readonly Delivery[]): Promise<boolean> {
    const { posts, deliveries } = this.ports;
    const intent = parts.find(({ state }) => state === 'intent');
    if (predecessor.threadId === null || intent === undefined) return false;
    try {
      const last = (await deliveries.lastTarget(predecessor.id, 'to_discord')) ?? predecessor.threadId;
      const own = await posts.ownPostsAfter(predecessor.threadId, last);
      const claimed = await deliveries.claimed(
        predecessor.id,
        'to_discord',
        own.map(({ id }) => id),
      );
      return own.some(({ id }) => !claimed.has(id));
    } catch (error) {
      // The old thread can't be read: better twice, once in each thread, than never.
      if (error instanceof UnreachableError) return false;
      throw error;
    }
  }

  #parts(session: Session, messageId: number): Promise<readonly Delivery[]> {
    return this.ports.deliveries.findParts({
      sessionId: session.id,
      direction: 'to_discord',
      sourceId: `${messageId}`,
    });
  }

  async #tellAgent(
    session: Session,
    name: string,
    notice: Parameters<RelayPorts['agents']['say']>[1],
  ): Promise<void> {
    const { ledger, agents, environment } = this.ports;
    const entry = await ledger.intend(session.id, 'to_telegram', name, environment.now());
    if (entry.state !== 'intent') return;
    let targetId: string | null = null;
    try {
      const sent = await agents.say(chatOf(session), notice, randomIdFor(session.id, name));
      if (sent.kind === 'sent') targetId = `${sent.messageId}`;
    } catch (error) {
      // An agent who can't be told must not hold up what comes after.
      if (!isFinal(error)) throw error;
    }
    await ledger.settle(entry.id, targetId, environment.now());
  }

  #logRefusal(session: Session, messageId: number, detail: string): void {
    this.ports.environment.log.warn({ sessionId: session.id, messageId, detail }, 'refused message');
  }
}

/** Whether trying again can't help. */
export function isFinal(error: unknown): boolean {
  return (
    error instanceof AccountDeadError ||
    error instanceof AccountLimitedError ||
    error instanceof AgentUnreachableError
  );
}
