import type { Session } from '../sessions/index.js';
import { tellAgentOnce } from './agent-notices.js';
import type { Carriers } from './carriers.js';
import type { ChatMessage, EventOrigin } from './message.js';
import type { RelayPorts } from './ports/index.js';
import { sayOnce } from './thread-notices.js';
import { missedAtMost } from './thread-reading.js';

/** Counts what an agent wrote while nobody listened: beyond a number the rest is not carried one by one, and both are told so. */
export class MissedFromAgent {
  readonly #counts = new Map<string, number>();
  /** The account's id of what the agent was told: what they write behind it they wrote knowing that the rest was not carried. */
  readonly #told = new Map<string, number>();

  constructor(
    private readonly ports: RelayPorts,
    private readonly carriers: Pick<Carriers, 'toDiscord'>,
  ) {}

  /** Whether the message is one too many; then it is settled. Throws `UnreachableError`. */
  async settles(session: Session, message: ChatMessage, origin: EventOrigin): Promise<boolean> {
    if (origin === 'live') {
      this.forget(session.id);
      return false;
    }
    const { toDiscord } = this.carriers;
    // A chat that is read anew shows what was carried long ago, too.
    if (await toDiscord.knows(session, message)) return false;
    const count = (this.#counts.get(session.id) ?? 0) + 1;
    const isOneTooMany = count > missedAtMost && message.id <= (this.#told.get(session.id) ?? message.id);
    // Told before it is counted: when the telling fails, the same message is the first too many again.
    if (isOneTooMany && count === missedAtMost + 1) await this.#tell(session, message);
    if (isOneTooMany) await toDiscord.leaveOut(session, message);
    this.#counts.set(session.id, count);
    return isOneTooMany;
  }

  forget(sessionId: string): void {
    this.#counts.delete(sessionId);
    this.#told.delete(sessionId);
  }

  async #tell(session: Session, message: ChatMessage): Promise<void> {
    const { id: sessionId, accountId, memberName } = session;
    this.ports.environment.log.warn({ sessionId, messageId: message.id }, 'missed too many messages');
    const name = `missed:${message.id}`;
    const told = await tellAgentOnce(this.ports, session, name, { kind: 'missed_from_agent', memberName });
    await sayOnce(this.ports, session, `${name}:${accountId}`, { kind: 'missed_from_agent' });
    if (told !== null) this.#told.set(sessionId, told);
  }
}
