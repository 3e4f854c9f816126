import type { Session } from '../../sessions/index.js';
import { refuseToAgent, tellAgentOnce } from '../agent-notices.js';
import type { Attempts } from '../attempts.js';
import type { Counterparts } from '../counterparts.js';
import type { Delivery } from '../delivery.js';
import type { ChatMessage, EventOrigin } from '../message.js';
import { partAtPlace, takenAway } from '../parts-again.js';
import type { RelayPorts } from '../ports/index.js';
import { whyRefused } from '../undeliverable.js';
import { contentForThread } from './content-for-thread.js';
import { Introductions } from './introductions.js';
import { Posting } from './posting.js';
import { Predecessors } from './predecessors.js';
import { Revising } from './revising.js';

/**
 * Carries what the agent writes, edits and deletes into the session's thread. Throws `UnreachableError` when the outcome is open: the same handed over again
 * finishes it.
 */
export class ToDiscord {
  readonly #introductions: Introductions;
  readonly #predecessors: Predecessors;
  readonly #posting: Posting;
  readonly #revising: Revising;

  constructor(
    private readonly ports: RelayPorts,
    private readonly counterparts: Counterparts,
    attempts: Attempts,
  ) {
    this.#introductions = new Introductions(ports);
    this.#predecessors = new Predecessors(ports);
    this.#posting = new Posting(ports, attempts);
    this.#revising = new Revising(ports, counterparts, this.#posting);
  }

  /** A message of the agent's on an account that this session, which is active, holds. One that was carried already is made to say what it says now. */
  async carry(session: Session, message: ChatMessage, origin: EventOrigin): Promise<void> {
    const known = await this.#rows(session, message.id);
    const isKnownLate = known.some(({ state }) => state === 'late');
    if (
      isKnownLate ||
      (known.length === 0 && !(await this.#introductions.wasSeenBefore(session, message, origin)))
    ) {
      return this.refuseLate(session, message);
    }
    if (known.some(({ state }) => state === 'sent') && known.every(({ state }) => state !== 'intent'))
      return this.#revising.reviseParts(session, message, known);
    if (known.some(({ state, fingerprint }) => state === 'deleted' && fingerprint !== takenAway)) return;
    if (await this.#predecessors.carried(session, message.id)) return;
    const { threadId } = session;
    if (threadId === null) return;
    const { content, replyTo, isQuoting } = await contentForThread(
      this.ports,
      this.counterparts,
      session,
      message,
      known,
    );
    const { parcels, refused } = this.ports.posts.plan(session.guildId, content);
    for (const file of refused)
      await refuseToAgent(this.ports, session, message.id, whyRefused(file), file.file.id);
    for (const [index, parcel] of parcels.entries()) {
      const answers = index === 0 ? replyTo : null;
      const intended = { ...parcel, part: partAtPlace(known, parcel.part), isQuoting };
      if (!(await this.#posting.post(session, threadId, message, intended, answers))) return;
    }
    if (known.length === 0) return;
    // The earlier attempt may have had other words, or more parts.
    await this.#revising.reviseParts(session, message, await this.#rows(session, message.id));
  }

  /** A message of the agent's as it stands now; of an album, one item of it. One that was never carried stays so. */
  revise(session: Session, edited: ChatMessage): Promise<void> {
    return this.#revising.revise(session, edited);
  }

  /** Messages that the agent deleted: what was carried of them goes too. */
  delete(session: Session, messageIds: readonly number[]): Promise<void> {
    return this.#revising.delete(session, messageIds);
  }

  /** The chat above an id was read anew: what was carried and is not among these ids was deleted. */
  reviewStanding(session: Session, aboveId: number, ids: readonly number[]): Promise<void> {
    return this.#revising.reviewStanding(session, aboveId, ids);
  }

  /** Not carried, because it may have been meant for somebody else; the agent is told, once. What was carried before stays carried. */
  async refuseLate(session: Session, message: ChatMessage): Promise<void> {
    const { deliveries, environment } = this.ports;
    const { delivery } = await this.#intend(session, message);
    if (delivery.state !== 'intent' && delivery.state !== 'late') return;
    // Settled before it is told: after a crash in between, what was called late must not be carried after all.
    if (delivery.state === 'intent') await deliveries.settle(delivery.id, 'late', null, environment.now());
    const { memberName } = session;
    await tellAgentOnce(this.ports, session, `late:${message.id}`, { kind: 'late', memberName });
  }

  /** The agent has read up to a message; what they write from then on is meant for this customer. */
  noteRead(session: Session, upToId: number, origin: EventOrigin): Promise<void> {
    return this.#introductions.noteRead(session, upToId, origin);
  }

  /** Whether it was carried, refused or left out before. */
  async knows(session: Session, message: ChatMessage): Promise<boolean> {
    return (await this.#rows(session, message.id)).length > 0;
  }

  /** A message that is not carried although nothing is wrong with it. */
  async leaveOut(session: Session, message: ChatMessage): Promise<void> {
    const { delivery } = await this.#intend(session, message);
    await this.ports.deliveries.settle(delivery.id, 'failed', null, this.ports.environment.now());
  }

  /** A message that can't be carried for a reason nobody foresaw: the agent is told, and what comes next has its turn. */
  async giveUp(session: Session, message: ChatMessage): Promise<void> {
    const known = await this.#rows(session, message.id);
    if (known.length === 0) await this.leaveOut(session, message);
    await this.#posting.giveUp(known.filter(({ state }) => state === 'intent'));
    await refuseToAgent(this.ports, session, message.id, { kind: 'gave_up' });
  }

  /** An edit that can't be carried for a reason nobody foresaw: the agent is told, and what was carried stays as it is. */
  giveUpEdit(session: Session, { id }: ChatMessage): Promise<void> {
    return refuseToAgent(this.ports, session, id, { kind: 'gave_up' }, 'edit');
  }

  #intend({ id: sessionId, accountId }: Session, { id }: ChatMessage) {
    const key = { sessionId, accountId, direction: 'to_discord', sourceId: String(id), part: 0 } as const;
    return this.ports.deliveries.intend(key, 'message', this.ports.environment.now());
  }

  #rows({ id: sessionId, accountId }: Session, messageId: number): Promise<readonly Delivery[]> {
    const key = { sessionId, accountId, direction: 'to_discord', sourceId: String(messageId) } as const;
    return this.ports.deliveries.findParts(key);
  }
}
