import { type Session, UnreachableError } from '../../sessions/index.js';
import type { Attempts } from '../attempts.js';
import { attributeTo } from '../attribution.js';
import type { Counterparts } from '../counterparts.js';
import type { Delivery } from '../delivery.js';
import { beginsWithQuote } from '../fingerprint.js';
import type { Content, ThreadMessage } from '../message.js';
import type { RelayPorts } from '../ports/index.js';
import { quoteBefore, unknownQuote } from '../quoting.js';
import { refuseInThread, sayOnce } from '../thread-notices.js';
import { whyRefused } from '../undeliverable.js';
import { atItsPlaces } from './agent-parts.js';
import { Revising } from './revising.js';
import { type Answering, Sending } from './sending.js';

/** How a message is to stand on Telegram now. */
interface Intended extends Content, Answering {}

/**
 * Carries what is written, edited and deleted in a session's thread to the agent. Throws `UnreachableError` when the outcome is open: carrying the same again
 * finishes it. Whatever else keeps it from being delivered is said to its author.
 */
export class ToTelegram {
  readonly #sending: Sending;
  readonly #revising: Revising;

  constructor(
    private readonly ports: RelayPorts,
    private readonly counterparts: Counterparts,
    attempts: Attempts,
  ) {
    this.#sending = new Sending(ports, attempts);
    this.#revising = new Revising(ports, this.#sending);
  }

  /** A message as it was written; one that was carried already is left as it is. */
  async carry(session: Session, message: ThreadMessage): Promise<void> {
    if (message.authorKind !== 'person') return;
    if (!(await this.#isHeard(session, message))) {
      const { id: messageId, authorId: userId } = message;
      const notice = { kind: 'not_a_participant', messageId, userId } as const;
      return sayOnce(this.ports, session, `stranger:${userId}`, notice);
    }
    const known = await this.#rows(session, message.id);
    const { replyTo, isQuoting, ...content } = await this.#intend(session, message, known);
    const { parcels: planned, refused } = this.ports.agents.plan(content);
    for (const file of refused)
      await refuseInThread(this.ports, session, message.id, whyRefused(file), file.file.id);
    const parcels = planned.map((parcel) => atItsPlaces(session.id, parcel, known));
    for (const [index, parcel] of parcels.entries()) {
      const answering = { replyTo: index === 0 ? replyTo : null, isQuoting };
      const refusal = await this.#sending.send(session, message, parcel, answering);
      if (refusal !== null) return refuseInThread(this.ports, session, message.id, refusal);
    }
    if (!known.some(isOpen)) return;
    // The earlier attempt may have had other words, or more parts.
    const rows = await this.#rows(session, message.id);
    await this.#sending.takeBack(session, rows.filter(isOpen));
    await this.#revising.revise(session, message, { parcels, isQuoting }, rows);
  }

  /** A message as it stands now: what was carried of it is made to say the same. One that was never carried stays so. */
  async revise(session: Session, message: ThreadMessage): Promise<void> {
    if (message.authorKind !== 'person') return;
    const rows = await this.#rows(session, message.id);
    if (rows.length === 0 || !(await this.#isHeard(session, message))) return;
    if (rows.some(isOpen)) return this.carry(session, message);
    const { replyTo: _, isQuoting, ...content } = await this.#intend(session, message, rows);
    const { parcels } = this.ports.agents.plan(content);
    const placed = parcels.map((parcel) => atItsPlaces(session.id, parcel, rows));
    await this.#revising.revise(session, message, { parcels: placed, isQuoting }, rows);
  }

  /** Messages that were deleted in the thread: what was carried of them goes too. */
  async delete(session: Session, messageIds: readonly string[]): Promise<void> {
    const { id: sessionId, accountId } = session;
    const key = { sessionId, accountId, direction: 'to_telegram' } as const;
    const rows = await this.ports.deliveries.findSources(key, messageIds);
    await this.#revising.remove(
      session,
      rows.filter(({ state }) => state === 'sent'),
    );
    // Its sending was under way, the answer lost, and the next reading of the thread did not find it any more.
    await this.#sending.takeBack(session, rows.filter(isOpen));
  }

  /** A message that can't be carried for a reason nobody foresaw: its author is told, and the next one has its turn. */
  async giveUp(session: Session, message: ThreadMessage): Promise<void> {
    const rows = await this.#rows(session, message.id);
    await this.#sending.fail(rows.filter(isOpen), { kind: 'gave_up' });
    if (message.authorKind === 'person')
      await refuseInThread(this.ports, session, message.id, { kind: 'gave_up' });
  }

  /** An edit that can't be carried for a reason nobody foresaw: its author is told, and what comes next has its turn. */
  giveUpEdit(session: Session, message: ThreadMessage): Promise<void> {
    return this.#revising.giveUp(session, message);
  }

  /** Finishes what an earlier process, or the session's last account, left between intent and outcome. */
  async recover(session: Session): Promise<void> {
    const { deliveries, posts, environment } = this.ports;
    const intents = await deliveries.listIntents(session.id, 'to_telegram');
    const messages = intents.filter(({ kind }) => kind === 'message');
    for (const sourceId of new Set(messages.map((intent) => intent.sourceId))) {
      if (session.threadId === null) return;
      const rows = messages.filter((intent) => intent.sourceId === sourceId);
      const here = rows.filter(({ accountId }) => accountId === session.accountId);
      const source = await posts.message(session.threadId, sourceId);
      if (source !== null) await this.#carryOrGiveUp(session, source);
      else await this.#sending.takeBack(session, here);
      // Through another account nothing more of it can be sent. Settled last: should the session come back there first, it is finished there.
      const over = source === null ? rows : rows.filter((row) => !here.includes(row));
      for (const { id } of over) await deliveries.settle(id, 'failed', null, environment.now());
    }
  }

  /** What an earlier process left behind must not block what comes after it. */
  async #carryOrGiveUp(session: Session, message: ThreadMessage): Promise<void> {
    try {
      await this.carry(session, message);
    } catch (error) {
      if (error instanceof UnreachableError) throw error;
      await this.giveUp(session, message);
    }
  }

  async #isHeard(session: Session, { authorId }: ThreadMessage): Promise<boolean> {
    if (authorId === session.memberId) return true;
    return this.ports.participants.isStaff(session.guildId, authorId);
  }

  /**
   * Staff speak under their own name, and what answers a message that the agent can't be shown quotes it. No edit changes what a message answers: one that
   * quotes goes on quoting, and one that answers needs no quote.
   */
  async #intend(session: Session, message: ThreadMessage, known: readonly Delivery[]): Promise<Intended> {
    const { authorId, authorName, files, replyTo } = message;
    const text = authorId === session.memberId ? message.text : attributeTo(authorName, message.text);
    if (replyTo === null) return { text, files, replyTo: null, isQuoting: false };
    const hasQuoted = known.some(({ fingerprint }) => beginsWithQuote(fingerprint));
    const target = hasQuoted ? null : await this.counterparts.onTelegram(session, replyTo.id);
    const isAnswer = target !== null || (!hasQuoted && known.some(({ state }) => state === 'sent'));
    if (isAnswer || (replyTo.quote === null && !hasQuoted))
      return { text, files, replyTo: target, isQuoting: false };
    const quoted = quoteBefore(replyTo.quote ?? unknownQuote, text);
    return { text: quoted, files, replyTo: null, isQuoting: true };
  }

  #rows({ id: sessionId, accountId }: Session, sourceId: string): Promise<readonly Delivery[]> {
    return this.ports.deliveries.findParts({ sessionId, accountId, direction: 'to_telegram', sourceId });
  }
}

/** Whether its sending has no outcome yet. */
function isOpen({ state }: Delivery): boolean {
  return state === 'intent';
}
