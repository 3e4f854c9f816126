import {
  AccountDeadError,
  AccountLimitedError,
  AgentUnreachableError,
  chatOf,
  randomIdFor,
  type Session,
  type UndeliverableReason,
  UnreachableError,
} from '../sessions/index.js';
import { Attempts } from './attempts.js';
import { attributeTo } from './attribution.js';
import type { Delivery } from './delivery.js';
import type { ThreadMessage } from './message.js';
import type { RelayPorts } from './ports/index.js';
import type { RichText } from './rich-text.js';
import { sayOnce } from './thread-notices.js';

/**
 * Carries one message of a session's thread to the agent. Throws `UnreachableError` when the outcome is open: carrying the same message
 * again finishes it. Whatever else keeps it from being delivered is said to its author.
 */
export class ToTelegram {
  readonly #attempts: Attempts;

  constructor(private readonly ports: RelayPorts) {
    this.#attempts = new Attempts(ports.deliveries);
  }

  async carry(session: Session, message: ThreadMessage): Promise<void> {
    if (message.authorKind !== 'person') return;
    const isMember = message.authorId === session.memberId;
    if (!isMember && !(await this.ports.participants.isStaff(session.guildId, message.authorId))) {
      const { id: messageId, authorId: userId } = message;
      return sayOnce(this.ports, session, `stranger:${userId}`, {
        kind: 'not_a_participant',
        messageId,
        userId,
      });
    }
    if (message.content.text.trim() !== '') {
      const text = isMember ? message.content : attributeTo(message.authorName, message.content);
      const parts = this.ports.agents.render(text);
      for (const [part, words] of parts.entries()) {
        const refusal = await this.#carryPart(session, message.id, part, words);
        if (refusal !== null) return this.#refuse(session, message.id, refusal);
      }
    }
    if (message.unsupported.length > 0) {
      await this.#refuse(session, message.id, { kind: 'unsupported', what: message.unsupported.join(', ') });
    }
  }

  /** A message that can't be carried for a reason nobody foresaw: its author is told, and the next one has its turn. */
  async giveUp(session: Session, message: ThreadMessage): Promise<void> {
    const { deliveries } = this.ports;
    const parts = await deliveries.findParts({
      sessionId: session.id,
      direction: 'to_telegram',
      sourceId: message.id,
    });
    for (const part of parts) if (part.state === 'intent') await this.#fail(part, { kind: 'gave_up' });
    if (message.authorKind === 'person') await this.#refuse(session, message.id, { kind: 'gave_up' });
  }

  /** Finishes what an earlier process left between intent and outcome. */
  async recover(session: Session): Promise<void> {
    const { deliveries, posts, environment } = this.ports;
    const intents = await deliveries.listIntents(session.id, 'to_telegram');
    for (const intent of intents) {
      if (intent.kind !== 'message' || session.threadId === null) continue;
      const source = await posts.message(session.threadId, intent.sourceId);
      if (source !== null) {
        await this.#carryOrGiveUp(session, source);
        continue;
      }
      // Deleted at its source meanwhile: what of it stands on the other side goes too.
      const sent = await this.#findUnclaimed(session);
      if (sent !== null) await this.ports.agents.delete(chatOf(session), [sent.id]);
      await deliveries.settle(intent.id, 'failed', null, environment.now());
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

  async #carryPart(
    session: Session,
    sourceId: string,
    part: number,
    words: RichText,
  ): Promise<UndeliverableReason | null> {
    const { deliveries, agents, environment } = this.ports;
    const key = { sessionId: session.id, direction: 'to_telegram', sourceId, part } as const;
    const { delivery, isNew } = await deliveries.intend(key, 'message', environment.now());
    if (delivery.state === 'failed') return { kind: 'gave_up' };
    if (delivery.state !== 'intent') return null;
    if (!(await this.#attempts.mayTry(delivery, isNew))) return this.#fail(delivery, { kind: 'gave_up' });
    try {
      const sent = await agents.send(chatOf(session), words, randomIdFor(session.id, `${sourceId}:${part}`));
      const sentId = sent.kind === 'sent' ? sent.messageId : null;
      const targetId = isNew && sentId !== null ? sentId : await this.#confirm(session, sentId, words);
      await deliveries.settle(delivery.id, 'sent', targetId?.toString() ?? null, environment.now());
      this.#attempts.forget(delivery);
      return null;
    } catch (error) {
      const reason = undeliverable(error);
      if (reason === null) throw error;
      if (reason.kind === 'account_dead') this.ports.accountDied(session.accountId);
      return this.#fail(delivery, reason);
    }
  }

  /** A repeat took effect earlier, maybe with other words: finds it, and has it say what its source says now. */
  async #confirm(session: Session, sentId: number | null, words: RichText): Promise<number | null> {
    const standing = await this.#findUnclaimed(session, sentId);
    if (standing === null) return sentId;
    if (standing.text !== words.text) await this.ports.agents.edit(chatOf(session), standing.id, words);
    return standing.id;
  }

  /**
   * One send is in flight at a time, so at most one own message above the last known is unclaimed by any row; when there are more, none is touched.
   * With an id, that message.
   */
  async #findUnclaimed(
    session: Session,
    sentId: number | null = null,
  ): Promise<{ id: number; text: string } | null> {
    const { deliveries, agents } = this.ports;
    const above = sentId === null ? await this.#lastKnown(session) : sentId - 1;
    const own = await agents.ownMessagesAfter(chatOf(session), above);
    const ids = own.map(({ id }) => id.toString());
    const claimed = await deliveries.claimed(session.id, 'to_telegram', ids);
    if (sentId !== null) return own.find(({ id }) => id === sentId) ?? null;
    const [unclaimed, ...others] = own.filter(({ id }) => !claimed.has(id.toString()));
    return others.length === 0 ? (unclaimed ?? null) : null;
  }

  /** The highest message of the account's that a row knows; a successor goes on in the chat of the one that it replaced. */
  async #lastKnown(session: Session): Promise<number> {
    const { deliveries, sessions } = this.ports;
    const last = Number(
      (await deliveries.lastTarget(session.id, 'to_telegram')) ?? session.introductionId ?? 0,
    );
    const predecessor = session.supersedesId === null ? null : await sessions.find(session.supersedesId);
    return predecessor === null ? last : Math.max(last, await this.#lastKnown(predecessor));
  }

  async #fail(delivery: Delivery, reason: UndeliverableReason): Promise<UndeliverableReason> {
    await this.ports.deliveries.settle(delivery.id, 'failed', null, this.ports.environment.now());
    this.#attempts.forget(delivery);
    return reason;
  }

  async #refuse(session: Session, messageId: string, why: UndeliverableReason): Promise<void> {
    this.ports.environment.log.warn({ sessionId: session.id, messageId, why: why.kind }, 'refused message');
    await sayOnce(this.ports, session, `refused:${messageId}`, { kind: 'not_delivered', messageId, why });
  }
}

function undeliverable(error: unknown): UndeliverableReason | null {
  if (error instanceof AccountDeadError) return { kind: 'account_dead' };
  if (error instanceof AgentUnreachableError || error instanceof AccountLimitedError)
    return { kind: 'agent_refuses' };
  return null;
}
