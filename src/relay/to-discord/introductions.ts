import { chatOf, type Session } from '../../sessions/index.js';
import type { ChatMessage, EventOrigin } from '../message.js';
import type { RelayPorts } from '../ports/index.js';

/** Written down for a reading after which every message comes, whatever dates Telegram gives: neither clock has a say in it. */
const beforeAnyMessage = new Date(0);

/** Whether the agent knew for whom they wrote: a lease carries only what was written after its introduction was read. */
export class Introductions {
  constructor(private readonly ports: Pick<RelayPorts, 'agents' | 'sessions'>) {}

  /** The agent has read up to a message; a second reading changes nothing. */
  async noteRead(session: Session, upToId: number, origin: EventOrigin): Promise<void> {
    const { introductionId } = session;
    if (introductionId === null || upToId < introductionId || session.introductionReadAt !== null) return;
    // Live, the order of the updates says it: whatever comes from now on was written after the reading, by whatever clock.
    // After a gap the order is lost, and only Telegram's own date of the reading says which messages came after it.
    const readAt =
      origin === 'live'
        ? beforeAnyMessage
        : await this.ports.agents.readDate(chatOf(session), introductionId);
    if (readAt !== null) await this.ports.sessions.recordIntroductionRead(session.id, readAt);
  }

  /** Whether a message was written after the introduction had been read. */
  async wasSeenBefore(session: Session, message: ChatMessage, origin: EventOrigin): Promise<boolean> {
    const { introductionId } = session;
    if (introductionId === null || message.id <= introductionId) return false;
    if (session.introductionReadAt !== null)
      return origin === 'live' || message.date > session.introductionReadAt;
    if (origin === 'live') return false;
    const readAt = await this.ports.agents.readDate(chatOf(session), introductionId);
    if (readAt === null) return false;
    await this.ports.sessions.recordIntroductionRead(session.id, readAt);
    // Dates are whole seconds: what was written in the second of the reading counts as written before it.
    return message.date > readAt;
  }
}
