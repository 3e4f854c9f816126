import type { Session } from '../sessions/index.js';
import { chatOf } from '../sessions/index.js';
import type { Counterparts } from './counterparts.js';
import type { ThreadEvent } from './message.js';
import type { RelayPorts } from './ports/index.js';
import { signs } from './signs.js';
import { isFinal } from './undeliverable.js';

/** So many messages' reactions are remembered; for older ones Discord is asked. */
const rememberedAtMost = 1_000;

/** Reactions, both ways. What the other side does not allow is passed over. */
export class Reactions {
  /** What people of a thread set on a message, by message, the newest last: an account has one reaction. */
  readonly #ofThread = new Map<string, readonly string[]>();
  /** What the bot set on a message for the agent. */
  readonly #ofAgent = new Map<string, readonly string[]>();

  constructor(
    private readonly ports: RelayPorts,
    private readonly counterparts: Counterparts,
  ) {}

  /** The member or staff set a reaction or took it away. Throws `UnreachableError`; repeating it is harmless. */
  async toTelegram(session: Session, event: Extract<ThreadEvent, { kind: 'reacted' }>): Promise<void> {
    const { messageId, userId, emoji, isSet } = event;
    const { participants } = this.ports;
    if (userId !== session.memberId && !(await participants.isStaff(session.guildId, userId))) return;
    const others = (this.#ofThread.get(messageId) ?? []).filter((each) => each !== emoji);
    await this.#showOnTelegram(session, messageId, isSet ? [...others, emoji] : others);
  }

  /** Moderators took reactions from a message, whoever had set them. */
  async clearOnTelegram(
    session: Session,
    { messageId, emoji }: Extract<ThreadEvent, { kind: 'reactions_cleared' }>,
  ): Promise<void> {
    const standing = this.#ofThread.get(messageId) ?? [];
    if (emoji !== null && !standing.includes(emoji)) return;
    await this.#showOnTelegram(
      session,
      messageId,
      emoji === null ? [] : standing.filter((each) => each !== emoji),
    );
  }

  async #showOnTelegram(session: Session, messageId: string, now: readonly string[]): Promise<void> {
    const { agents } = this.ports;
    const targetId = await this.counterparts.onTelegram(session, messageId);
    if (targetId === null) return;
    try {
      await agents.react(chatOf(session), targetId, now.at(-1) ?? null);
    } catch (error) {
      if (!isFinal(error)) throw error;
    }
    remember(this.#ofThread, messageId, now);
  }

  /** The agent's reactions on a message, all of them. Throws `UnreachableError`; repeating it is harmless. */
  async toDiscord(session: Session, messageId: number, emoji: readonly string[]): Promise<void> {
    const { posts } = this.ports;
    const { threadId } = session;
    if (threadId === null) return;
    const targetId = await this.counterparts.onDiscord(session, messageId);
    if (targetId === null) return;
    const standing = this.#ofAgent.get(targetId) ?? (await posts.ownReactions(threadId, targetId));
    const now: string[] = [];
    for (const each of emoji) {
      if (standing.includes(each) || (await posts.react(threadId, targetId, each, true)) === 'done')
        now.push(each);
    }
    for (const each of standing) {
      if (!signs.has(each) && !emoji.includes(each)) await posts.react(threadId, targetId, each, false);
    }
    remember(this.#ofAgent, targetId, now);
  }
}

function remember(memory: Map<string, readonly string[]>, id: string, emoji: readonly string[]): void {
  memory.delete(id);
  memory.set(id, emoji);
  const [oldest] = memory.keys();
  if (memory.size > rememberedAtMost && oldest !== undefined) memory.delete(oldest);
}
