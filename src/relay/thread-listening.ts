import { findConversation, type Session } from '../sessions/index.js';
import type { Carriers } from './carriers.js';
import type { ThreadEvent } from './message.js';
import type { RelayPorts } from './ports/index.js';
import type { ThreadMailbox } from './thread-mailbox.js';
import { sayOnce } from './thread-notices.js';
import type { Typing } from './typing.js';

/** Hears what happens in threads, each thread's events in the gateway's order, and puts it in the mailbox of the session whose thread it is. */
export class ThreadListening {
  /** Threads' events are looked up one after the other, so that they keep their order. */
  readonly #arrivals = new Map<string, Promise<void>>();
  #isStopped = false;

  constructor(
    private readonly ports: RelayPorts,
    private readonly carriers: Carriers,
    private readonly typing: Typing,
    private readonly mailboxOf: (session: Session) => ThreadMailbox,
  ) {}

  /** What happened in some thread; what concerns no session is ignored. Never rejects. */
  hear(threadId: string, event: ThreadEvent): Promise<void> {
    const previous = this.#arrivals.get(threadId) ?? Promise.resolve();
    const arrival = previous
      .then(() => this.#arrive(threadId, event))
      .catch((error: unknown) =>
        this.ports.environment.log.error({ threadId, event: event.kind, error }, 'failed to take event'),
      )
      .finally(() => {
        if (this.#arrivals.get(threadId) === arrival) this.#arrivals.delete(threadId);
      });
    this.#arrivals.set(threadId, arrival);
    return arrival;
  }

  /** Takes nothing more. */
  stop(): void {
    this.#isStopped = true;
  }

  async #arrive(threadId: string, event: ThreadEvent): Promise<void> {
    if (this.#isStopped) return;
    const session = await this.ports.sessions.findByThread(threadId);
    if (session === null) return;
    if (session.state === 'opening' || session.state === 'active') {
      if (event.kind === 'written') this.typing.forget(session.id);
      this.mailboxOf(session).add(event);
      return;
    }
    if (event.kind === 'written' && event.message.authorKind === 'person')
      await this.#answerUnheard(session, event.message.id);
  }

  /** Who writes where nobody reads any more is told so; who writes where the conversation moved from, where it went. */
  async #answerUnheard(session: Session, messageId: string): Promise<void> {
    const conversation = await findConversation(this.ports.sessions, session);
    if (conversation.kind === 'live')
      return sayOnce(this.ports, session, `moved:${messageId}`, {
        kind: 'moved_reminder',
        toThreadId: conversation.threadId,
      });
    // Words could wake a thread that is just being locked; a sign can't.
    if (session.state === 'closing') return this.carriers.signs.showUndelivered(session, messageId);
    await sayOnce(this.ports, session, `refused:${messageId}`, {
      kind: 'not_delivered',
      messageId,
      why: { kind: 'ended' },
    });
  }
}
