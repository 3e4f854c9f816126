import { postKey, type Session, type UndeliverableReason } from '../../sessions/index.js';
import { refuseToAgent } from '../agent-notices.js';
import type { Attempts } from '../attempts.js';
import { FileGoneError } from '../carried-file.js';
import type { Delivery } from '../delivery.js';
import { fingerprintOf } from '../fingerprint.js';
import type { ChatMessage } from '../message.js';
import type { RelayPorts } from '../ports/index.js';
import type { ThreadParcel } from '../ports/thread-posts.js';
import { refuseGone } from './gone-files.js';
import { UnclaimedPosts } from './unclaimed-posts.js';

/** What one request posts, and whether its message begins with a quote of what it answers. */
export interface IntendedParcel extends ThreadParcel {
  readonly isQuoting: boolean;
}

/** Posts a message's parcels in its session's thread, each once: intent, request, outcome. */
export class Posting {
  readonly #unclaimed: UnclaimedPosts;

  constructor(
    private readonly ports: RelayPorts,
    private readonly attempts: Attempts,
  ) {
    this.#unclaimed = new UnclaimedPosts(ports);
  }

  /** False when nothing more of the message can be posted. Throws `UnreachableError`; the same again finishes it. */
  async post(
    session: Session,
    threadId: string,
    message: ChatMessage,
    parcel: IntendedParcel,
    replyTo: string | null,
  ): Promise<boolean> {
    const { deliveries, posts, environment } = this.ports;
    const { part } = parcel;
    const { id: sessionId, accountId } = session;
    const sourceId = String(message.id);
    const key = { sessionId, accountId, direction: 'to_discord', sourceId, part } as const;
    const intended = parcelFingerprint(session, parcel);
    const { delivery, isNew } = await deliveries.intend(key, 'message', environment.now(), intended);
    if (delivery.state === 'failed')
      await refuseToAgent(this.ports, session, message.id, { kind: 'gave_up' });
    if (delivery.state !== 'intent') return delivery.state === 'sent';
    if (!(await this.attempts.mayTry(delivery, isNew)))
      return this.#fail(session, message, delivery, { kind: 'gave_up' });
    const standing = isNew ? null : await this.#unclaimed.ofOldAttempt(threadId, delivery);
    if (standing !== null) {
      if (standing.content !== parcel.content) await posts.edit(threadId, standing.id, parcel, 'kept');
      await this.#settle(session, message, delivery, parcel, standing.id);
      return true;
    }
    const postedAs = postKey(
      sessionId,
      `${accountId}:${message.id}:${part}`,
      isNew ? null : delivery.firstTriedAt,
    );
    try {
      const said = await posts.post(threadId, parcel, postedAs, replyTo);
      switch (said.kind) {
        case 'said':
          // A repeat took effect earlier, maybe with other words (its nonce finds the old post): it is made to say what its source says now.
          if (!isNew) await posts.edit(threadId, said.messageId, parcel, 'kept');
          await this.#settle(session, message, delivery, parcel, said.messageId);
          return true;
        case 'said_and_deleted':
          await this.#settle(session, message, delivery, parcel, null);
          return true;
        case 'gone':
        case 'locked':
          await this.#fail(session, message, delivery, { kind: 'ended' });
          await this.ports.threadFound(threadId, said.kind === 'gone' ? 'thread_deleted' : 'thread_archived');
          return false;
        case 'refused':
          environment.log.warn({ sessionId, messageId: message.id, detail: said.detail }, 'refused message');
          return this.#fail(session, message, delivery, {
            kind: said.isFiltered ? 'automod_refuses' : 'discord_refuses',
          });
      }
    } catch (error) {
      if (!(error instanceof FileGoneError)) throw error;
      const left = await refuseGone(this.ports, session, message, parcel, error);
      if (left !== null) return this.post(session, threadId, message, left, replyTo);
      await deliveries.settle(delivery.id, 'failed', null, environment.now());
      return true;
    }
  }

  /** What an earlier process left between intent and outcome, and nobody wants any more. */
  removeUnclaimed(session: Session, parts: readonly Delivery[]): Promise<void> {
    return this.#unclaimed.remove(session, parts);
  }

  /** Sets parts aside that will never be posted. */
  async giveUp(parts: readonly Delivery[]): Promise<void> {
    const { deliveries, environment } = this.ports;
    for (const part of parts) {
      await deliveries.settle(part.id, 'failed', null, environment.now());
      this.attempts.settled(part);
    }
  }

  async #settle(
    session: Session,
    message: ChatMessage,
    delivery: Delivery,
    parcel: IntendedParcel,
    targetId: string | null,
  ): Promise<void> {
    const { deliveries, environment } = this.ports;
    const now = parcelFingerprint(session, parcel);
    await deliveries.settle(delivery.id, 'sent', targetId, environment.now(), now);
    this.attempts.settled(delivery);
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
    await this.giveUp([delivery]);
    await refuseToAgent(this.ports, session, message.id, why);
    return false;
  }
}

/** A digest of what a post says and holds. */
export function parcelFingerprint(session: Session, { content, files, isQuoting }: IntendedParcel): string {
  return fingerprintOf(session.id, { words: content, fileIds: files.map(({ id }) => id), isQuoting });
}
