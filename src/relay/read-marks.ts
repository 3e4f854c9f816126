import { chatOf, type Session } from '../sessions/index.js';
import type { RelayPorts } from './ports/index.js';

/** Several messages in a row are marked as read by one call. */
const markAfterMs = 1_000;

/** Marks the agent's messages as read once they stand in the thread: Telegram's own sign that they were delivered. */
export class ReadMarks {
  readonly #due = new Map<string, { upToId: number; readonly timer: NodeJS.Timeout }>();

  constructor(private readonly ports: RelayPorts) {}

  /** The message stands in the thread. */
  noteDelivered(session: Session, messageId: number): void {
    const chat = chatKey(session);
    const due = this.#due.get(chat);
    if (due !== undefined) {
      due.upToId = Math.max(due.upToId, messageId);
      return;
    }
    const timer = setTimeout(() => void this.#mark(session), markAfterMs);
    this.#due.set(chat, { upToId: messageId, timer });
  }

  /** Marks nothing more. */
  stop(): void {
    for (const { timer } of this.#due.values()) clearTimeout(timer);
    this.#due.clear();
  }

  async #mark(session: Session): Promise<void> {
    const { agents, environment, sessions } = this.ports;
    const due = this.#due.get(chatKey(session));
    this.#due.delete(chatKey(session));
    if (due === undefined) return;
    try {
      // An account that was handed on meanwhile is somebody else's.
      const holder = await sessions.findByLease(session.accountId);
      if (holder?.id === session.id) await agents.markRead(chatOf(session), due.upToId);
    } catch (error) {
      environment.log.debug({ sessionId: session.id, error }, 'failed to mark as read');
    }
  }
}

/** Message ids are the account's own: what is due in one chat says nothing of another. */
function chatKey({ id, accountId }: Session): string {
  return `${id}:${accountId}`;
}
