import {
  AccountDeadError,
  type AgentChat,
  chatOf,
  randomIdFor,
  type Session,
  type UndeliverableReason,
  UnreachableError,
} from '../../sessions/index.js';
import type { Attempts } from '../attempts.js';
import { FileGoneError } from '../carried-file.js';
import type { Delivery } from '../delivery.js';
import type { ThreadMessage } from '../message.js';
import { nextPart, takenAway } from '../parts-again.js';
import type { AgentParcel, SendingKeys, SentParcel } from '../ports/agent-messages.js';
import type { RelayPorts } from '../ports/index.js';
import { refuseInThread } from '../thread-notices.js';
import { whyAgentRefuses } from '../undeliverable.js';
import { partsOf, type TelegramPart, telegramParts } from './agent-parts.js';
import { UnclaimedMessages } from './unclaimed-messages.js';

/** Which message of the chat a message answers, by the account's id, or whether its words begin with a quote of it. */
export interface Answering {
  readonly replyTo: number | null;
  readonly isQuoting: boolean;
}

/** Sends a message's parcels to the agent, each once: intent, call, outcome. */
export class Sending {
  readonly #unclaimed: UnclaimedMessages;

  constructor(
    private readonly ports: RelayPorts,
    private readonly attempts: Attempts,
  ) {
    this.#unclaimed = new UnclaimedMessages(ports);
  }

  /** The reason when it can't be delivered, which its author is to be told. Throws `UnreachableError`; the same again finishes it. */
  async send(
    session: Session,
    message: ThreadMessage,
    parcel: AgentParcel,
    answering: Answering,
  ): Promise<UndeliverableReason | null> {
    const { deliveries, environment } = this.ports;
    const { id: sessionId, accountId } = session;
    const wanted = telegramParts(session.id, [parcel], answering.isQuoting);
    const open: { delivery: Delivery; isNew: boolean }[] = [];
    for (const { part } of partsOf(parcel)) {
      const key = { sessionId, accountId, direction: 'to_telegram', sourceId: message.id, part } as const;
      const fingerprint = wanted.get(part)?.fingerprint;
      const entry = await deliveries.intend(key, 'message', environment.now(), fingerprint);
      if (entry.delivery.state === 'failed') return { kind: 'gave_up' };
      if (entry.delivery.state === 'intent') open.push(entry);
    }
    const [first] = open;
    if (first === undefined) return null;
    const rows = open.map(({ delivery }) => delivery);
    if (!(await this.attempts.mayTry(first.delivery, first.isNew)))
      return this.fail(rows, { kind: 'gave_up' });
    try {
      const isRepeat = open.some(({ isNew }) => !isNew);
      await this.#sendParcel(session, message, parcel, {
        rows,
        isRepeat,
        wanted,
        replyTo: answering.replyTo,
      });
      this.attempts.settled(first.delivery);
      return null;
    } catch (error) {
      if (error instanceof FileGoneError)
        return this.#sendWithout(session, message, parcel, answering, error);
      if (error instanceof AccountDeadError) {
        this.ports.accountDied(accountId);
        throw new UnreachableError('telegram', error.message, 'none', null, { cause: error });
      }
      const reason = whyAgentRefuses(error);
      if (reason === null) throw error;
      return this.fail(rows, reason);
    }
  }

  /** Sets parts aside that will never be sent. */
  async fail(rows: readonly Delivery[], reason: UndeliverableReason): Promise<UndeliverableReason> {
    for (const row of rows) {
      await this.ports.deliveries.settle(row.id, 'failed', null, this.ports.environment.now());
      this.attempts.settled(row);
    }
    return reason;
  }

  /** No longer wanted before they were known to be sent: what of these parts stands on the other side goes too. */
  async takeBack(session: Session, rows: readonly Delivery[]): Promise<void> {
    const { agents, deliveries, environment } = this.ports;
    if (rows.length === 0) return;
    const sent = await this.#unclaimed.of(session, rows[0]);
    const ids = sent.map(({ id }) => id);
    if (ids.length > 0) await agents.delete(chatOf(session), ids);
    for (const row of rows) {
      await deliveries.settle(row.id, 'deleted', null, environment.now(), takenAway);
      this.attempts.settled(row);
    }
  }

  async #sendParcel(
    session: Session,
    message: ThreadMessage,
    parcel: AgentParcel,
    {
      rows,
      isRepeat,
      wanted,
      replyTo,
    }: {
      rows: readonly Delivery[];
      isRepeat: boolean;
      wanted: ReadonlyMap<number, TelegramPart>;
      replyTo: number | null;
    },
  ): Promise<void> {
    const { agents, deliveries, environment } = this.ports;
    const chat = chatOf(session);
    const randomIdOf = (part: number): bigint => randomIdFor(session.id, `${message.id}:${part}`);
    const sent = await this.#call(chat, parcel, { randomIdOf, replyTo }, rows);
    const ids =
      sent.kind === 'sent'
        ? sent.ids
        : await this.#unclaimed.byPart(
            session,
            rows.map(({ part }) => part),
          );
    // Not to be seen: an earlier call may still be under way, and come to nothing yet. A repeat tells.
    if (ids.size === 0 && rows.some((row) => this.attempts.mayBeUnderWay(row)))
      throw new UnreachableError('telegram', 'Telegram may be busy with an earlier call', 'unknown');
    for (const { id, part } of rows) {
      const now = wanted.get(part);
      const targetId = ids.get(part) ?? null;
      // A repeat took effect earlier, maybe with other words: it is made to say what its source says now.
      if (isRepeat && targetId !== null && now !== undefined) await agents.edit(chat, targetId, now.text);
      const target = targetId === null ? null : String(targetId);
      await deliveries.settle(id, 'sent', target, environment.now(), now?.fingerprint);
    }
  }

  /** One call, or two when the message that it was to answer is gone; notes when it is not known what became of it. */
  async #call(
    chat: AgentChat,
    parcel: AgentParcel,
    keys: SendingKeys,
    rows: readonly Delivery[],
  ): Promise<SentParcel> {
    const { agents } = this.ports;
    try {
      const sent = await agents.send(chat, parcel, keys);
      return sent.kind === 'reply_gone' ? await agents.send(chat, parcel, { ...keys, replyTo: null }) : sent;
    } catch (error) {
      const [first] = rows;
      const isOpen = error instanceof UnreachableError && error.effect === 'unknown';
      if (isOpen && first !== undefined) this.attempts.lost(first);
      throw error;
    }
  }

  /** A file that is gone from its source is refused, and the rest of its parcel sent. */
  async #sendWithout(
    session: Session,
    message: ThreadMessage,
    parcel: AgentParcel,
    answering: Answering,
    { fileId }: FileGoneError,
  ): Promise<UndeliverableReason | null> {
    const gone = parcel.kind === 'files' ? parcel.files.find(({ file }) => file.id === fileId) : undefined;
    if (parcel.kind !== 'files' || gone === undefined) return { kind: 'gave_up' };
    const { id: sessionId, accountId } = session;
    const rows = await this.ports.deliveries.findParts({
      sessionId,
      accountId,
      direction: 'to_telegram',
      sourceId: message.id,
    });
    const why = { kind: 'file_gone', name: gone.file.name } as const;
    await this.takeBack(
      session,
      rows.filter(({ part }) => part === gone.part),
    );
    await refuseInThread(this.ports, session, message.id, why, fileId);
    const [next, ...others] = parcel.files.filter((each) => each !== gone);
    if (next === undefined) {
      if (gone.caption.text === '') return null;
      // The words stood below the file: they go alone, in its place.
      const alone = { kind: 'text', part: nextPart(gone.part), text: gone.caption } as const;
      return this.send(session, message, alone, answering);
    }
    const caption = next.caption.text === '' ? gone.caption : next.caption;
    const rest = { kind: 'files', files: [{ ...next, caption }, ...others] } as const;
    return this.send(session, message, rest, answering);
  }
}
