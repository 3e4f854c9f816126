import type { Session } from '../sessions/index.js';
import type { RelayPorts } from './ports/index.js';

/** Finds, for a message on one side, the one that stands for it on the other. Messages through another account than the session's have none. */
export class Counterparts {
  constructor(private readonly ports: Pick<RelayPorts, 'deliveries'>) {}

  /** The account's id for a message of the thread, whoever wrote it; null when none stands for it. */
  async onTelegram(session: Session, threadMessageId: string): Promise<number | null> {
    const { deliveries } = this.ports;
    const chat = { sessionId: session.id, accountId: session.accountId };
    const sent = await deliveries.findParts({
      ...chat,
      direction: 'to_telegram',
      sourceId: threadMessageId,
    });
    const part = sent.find(({ state, targetId }) => state === 'sent' && targetId !== null);
    if (part !== undefined) return Number(part.targetId);
    const post = await deliveries.findByTarget({ ...chat, direction: 'to_discord' }, threadMessageId);
    const isOfChat = post?.accountId === session.accountId && post.kind === 'message';
    return isOfChat && post.state === 'sent' ? Number(post.sourceId) : null;
  }

  /** The thread's id for a message of the chat, whoever wrote it; null when none stands for it. */
  async onDiscord(session: Session, chatMessageId: number): Promise<string | null> {
    const { deliveries } = this.ports;
    const chat = { sessionId: session.id, accountId: session.accountId };
    const posts = await deliveries.findParts({
      ...chat,
      direction: 'to_discord',
      sourceId: String(chatMessageId),
    });
    const post = posts.find(({ state, targetId }) => state === 'sent' && targetId !== null);
    if (post !== undefined) return post.targetId;
    const sent = await deliveries.findByTarget({ ...chat, direction: 'to_telegram' }, String(chatMessageId));
    return sent?.kind === 'message' && sent.state === 'sent' ? sent.sourceId : null;
  }
}
