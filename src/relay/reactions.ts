import { chatOf, type Session, UnreachableError } from '../sessions/index.js';
import type { Counterparts } from './counterparts.js';
import { ExpendableWork } from './expendable-work.js';
import type { ThreadEvent, ThreadMessage } from './message.js';
import type { RelayPorts } from './ports/index.js';
import { ShownReactions } from './shown-reactions.js';
import { signs } from './signs.js';
import { ThreadReactions } from './thread-reactions.js';
import { isFinal } from './undeliverable.js';

/** So many posts' reactions are remembered; for older ones Discord is asked. */
const rememberedAtMost = 1_000;

/**
 * Reactions, both ways. What the other side does not allow is passed over, and what a service does not take at the moment holds up nothing: it comes later, or
 * never. Nothing here rejects but for faults of the database.
 */
export class Reactions {
  readonly #ofThread = new ThreadReactions();
  /** What the bot set on a post for the agent. */
  readonly #ofAgent = new Map<string, readonly string[]>();
  readonly #inChat: ShownReactions;
  readonly #inThread: ShownReactions;
  readonly #work: ExpendableWork;

  constructor(
    private readonly ports: RelayPorts,
    private readonly counterparts: Counterparts,
  ) {
    this.#inChat = new ShownReactions(ports, 'to_telegram');
    this.#inThread = new ShownReactions(ports, 'to_discord');
    this.#work = new ExpendableWork(ports.environment);
  }

  /** The member or staff set a reaction or took it away. */
  async toTelegram(session: Session, event: Extract<ThreadEvent, { kind: 'reacted' }>): Promise<void> {
    const { messageId, userId, emoji, isSet } = event;
    if (!(await this.#isHeard(session, userId))) return;
    if (isSet) this.#ofThread.set(messageId, userId, emoji);
    const left = isSet ? 'certain' : this.#ofThread.remove(messageId, userId, emoji);
    await this.#showOnTelegram(session, messageId, left === 'doubtful');
  }

  /** Moderators took reactions from a message, whoever had set them. */
  async clearOnTelegram(
    session: Session,
    { messageId, emoji }: Extract<ThreadEvent, { kind: 'reactions_cleared' }>,
  ): Promise<void> {
    const left = this.#ofThread.clear(messageId, emoji);
    await this.#showOnTelegram(session, messageId, left === 'doubtful');
  }

  /** The thread was read anew: what was set and taken away there while nobody listened. */
  async reviewThread(session: Session, messages: readonly ThreadMessage[]): Promise<void> {
    const shownOn = await this.#inChat.messageIds(session);
    for (const { id, reactions } of messages) {
      if (reactions.length === 0 && !shownOn.has(id)) continue;
      this.#ofThread.replace(id, reactions);
      void this.#showOnTelegram(session, id, false);
    }
  }

  /** The agent's reactions on a message, all of them. What is shown already costs no request. */
  async toDiscord(session: Session, messageId: number, emoji: readonly string[]): Promise<void> {
    const { threadId } = session;
    if (threadId === null) return;
    const id = String(messageId);
    const wanted = emoji.length === 0 ? null : emoji.join(' ');
    await this.#work.do(`discord:${session.id}:${id}`, async () => {
      if (!(await this.#isActive(session))) return;
      if (await this.#inThread.isShown(session, id, wanted)) return;
      const targetId = await this.counterparts.onDiscord(session, messageId);
      if (targetId === null) return this.#requireNothingOpen(session);
      const isBare = await this.#inThread.isShown(session, id, null);
      await this.#inThread.change(session, id, wanted, () =>
        this.#setOnPost(threadId, targetId, emoji, isBare),
      );
    });
  }

  /** Shows nothing more. */
  stop(): void {
    this.#work.stop();
  }

  async #isHeard(session: Session, userId: string): Promise<boolean> {
    if (userId === session.memberId) return true;
    try {
      return await this.ports.participants.isStaff(session.guildId, userId);
    } catch (error) {
      if (error instanceof UnreachableError) return false;
      throw error;
    }
  }

  #showOnTelegram(session: Session, messageId: string, isDoubtful: boolean): Promise<void> {
    return this.#work.do(`telegram:${session.id}:${messageId}`, async () => {
      if (!(await this.#isActive(session))) return;
      const targetId = await this.counterparts.onTelegram(session, messageId);
      if (targetId === null) return this.#requireNothingOpen(session);
      if (isDoubtful) await this.#ask(session, messageId);
      await this.#setInChat(session, messageId, targetId);
    });
  }

  /** A message that stands for none on the other side may be one whose sending has no outcome yet. Throws `UnreachableError` while there are such. */
  async #requireNothingOpen({ id }: Session): Promise<void> {
    for (const [direction, service] of [
      ['to_telegram', 'telegram'],
      ['to_discord', 'discord'],
    ] as const) {
      const open = await this.ports.deliveries.listIntents(id, direction);
      if (open.some(({ kind }) => kind === 'message'))
        throw new UnreachableError(service, 'what the reaction is for may be on its way', 'none');
    }
  }

  /** An account that was handed on meanwhile, or left, is nobody's of this conversation. */
  async #isActive({ id, accountId }: Session): Promise<boolean> {
    const session = await this.ports.sessions.find(id);
    return session?.state === 'active' && session.accountId === accountId;
  }

  async #ask({ threadId }: Session, messageId: string): Promise<void> {
    const message = threadId === null ? null : await this.ports.posts.message(threadId, messageId);
    if (message !== null) this.#ofThread.replace(messageId, message.reactions);
  }

  /** The newest that Telegram allows, or none. */
  async #setInChat(session: Session, messageId: string, targetId: number): Promise<void> {
    const { agents } = this.ports;
    try {
      for (const emoji of [...this.#ofThread.newestFirst(messageId), null]) {
        if (await this.#inChat.isShown(session, messageId, emoji)) return;
        const call = () => agents.react(chatOf(session), targetId, emoji);
        if ((await this.#inChat.change(session, messageId, emoji, call)) === 'done') return;
      }
    } catch (error) {
      if (!isFinal(error)) throw error;
    }
  }

  /** @param isBare whether the bot shows none for this message, for sure */
  async #setOnPost(
    threadId: string,
    postId: string,
    emoji: readonly string[],
    isBare: boolean,
  ): Promise<'done'> {
    const { posts } = this.ports;
    const standing = this.#ofAgent.get(postId) ?? (isBare ? [] : await posts.ownReactions(threadId, postId));
    // Forgotten until all is done: after a failure Discord itself says what stands.
    this.#ofAgent.delete(postId);
    const now: string[] = [];
    for (const each of emoji) {
      if (standing.includes(each) || (await posts.react(threadId, postId, each, true)) === 'done')
        now.push(each);
    }
    for (const each of standing) {
      if (!signs.has(each) && !emoji.includes(each)) await posts.react(threadId, postId, each, false);
    }
    this.#ofAgent.set(postId, now);
    const [oldest] = this.#ofAgent.keys();
    if (this.#ofAgent.size > rememberedAtMost && oldest !== undefined) this.#ofAgent.delete(oldest);
    return 'done';
  }
}
