import { chatOf, type Session } from '../sessions/index.js';
import type { RelayPorts } from './ports/index.js';

/** Discord shows typing for about 10 seconds, Telegram for 6: what is shown still need not be shown again. */
const onDiscordMs = 8_000;
const onTelegramMs = 5_000;

/** Shows each of the two that the other one is typing. Forgets what is missed: it is worth nothing a moment later. */
export class Typing {
  readonly #shownUntil = new Map<string, number>();

  constructor(private readonly ports: RelayPorts) {}

  async ofMember(session: Session): Promise<void> {
    const where = `telegram:${session.id}`;
    if (this.#isShown(where, onTelegramMs)) return;
    if (!(await this.ports.agents.showTyping(chatOf(session)))) this.#shownUntil.delete(where);
  }

  async ofAgent(session: Session): Promise<void> {
    if (session.threadId === null || this.#isShown(`discord:${session.id}`, onDiscordMs)) return;
    await this.ports.posts.showTyping(session.threadId);
  }

  /** A message of theirs arrived: the next time they type is news again. */
  forget(sessionId: string): void {
    this.#shownUntil.delete(`telegram:${sessionId}`);
    this.#shownUntil.delete(`discord:${sessionId}`);
  }

  #isShown(where: string, forMs: number): boolean {
    const now = this.ports.environment.now().getTime();
    if ((this.#shownUntil.get(where) ?? 0) > now) return true;
    this.#shownUntil.set(where, now + forMs);
    return false;
  }
}
