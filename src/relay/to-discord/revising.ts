import { chatOf, type Session } from '../../sessions/index.js';
import { refuseToAgent } from '../agent-notices.js';
import { FileGoneError } from '../carried-file.js';
import type { Counterparts } from '../counterparts.js';
import type { Delivery } from '../delivery.js';
import { hasSameFiles } from '../fingerprint.js';
import type { ChatMessage } from '../message.js';
import { partAtPlace, takenAway } from '../parts-again.js';
import type { RelayPorts } from '../ports/index.js';
import { whyRefused } from '../undeliverable.js';
import { contentForThread } from './content-for-thread.js';
import { refuseGone } from './gone-files.js';
import { type IntendedParcel, type Posting, parcelFingerprint } from './posting.js';
import { removePosts } from './removing.js';

/** Makes what was carried of the agent's say what it says now, or takes it out of the thread. Throws `UnreachableError`; the same again finishes it. */
export class Revising {
  constructor(
    private readonly ports: RelayPorts,
    private readonly counterparts: Counterparts,
    private readonly posting: Posting,
  ) {}

  /** A message of the agent's as it stands now; of an album, one item of it. One that was never carried stays so. */
  async revise(session: Session, edited: ChatMessage): Promise<void> {
    const { agents, deliveries } = this.ports;
    const key = keyOf(session);
    const known = await deliveries.findSources(key, [String(edited.id)]);
    const isAllTakenAway = known.every(({ fingerprint }) => fingerprint === takenAway);
    const row = isAllTakenAway ? known[0] : known.find(({ state }) => state === 'sent');
    if (row === undefined) return;
    const sourceId = row.albumId ?? row.sourceId;
    const items = await deliveries.findItems({ ...key, sourceId });
    const rows = await deliveries.findParts({ ...key, sourceId });
    if (items.length === 0) return this.reviseParts(session, edited, rows);
    const ids = [sourceId, ...items.map((item) => item.sourceId)].map(Number);
    const [album] = await agents.messages(chatOf(session), ids);
    if (album !== undefined) await this.reviseParts(session, album, rows);
  }

  /** Messages that the agent deleted: what was carried of them goes too. */
  async delete(session: Session, messageIds: readonly number[]): Promise<void> {
    const { deliveries, agents } = this.ports;
    const key = keyOf(session);
    const rows = await deliveries.findSources(key, messageIds.map(String));
    const sources = new Set(rows.map((row) => row.albumId ?? row.sourceId));
    for (const sourceId of sources) {
      const parts = await deliveries.findParts({ ...key, sourceId });
      const items = await deliveries.findItems({ ...key, sourceId });
      const ids = [sourceId, ...items.map((item) => item.sourceId)].map(Number);
      const [left] = items.length === 0 ? [] : await agents.messages(chatOf(session), ids);
      if (left !== undefined) {
        await this.reviseParts(session, left, parts);
        continue;
      }
      await this.posting.removeUnclaimed(session, parts);
      await removePosts(this.ports, session, [...parts, ...items]);
    }
  }

  /** The chat above an id was read anew: what was carried and is not among these ids was deleted. */
  async reviewStanding(session: Session, aboveId: number, ids: readonly number[]): Promise<void> {
    const { deliveries } = this.ports;
    const standing = await deliveries.findStanding(keyOf(session), String(aboveId + 1), String(2 ** 31 - 1));
    const present = new Set(ids.map(String));
    const gone = standing.filter(({ sourceId }) => !present.has(sourceId));
    const sources = [...new Set(gone.map(({ sourceId }) => Number(sourceId)))];
    if (sources.length > 0) await this.delete(session, sources);
  }

  /** Makes all that stands of a message say what it says now; a part that came with an edit is posted behind the others, also where an earlier attempt was broken off. */
  async reviseParts(session: Session, message: ChatMessage, rows: readonly Delivery[]): Promise<void> {
    const { posts } = this.ports;
    const { threadId } = session;
    if (threadId === null) return;
    // It stands under the id of its first item, whichever of them is left.
    const source = { ...message, id: Number(rows[0]?.sourceId ?? message.id) };
    const { content, isQuoting } = await contentForThread(
      this.ports,
      this.counterparts,
      session,
      message,
      rows,
    );
    const { parcels: planned, refused } = posts.plan(session.guildId, content);
    for (const file of refused)
      await refuseToAgent(this.ports, session, source.id, whyRefused(file), file.file.id);
    const parcels = planned.map((parcel) => ({
      ...parcel,
      part: partAtPlace(rows, parcel.part),
      isQuoting,
    }));
    const over = rows.filter(
      ({ part, state }) => state === 'sent' && parcels.every((parcel) => parcel.part !== part),
    );
    await this.#takeAway(session, over);
    const open = rows.filter(({ state }) => state === 'intent');
    await this.posting.removeUnclaimed(
      session,
      open.filter(({ part }) => parcels.every((parcel) => parcel.part !== part)),
    );
    for (const parcel of parcels) {
      const row = rows.find(({ part }) => part === parcel.part);
      if (row === undefined || row.state === 'intent')
        await this.posting.post(session, threadId, source, parcel, null);
      else if (row.state === 'sent') await this.#edit(session, threadId, source, parcel, row);
    }
  }

  /** Makes a post that stands say what it says now; without a file that is gone from its source, which is refused. */
  async #edit(
    session: Session,
    threadId: string,
    message: ChatMessage,
    parcel: IntendedParcel,
    row: Delivery,
  ): Promise<void> {
    const { posts, deliveries } = this.ports;
    const now = parcelFingerprint(session, parcel);
    if (row.targetId === null || row.fingerprint === now) return;
    const files = hasSameFiles(row.fingerprint, now) ? 'kept' : 'replaced';
    try {
      const outcome = await posts.edit(threadId, row.targetId, parcel, files);
      if (outcome === 'gone') return await deliveries.markDeleted([row.id]);
      if (outcome === 'edited') return await deliveries.revise(row.id, now);
      const why = { kind: outcome === 'filtered' ? 'automod_refuses' : 'discord_refuses' } as const;
      await refuseToAgent(this.ports, session, message.id, why, `edit:${now}`);
    } catch (error) {
      if (!(error instanceof FileGoneError)) throw error;
      const left = await refuseGone(this.ports, session, message, parcel, error);
      if (left === null) await this.#takeAway(session, [row]);
      else await this.#edit(session, threadId, message, left, row);
    }
  }

  /** Takes out what an edit took away: a later one may bring it back. */
  async #takeAway(session: Session, rows: readonly Delivery[]): Promise<void> {
    for (const { id } of rows) await this.ports.deliveries.revise(id, takenAway);
    await removePosts(this.ports, session, rows);
  }
}

function keyOf({ id: sessionId, accountId }: Session) {
  return { sessionId, accountId, direction: 'to_discord' } as const;
}
