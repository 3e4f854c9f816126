import { AccountDeadError, chatOf, type Session } from '../../sessions/index.js';
import type { Delivery } from '../delivery.js';
import type { ThreadMessage } from '../message.js';
import { takenAway } from '../parts-again.js';
import type { AgentParcel } from '../ports/agent-messages.js';
import type { RelayPorts } from '../ports/index.js';
import { refuseInThread } from '../thread-notices.js';
import { isFinal } from '../undeliverable.js';
import { partsOf, type TelegramPart, telegramParts } from './agent-parts.js';
import type { Sending } from './sending.js';

/** In place of the fingerprint of a part that Telegram lets nobody change any more. */
const unchangeable = 'unchangeable';

/** Makes what was carried to the agent say what its source says now, or takes it back. Throws `UnreachableError`; the same again finishes it. */
export class Revising {
  constructor(
    private readonly ports: RelayPorts,
    private readonly sending: Sending,
  ) {}

  /**
   * All parts of a message, as they are to stand now; a part that came with an edit is sent behind the others. What is too old to be changed stands as it is from then on,
   * and its author is told.
   */
  async revise(
    session: Session,
    message: ThreadMessage,
    { parcels, isQuoting }: { readonly parcels: readonly AgentParcel[]; readonly isQuoting: boolean },
    rows: readonly Delivery[],
  ): Promise<void> {
    if (rows.some(({ fingerprint }) => fingerprint === unchangeable))
      return this.#leave(session, message, []);
    const wanted = telegramParts(session.id, parcels, isQuoting);
    for (const parcel of parcels) {
      const outcome = await this.#reviseParcel(session, message, parcel, { rows, wanted, isQuoting });
      if (outcome === 'too_late') return this.#leave(session, message, rows);
    }
    const over = rows.filter(({ part, state }) => state === 'sent' && !wanted.has(part));
    for (const { id } of over) await this.ports.deliveries.revise(id, takenAway);
    await this.remove(session, over);
  }

  /** A change that nobody foresaw can't be made: its author is told. */
  async giveUp(session: Session, { id }: ThreadMessage): Promise<void> {
    await refuseInThread(this.ports, session, id, { kind: 'gave_up' }, 'edit');
  }

  /** Takes messages back from the agent's chat, and notes that they are gone. */
  async remove(session: Session, rows: readonly Delivery[]): Promise<void> {
    const targets = rows.flatMap(({ targetId }) => (targetId === null ? [] : [Number(targetId)]));
    try {
      if (targets.length > 0) await this.ports.agents.delete(chatOf(session), targets);
    } catch (error) {
      if (error instanceof AccountDeadError) this.ports.accountDied(session.accountId);
      if (!isFinal(error)) throw error;
    }
    if (rows.length > 0) await this.ports.deliveries.markDeleted(rows.map(({ id }) => id));
  }

  /** A message that can't be changed any more stays whole, as the agent knows it. */
  async #leave(session: Session, message: ThreadMessage, rows: readonly Delivery[]): Promise<void> {
    await refuseInThread(this.ports, session, message.id, { kind: 'edit_too_late' }, 'late edit');
    for (const { id, state } of rows)
      if (state === 'sent') await this.ports.deliveries.revise(id, unchangeable);
  }

  async #reviseParcel(
    session: Session,
    message: ThreadMessage,
    parcel: AgentParcel,
    {
      rows,
      wanted,
      isQuoting,
    }: { rows: readonly Delivery[]; wanted: ReadonlyMap<number, TelegramPart>; isQuoting: boolean },
  ): Promise<'done' | 'too_late'> {
    const { agents, deliveries } = this.ports;
    for (const { part } of partsOf(parcel)) {
      const now = wanted.get(part);
      const row = rows.find((each) => each.part === part);
      if (now === undefined) continue;
      if (row === undefined) {
        const refusal = await this.sending.send(session, message, parcel, { replyTo: null, isQuoting });
        if (refusal !== null) await refuseInThread(this.ports, session, message.id, refusal);
        return 'done';
      }
      if (row.state !== 'sent' || row.targetId === null || row.fingerprint === now.fingerprint) continue;
      try {
        const outcome = await agents.edit(chatOf(session), Number(row.targetId), now.text);
        if (outcome === 'too_late') return 'too_late';
        if (outcome === 'gone') await deliveries.markDeleted([row.id]);
        else await deliveries.revise(row.id, now.fingerprint);
      } catch (error) {
        if (!isFinal(error)) throw error;
        if (error instanceof AccountDeadError) this.ports.accountDied(session.accountId);
        else await refuseInThread(this.ports, session, message.id, { kind: 'agent_refuses' }, 'edit');
        return 'done';
      }
    }
    return 'done';
  }
}
