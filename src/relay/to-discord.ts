import { chatOf, postKey, randomIdFor, type Session, type UndeliverableReason } from '../sessions/index.js';
import { Attempts } from './attempts.js';
import { FileGoneError } from './carried-file.js';
import type { Counterparts } from './counterparts.js';
import type { Delivery } from './delivery.js';
import { fingerprintOf, hasSameFiles } from './fingerprint.js';
import { Introductions } from './introductions.js';
import type { ChatMessage, Content, EventOrigin } from './message.js';
import type { RelayPorts } from './ports/index.js';
import type { ThreadParcel } from './ports/thread-posts.js';
import { Predecessors } from './predecessors.js';
import { quoteBefore, quoteOf } from './quoting.js';
import { isFinal, whyTooLarge } from './undeliverable.js';

/**
 * Carries what the agent writes, edits and deletes into the session's thread. Throws `UnreachableError` when the outcome is open: the same handed over again
 * finishes it.
 */
export class ToDiscord {
  readonly #attempts: Attempts;
  readonly #introductions: Introductions;
  readonly #predecessors: Predecessors;

  constructor(
    private readonly ports: RelayPorts,
    private readonly counterparts: Counterparts,
  ) {
    this.#attempts = new Attempts(ports.deliveries);
    this.#introductions = new Introductions(ports);
    this.#predecessors = new Predecessors(ports);
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
      return this.#reviseAll(session, message, known);
    if (known.some(({ state }) => state === 'deleted')) return;
    if (await this.#predecessors.carried(session, message.id)) return;
    const { threadId } = session;
    if (threadId === null) return;
    const { content, replyTo } = await this.#intend(session, message);
    const { parcels, refused } = this.ports.posts.plan(session.guildId, content);
    for (const file of refused) await this.#refuse(session, message.id, whyTooLarge(file), file.file.id);
    for (const [index, parcel] of parcels.entries()) {
      const answers = index === 0 ? replyTo : null;
      if (!(await this.#carryParcel(session, threadId, message, parcel, answers))) return;
    }
  }

  /** A message of the agent's as it stands now; of an album, one item of it. One that was never carried stays so. */
  async revise(session: Session, edited: ChatMessage): Promise<void> {
    const { agents, deliveries } = this.ports;
    const key = this.#key(session);
    const [row] = await deliveries.findSources(key, [String(edited.id)]);
    if (row === undefined || row.state !== 'sent') return;
    const sourceId = row.albumId ?? row.sourceId;
    const items = await deliveries.findItems({ ...key, sourceId });
    const rows = await deliveries.findParts({ ...key, sourceId });
    if (items.length === 0) return this.#reviseAll(session, edited, rows);
    const ids = [sourceId, ...items.map((item) => item.sourceId)].map(Number);
    const [album] = await agents.messages(chatOf(session), ids);
    if (album !== undefined) await this.#reviseAll(session, album, rows);
  }

  /** Messages that the agent deleted: what was carried of them goes too. */
  async delete(session: Session, messageIds: readonly number[]): Promise<void> {
    const { deliveries, agents } = this.ports;
    const key = this.#key(session);
    const rows = await deliveries.findSources(key, messageIds.map(String));
    const sources = new Set(rows.map((row) => row.albumId ?? row.sourceId));
    for (const sourceId of sources) {
      const parts = await deliveries.findParts({ ...key, sourceId });
      const items = await deliveries.findItems({ ...key, sourceId });
      const ids = [sourceId, ...items.map((item) => item.sourceId)].map(Number);
      const [left] = items.length === 0 ? [] : await agents.messages(chatOf(session), ids);
      if (left !== undefined) {
        await this.#reviseAll(session, left, parts);
        continue;
      }
      await this.#removeForgotten(session, parts);
      await this.#remove(session, [...parts, ...items]);
    }
  }

  /** The chat above an id was read anew: what was carried and is not among these ids was deleted. */
  async reviewStanding(session: Session, aboveId: number, ids: readonly number[]): Promise<void> {
    const { deliveries } = this.ports;
    const standing = await deliveries.findStanding(
      this.#key(session),
      String(aboveId + 1),
      String(2 ** 31 - 1),
    );
    const present = new Set(ids.map(String));
    const gone = standing.filter(({ sourceId }) => !present.has(sourceId));
    const sources = [...new Set(gone.map(({ sourceId }) => Number(sourceId)))];
    if (sources.length > 0) await this.delete(session, sources);
  }

  /** Not carried, because it may have been meant for somebody else; the agent is told, once. What was carried before stays carried. */
  async refuseLate(session: Session, message: ChatMessage): Promise<void> {
    const { deliveries, environment } = this.ports;
    const key = { ...this.#key(session), sourceId: String(message.id), part: 0 };
    const { delivery } = await deliveries.intend(key, 'message', environment.now());
    if (delivery.state !== 'intent' && delivery.state !== 'late') return;
    // Settled before it is told: after a crash in between, what was called late must not be carried after all.
    if (delivery.state === 'intent') await deliveries.settle(delivery.id, 'late', null, environment.now());
    await this.tellAgent(session, `late:${message.id}`, { kind: 'late', memberName: session.memberName });
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
    const { deliveries, environment } = this.ports;
    const key = { ...this.#key(session), sourceId: String(message.id), part: 0 };
    const { delivery } = await deliveries.intend(key, 'message', environment.now());
    await deliveries.settle(delivery.id, 'failed', null, environment.now());
  }

  /** Says something to the agent, once for a name. The account's id of what was said; null where nothing could be said. */
  async tellAgent(
    session: Session,
    name: string,
    notice: Parameters<RelayPorts['agents']['say']>[1],
  ): Promise<number | null> {
    const { ledger, agents, environment } = this.ports;
    const entry = await ledger.intend(session, 'to_telegram', name, environment.now());
    if (entry.state !== 'intent') return entry.targetId === null ? null : Number(entry.targetId);
    let targetId: number | null = null;
    try {
      const sent = await agents.say(chatOf(session), notice, randomIdFor(session.id, name));
      if (sent.kind === 'sent') targetId = sent.messageId;
    } catch (error) {
      // An agent who can't be told must not hold up what comes after.
      if (!isFinal(error)) throw error;
    }
    await ledger.settle(entry.id, targetId === null ? null : String(targetId), environment.now());
    return targetId;
  }

  async #intend(
    session: Session,
    { text, files, replyTo }: ChatMessage,
  ): Promise<{ content: Content; replyTo: string | null }> {
    if (replyTo === null) return { content: { text, files }, replyTo: null };
    const target = await this.counterparts.onDiscord(session, Number(replyTo.id));
    if (target !== null) return { content: { text, files }, replyTo: target };
    const quote = replyTo.quote ?? (await this.#quote(session, Number(replyTo.id)));
    return { content: { text: quote === null ? text : quoteBefore(quote, text), files }, replyTo: null };
  }

  /** How a message begins that no row knows, from the chat itself. */
  async #quote(session: Session, messageId: number) {
    const [message] = await this.ports.agents.messages(chatOf(session), [messageId]);
    return message === undefined ? null : quoteOf(null, message.text.text);
  }

  /** False when nothing more of the message can be posted. */
  async #carryParcel(
    session: Session,
    threadId: string,
    message: ChatMessage,
    parcel: ThreadParcel,
    replyTo: string | null,
  ): Promise<boolean> {
    const { deliveries, posts, environment } = this.ports;
    const { part } = parcel;
    const key = { ...this.#key(session), sourceId: String(message.id), part };
    const { delivery, isNew } = await deliveries.intend(key, 'message', environment.now());
    if (delivery.state === 'failed') await this.#refuse(session, message.id, { kind: 'gave_up' });
    if (delivery.state !== 'intent') return delivery.state === 'sent';
    if (!(await this.#attempts.mayTry(delivery, isNew)))
      return this.#fail(session, message, delivery, { kind: 'gave_up' });
    const standing = isNew ? null : await this.#findForgotten(session, threadId, delivery);
    if (standing !== null) {
      if (standing.content !== parcel.content) await posts.edit(threadId, standing.id, parcel, 'kept');
      await this.#settle(session, message, delivery, parcel, standing.id);
      return true;
    }
    const postedAs = postKey(
      session.id,
      `${session.accountId}:${message.id}:${part}`,
      isNew ? null : delivery.firstTriedAt,
    );
    try {
      const said = await posts.post(threadId, parcel, postedAs, replyTo);
      switch (said.kind) {
        case 'said':
        case 'said_and_deleted':
          // A repeat took effect earlier, maybe with other words (its nonce finds the old post): it is made to say what its source says now.
          if (!isNew && said.kind === 'said') await posts.edit(threadId, said.messageId, parcel, 'kept');
          await this.#settle(
            session,
            message,
            delivery,
            parcel,
            said.kind === 'said' ? said.messageId : null,
          );
          return true;
        case 'gone':
        case 'locked':
          await this.#fail(session, message, delivery, { kind: 'ended' });
          await this.ports.threadFound(threadId, said.kind === 'gone' ? 'thread_deleted' : 'thread_archived');
          return false;
        case 'refused':
          environment.log.warn(
            { sessionId: session.id, messageId: message.id, detail: said.detail },
            'refused message',
          );
          return this.#fail(session, message, delivery, { kind: 'discord_refuses' });
      }
    } catch (error) {
      if (!(error instanceof FileGoneError)) throw error;
      return this.#carryWithout(session, threadId, message, parcel, replyTo, error);
    }
  }

  /** A file that is gone from its source is refused, and the rest posted. */
  async #carryWithout(
    session: Session,
    threadId: string,
    message: ChatMessage,
    parcel: ThreadParcel,
    replyTo: string | null,
    { fileId }: FileGoneError,
  ): Promise<boolean> {
    const gone = parcel.files.find((file) => file.id === fileId);
    const files = parcel.files.filter((file) => file !== gone);
    const name = gone?.name ?? fileId;
    await this.#refuse(session, message.id, { kind: 'file_gone', name }, fileId);
    if (gone !== undefined && (files.length > 0 || parcel.content !== ''))
      return this.#carryParcel(session, threadId, message, { ...parcel, files }, replyTo);
    const [row] = (await this.#rows(session, message.id)).filter(({ part }) => part === parcel.part);
    if (row !== undefined)
      await this.ports.deliveries.settle(row.id, 'failed', null, this.ports.environment.now());
    return true;
  }

  async #settle(
    session: Session,
    message: ChatMessage,
    delivery: Delivery,
    parcel: ThreadParcel,
    targetId: string | null,
  ): Promise<void> {
    const { deliveries, environment } = this.ports;
    await deliveries.settle(delivery.id, 'sent', targetId, environment.now(), fingerprint(session, parcel));
    this.#attempts.forget(delivery);
    const others = message.ids.filter((id) => id !== message.id);
    if (delivery.part === 0 && others.length > 0)
      await deliveries.addItems({ ...delivery, state: 'sent', targetId }, others.map(String));
  }

  async #fail(
    session: Session,
    message: ChatMessage,
    delivery: Delivery,
    why: UndeliverableReason,
  ): Promise<false> {
    await this.ports.deliveries.settle(delivery.id, 'failed', null, this.ports.environment.now());
    this.#attempts.forget(delivery);
    await this.#refuse(session, message.id, why);
    return false;
  }

  /** Makes all that stands of a message say what it says now; a part that came with an edit is posted behind the others. */
  async #reviseAll(session: Session, message: ChatMessage, rows: readonly Delivery[]): Promise<void> {
    const { posts, deliveries } = this.ports;
    const { threadId } = session;
    if (threadId === null) return;
    const { content } = await this.#intend(session, message);
    const { parcels } = posts.plan(session.guildId, content);
    await this.#remove(
      session,
      rows.filter(({ part }) => parcels.every((parcel) => parcel.part !== part)),
    );
    for (const parcel of parcels) {
      const row = rows.find(({ part }) => part === parcel.part);
      const now = fingerprint(session, parcel);
      if (row === undefined) {
        // It stands under the id of its first item, whichever of them is left.
        const source = { ...message, id: Number(rows[0]?.sourceId ?? message.id) };
        await this.#carryParcel(session, threadId, source, parcel, null);
      } else if (row.state === 'sent' && row.targetId !== null && row.fingerprint !== now) {
        const files = hasSameFiles(row.fingerprint, now) ? 'kept' : 'replaced';
        const outcome = await posts.edit(threadId, row.targetId, parcel, files);
        if (outcome === 'gone') await deliveries.markDeleted([row.id]);
        else if (outcome === 'edited') await deliveries.revise(row.id, now);
        else await this.#refuse(session, message.id, { kind: 'discord_refuses' }, `edit:${now}`);
      }
    }
  }

  async #remove(session: Session, rows: readonly Delivery[]): Promise<void> {
    const { posts, deliveries } = this.ports;
    const standing = rows.filter(({ state }) => state === 'sent');
    for (const { kind, targetId } of standing)
      if (kind === 'message' && targetId !== null && session.threadId !== null)
        await posts.delete(session.threadId, targetId);
    if (standing.length > 0) await deliveries.markDeleted(standing.map(({ id }) => id));
  }

  /**
   * What an earlier process posted without having settled it, and whose source was deleted before this one could take it up: nobody hands the message over
   * again, so its post is looked for now.
   */
  async #removeForgotten(session: Session, parts: readonly Delivery[]): Promise<void> {
    const { deliveries, posts } = this.ports;
    for (const part of parts) {
      if (part.state !== 'intent' || session.threadId === null) continue;
      const post = await this.#findUnclaimed(session, session.threadId, part);
      if (post !== null) await posts.delete(session.threadId, post.id);
      await deliveries.settle(part.id, 'failed', null, this.ports.environment.now());
    }
  }

  /** Discord forgets nonces after minutes: an older attempt is looked for among the posts that no row claims. */
  async #findForgotten(
    session: Session,
    threadId: string,
    delivery: Delivery,
  ): Promise<{ id: string; content: string } | null> {
    const { environment } = this.ports;
    const ageMs = environment.now().getTime() - delivery.firstTriedAt.getTime();
    return ageMs < environment.timings.nonceMemoryMs
      ? null
      : this.#findUnclaimed(session, threadId, delivery);
  }

  async #findUnclaimed(
    session: Session,
    threadId: string,
    delivery: Delivery,
  ): Promise<{ id: string; content: string } | null> {
    const { deliveries, posts } = this.ports;
    const key = this.#key(session);
    // Notices may have been said since: only what is older than this delivery says where to begin.
    const last = (await deliveries.lastTarget(key, delivery)) ?? threadId;
    const own = await posts.ownPostsAfter(threadId, last);
    const claimed = await deliveries.claimed(
      key,
      own.map(({ id }) => id),
    );
    return own.find(({ id }) => !claimed.has(id)) ?? null;
  }

  #key({ id: sessionId, accountId }: Session) {
    return { sessionId, accountId, direction: 'to_discord' } as const;
  }

  #rows(session: Session, messageId: number): Promise<readonly Delivery[]> {
    return this.ports.deliveries.findParts({ ...this.#key(session), sourceId: String(messageId) });
  }

  /** `what` tells several refusals of one message apart. */
  async #refuse(session: Session, messageId: number, why: UndeliverableReason, what?: string): Promise<void> {
    const name = what === undefined ? `refused:${messageId}` : `refused:${messageId}:${what}`;
    await this.tellAgent(session, name, { kind: 'not_delivered', why });
  }
}

function fingerprint(session: Session, { content, files }: ThreadParcel): string {
  return fingerprintOf(session.id, { words: content, fileIds: files.map(({ id }) => id) });
}
