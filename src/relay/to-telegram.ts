import {
  AccountDeadError,
  chatOf,
  randomIdFor,
  type Session,
  type UndeliverableReason,
  UnreachableError,
} from '../sessions/index.js';
import { partsOf, type TelegramPart, telegramParts } from './agent-parts.js';
import { Attempts } from './attempts.js';
import { attributeTo } from './attribution.js';
import { FileGoneError } from './carried-file.js';
import type { Counterparts } from './counterparts.js';
import type { Delivery } from './delivery.js';
import type { Content, ThreadMessage } from './message.js';
import type { AgentParcel } from './ports/agent-messages.js';
import type { RelayPorts } from './ports/index.js';
import { quoteBefore } from './quoting.js';
import { sayOnce } from './thread-notices.js';
import { UnclaimedMessages } from './unclaimed-messages.js';
import { isFinal, whyAgentRefuses, whyTooLarge } from './undeliverable.js';

/** How a message is to stand on Telegram now. */
interface Intended extends Content {
  /** The account's id of the message that it answers. */
  readonly replyTo: number | null;
}

/**
 * Carries what is written, edited and deleted in a session's thread to the agent. Throws `UnreachableError` when the outcome is open: carrying the same again
 * finishes it. Whatever else keeps it from being delivered is said to its author.
 */
export class ToTelegram {
  readonly #attempts: Attempts;
  readonly #unclaimed: UnclaimedMessages;

  constructor(
    private readonly ports: RelayPorts,
    private readonly counterparts: Counterparts,
  ) {
    this.#attempts = new Attempts(ports.deliveries);
    this.#unclaimed = new UnclaimedMessages(ports);
  }

  /** A message as it was written; one that was carried already is left as it is. */
  async carry(session: Session, message: ThreadMessage): Promise<void> {
    if (message.authorKind !== 'person') return;
    if (!(await this.#isHeard(session, message))) {
      const { id: messageId, authorId: userId } = message;
      return sayOnce(this.ports, session, `stranger:${userId}`, {
        kind: 'not_a_participant',
        messageId,
        userId,
      });
    }
    const { replyTo, ...content } = await this.#intend(session, message);
    const { parcels, refused } = this.ports.agents.plan(content);
    for (const file of refused) await this.#refuse(session, message.id, whyTooLarge(file), file.file.id);
    for (const [index, parcel] of parcels.entries()) {
      const answers = index === 0 ? replyTo : null;
      const refusal = await this.#carryParcel(session, message, parcel, answers);
      if (refusal !== null) return this.#refuse(session, message.id, refusal);
    }
  }

  /** A message as it stands now: what was carried of it is made to say the same. One that was never carried stays so. */
  async revise(session: Session, message: ThreadMessage): Promise<void> {
    if (message.authorKind !== 'person') return;
    const rows = await this.#rows(session, message.id);
    if (rows.length === 0 || !(await this.#isHeard(session, message))) return;
    if (rows.some(({ state }) => state === 'intent')) return this.carry(session, message);
    const { replyTo: _, ...content } = await this.#intend(session, message);
    const { parcels } = this.ports.agents.plan(content);
    const wanted = telegramParts(session.id, parcels);
    await this.#remove(
      session,
      rows.filter(({ part, state }) => state === 'sent' && !wanted.has(part)),
    );
    for (const parcel of parcels) await this.#reviseParcel(session, message, parcel, rows, wanted);
  }

  /** Messages that were deleted in the thread: what was carried of them goes too. */
  async delete(session: Session, messageIds: readonly string[]): Promise<void> {
    const { id: sessionId, accountId } = session;
    const key = { sessionId, accountId, direction: 'to_telegram' } as const;
    const rows = await this.ports.deliveries.findSources(key, messageIds);
    await this.#remove(
      session,
      rows.filter(({ state }) => state === 'sent'),
    );
  }

  /** A message that can't be carried for a reason nobody foresaw: its author is told, and the next one has its turn. */
  async giveUp(session: Session, message: ThreadMessage): Promise<void> {
    for (const row of await this.#rows(session, message.id))
      if (row.state === 'intent') await this.#fail([row], { kind: 'gave_up' });
    if (message.authorKind === 'person') await this.#refuse(session, message.id, { kind: 'gave_up' });
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
      else if (here.length > 0) await this.#removeUnclaimed(session);
      // Through another account nothing more of it can be sent. Settled last: should the session come back there first, it is finished there.
      const over = source === null ? rows : rows.filter((row) => !here.includes(row));
      for (const { id } of over) await deliveries.settle(id, 'failed', null, environment.now());
    }
  }

  /** Deleted at its source before it was known to be sent: what of it stands on the other side goes too. */
  async #removeUnclaimed(session: Session): Promise<void> {
    const sent = await this.#unclaimed.of(session);
    const ids = sent.map(({ id }) => id);
    if (ids.length > 0) await this.ports.agents.delete(chatOf(session), ids);
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

  /** Staff speak under their own name, and what answers a message that the agent can't be shown quotes it. */
  async #intend(session: Session, message: ThreadMessage): Promise<Intended> {
    const { authorId, authorName, files, replyTo } = message;
    const text = authorId === session.memberId ? message.text : attributeTo(authorName, message.text);
    if (replyTo === null) return { text, files, replyTo: null };
    const target = await this.counterparts.onTelegram(session, replyTo.id);
    if (target !== null || replyTo.quote === null) return { text, files, replyTo: target };
    return { text: quoteBefore(replyTo.quote, text), files, replyTo: null };
  }

  /** The reason when it can't be delivered, which its author is to be told. */
  async #carryParcel(
    session: Session,
    message: ThreadMessage,
    parcel: AgentParcel,
    replyTo: number | null,
  ): Promise<UndeliverableReason | null> {
    const { deliveries, environment } = this.ports;
    const { id: sessionId, accountId } = session;
    const open: { delivery: Delivery; isNew: boolean }[] = [];
    for (const { part } of partsOf(parcel)) {
      const key = { sessionId, accountId, direction: 'to_telegram', sourceId: message.id, part } as const;
      const entry = await deliveries.intend(key, 'message', environment.now());
      if (entry.delivery.state === 'failed') return { kind: 'gave_up' };
      if (entry.delivery.state === 'intent') open.push(entry);
    }
    const [first] = open;
    if (first === undefined) return null;
    const rows = open.map(({ delivery }) => delivery);
    if (!(await this.#attempts.mayTry(first.delivery, first.isNew)))
      return this.#fail(rows, { kind: 'gave_up' });
    try {
      const isRepeat = open.some(({ isNew }) => !isNew);
      await this.#sendParcel(session, message, parcel, { rows, isRepeat, replyTo });
      this.#attempts.forget(first.delivery);
      return null;
    } catch (error) {
      if (error instanceof FileGoneError) return this.#carryWithout(session, message, parcel, replyTo, error);
      if (error instanceof AccountDeadError) {
        this.ports.accountDied(accountId);
        throw new UnreachableError('telegram', error.message, 'none', null, { cause: error });
      }
      const reason = whyAgentRefuses(error);
      if (reason === null) throw error;
      return this.#fail(rows, reason);
    }
  }

  async #sendParcel(
    session: Session,
    message: ThreadMessage,
    parcel: AgentParcel,
    { rows, isRepeat, replyTo }: { rows: readonly Delivery[]; isRepeat: boolean; replyTo: number | null },
  ): Promise<void> {
    const { agents, deliveries, environment } = this.ports;
    const chat = chatOf(session);
    const randomIdOf = (part: number): bigint => randomIdFor(session.id, `${message.id}:${part}`);
    let sent = await agents.send(chat, parcel, { randomIdOf, replyTo });
    if (sent.kind === 'reply_gone') sent = await agents.send(chat, parcel, { randomIdOf, replyTo: null });
    const ids =
      sent.kind === 'sent'
        ? sent.ids
        : await this.#unclaimed.byPart(
            session,
            rows.map(({ part }) => part),
          );
    const wanted = telegramParts(session.id, [parcel]);
    for (const { id, part } of rows) {
      const now = wanted.get(part);
      const targetId = ids.get(part) ?? null;
      // A repeat took effect earlier, maybe with other words: it is made to say what its source says now.
      if (isRepeat && targetId !== null && now !== undefined) await agents.edit(chat, targetId, now.text);
      const target = targetId === null ? null : String(targetId);
      await deliveries.settle(id, 'sent', target, environment.now(), now?.fingerprint);
    }
  }

  /** A file that is gone from its source is refused, and the rest of its parcel sent. */
  async #carryWithout(
    session: Session,
    message: ThreadMessage,
    parcel: AgentParcel,
    replyTo: number | null,
    { fileId }: FileGoneError,
  ): Promise<UndeliverableReason | null> {
    const gone = parcel.kind === 'files' ? parcel.files.find(({ file }) => file.id === fileId) : undefined;
    if (parcel.kind !== 'files' || gone === undefined) return { kind: 'gave_up' };
    const rows = await this.#rows(session, message.id);
    const why = { kind: 'file_gone', name: gone.file.name } as const;
    await this.#fail(
      rows.filter(({ part }) => part === gone.part),
      why,
    );
    await this.#refuse(session, message.id, why, fileId);
    const [next, ...others] = parcel.files.filter((each) => each !== gone);
    if (next === undefined) {
      if (gone.caption.text === '') return null;
      // The words stood below the file: they go alone, in its place.
      const alone = { kind: 'text', part: 99, text: gone.caption } as const;
      return this.#carryParcel(session, message, alone, replyTo);
    }
    const caption = next.caption.text === '' ? gone.caption : next.caption;
    const rest = { kind: 'files', files: [{ ...next, caption }, ...others] } as const;
    return this.#carryParcel(session, message, rest, replyTo);
  }

  async #reviseParcel(
    session: Session,
    message: ThreadMessage,
    parcel: AgentParcel,
    rows: readonly Delivery[],
    wanted: ReadonlyMap<number, TelegramPart>,
  ): Promise<void> {
    const { agents, deliveries } = this.ports;
    for (const { part } of partsOf(parcel)) {
      const now = wanted.get(part);
      const row = rows.find((each) => each.part === part);
      if (now === undefined) continue;
      if (row === undefined) {
        const refusal = await this.#carryParcel(session, message, parcel, null);
        if (refusal !== null) await this.#refuse(session, message.id, refusal);
        return;
      }
      if (row.state !== 'sent' || row.targetId === null || row.fingerprint === now.fingerprint) continue;
      try {
        const outcome = await agents.edit(chatOf(session), Number(row.targetId), now.text);
        if (outcome === 'gone') await deliveries.markDeleted([row.id]);
        else await deliveries.revise(row.id, now.fingerprint);
      } catch (error) {
        if (error instanceof AccountDeadError) return this.ports.accountDied(session.accountId);
        if (!isFinal(error)) throw error;
        return this.#refuse(session, message.id, { kind: 'agent_refuses' }, 'edit');
      }
    }
  }

  async #remove(session: Session, rows: readonly Delivery[]): Promise<void> {
    const targets = rows.flatMap(({ targetId }) => (targetId === null ? [] : [Number(targetId)]));
    try {
      if (targets.length > 0) await this.ports.agents.delete(chatOf(session), targets);
    } catch (error) {
      if (error instanceof AccountDeadError) this.ports.accountDied(session.accountId);
      if (!isFinal(error)) throw error;
    }
    if (rows.length > 0) await this.ports.deliveries.markDeleted(rows.map(({ id }) => id));
  }

  #rows({ id: sessionId, accountId }: Session, sourceId: string): Promise<readonly Delivery[]> {
    return this.ports.deliveries.findParts({ sessionId, accountId, direction: 'to_telegram', sourceId });
  }

  async #fail(rows: readonly Delivery[], reason: UndeliverableReason): Promise<UndeliverableReason> {
    for (const row of rows) {
      await this.ports.deliveries.settle(row.id, 'failed', null, this.ports.environment.now());
      this.#attempts.forget(row);
    }
    return reason;
  }

  /** `what` tells several refusals of one message apart. */
  async #refuse(session: Session, messageId: string, why: UndeliverableReason, what?: string): Promise<void> {
    this.ports.environment.log.warn({ sessionId: session.id, messageId, why: why.kind }, 'refused message');
    const name = what === undefined ? `refused:${messageId}` : `refused:${messageId}:${what}`;
    await sayOnce(this.ports, session, name, { kind: 'not_delivered', messageId, why });
  }
}
