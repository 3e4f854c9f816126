import { type Session, UnreachableError } from '../sessions/index.js';
import { tellAgentOnce } from './agent-notices.js';
import type { Carriers } from './carriers.js';
import type { ThreadEvent, ThreadMessage } from './message.js';
import type { RelayPorts } from './ports/index.js';
import { sayOnce } from './thread-notices.js';

/** So many missed messages are carried one by one; what is beyond is said in one line. */
export const missedAtMost = 200;

/** The newest messages of a thread come on one page of so many. */
const pageSize = 100;

/** The highest snowflake that there can be. */
const newestPossible = String(2n ** 63n - 1n);

/** What reading a thread asks of the mailbox whose thread it is. */
export interface CatchUpSteps {
  mayGoOn(): Promise<boolean>;
  carry(message: ThreadMessage): Promise<void>;
  /** All that was read from one message to another, both included, is settled without carrying it. */
  passOver(firstId: string, lastId: string): Promise<void>;
}

/** Reads a thread for what the gateway did not tell. */
export class ThreadReading {
  constructor(
    private readonly ports: RelayPorts,
    private readonly carriers: Pick<Carriers, 'toTelegram' | 'reactions'>,
  ) {}

  /** Carries what was written after the cursor; false when it was interrupted. */
  async catchUp(session: Session, cursor: string | null, steps: CatchUpSteps): Promise<boolean> {
    let carried = 0;
    const rest: string[] = [];
    for await (const message of this.ports.posts.messagesAfter(session.threadId ?? '', cursor)) {
      if (!(await steps.mayGoOn())) return false;
      if (carried >= missedAtMost) {
        if (message.authorKind === 'person') rest.push(message.id);
        continue;
      }
      await steps.carry(message);
      if (message.authorKind === 'person') carried += 1;
    }
    const [first] = rest;
    const last = rest.at(-1);
    if (first === undefined || last === undefined) return true;
    await this.#tellOfRest(session, first, rest.length);
    await steps.passOver(first, last);
    return true;
  }

  /**
   * Carries edits, deletions and reactions of what the thread's newest messages show: one request. Returns when each that was edited had been, by its id. What can't be
   * carried for a reason nobody foresaw is given up: it must not keep what comes after it waiting.
   */
  async review(session: Session): Promise<ReadonlyMap<string, number>> {
    const { posts, deliveries } = this.ports;
    const edits = new Map<string, number>();
    if (session.threadId === null) return edits;
    const messages = await posts.latest(session.threadId);
    const [oldest] = messages;
    if (oldest === undefined) return edits;
    for (const message of messages) {
      if (message.editedAt === null) continue;
      await this.#reviseOrGiveUp(session, message);
      edits.set(message.id, message.editedAt);
    }
    const key = { sessionId: session.id, accountId: session.accountId, direction: 'to_telegram' } as const;
    // Nothing newer than what was read was carried yet; a page that is not full begins where the thread does.
    const from = messages.length < pageSize ? '0' : oldest.id;
    const standing = await deliveries.findStanding(key, from, newestPossible);
    const present = new Set(messages.map(({ id }) => id));
    const gone = new Set(standing.map(({ sourceId }) => sourceId).filter((id) => !present.has(id)));
    if (gone.size > 0) await this.#deleteOrGiveUp(session, [...gone]);
    await this.carriers.reactions.reviewThread(session, messages);
    return edits;
  }

  /**
   * What was heard before a gap and waited since, as the thread tells it now: one request. Null when nothing of it is left to carry. What was deleted in the gap is told
   * of by nobody, and reactions are taken from the thread whole.
   */
  async asItStands(session: Session, event: ThreadEvent): Promise<ThreadEvent | null> {
    if (event.kind === 'deleted' || session.threadId === null) return event;
    const id = 'message' in event ? event.message.id : event.messageId;
    const message = await this.ports.posts.message(session.threadId, id);
    if (message === null) return null;
    if ('message' in event) return { kind: event.kind, message };
    await this.carriers.reactions.reviewThread(session, [message]);
    return null;
  }

  async #reviseOrGiveUp(session: Session, message: ThreadMessage): Promise<void> {
    try {
      await this.carriers.toTelegram.revise(session, message);
    } catch (error) {
      this.#logUnlessUnreachable(session, error);
      await this.carriers.toTelegram.giveUpEdit(session, message);
    }
  }

  async #deleteOrGiveUp(session: Session, messageIds: readonly string[]): Promise<void> {
    try {
      await this.carriers.toTelegram.delete(session, messageIds);
    } catch (error) {
      this.#logUnlessUnreachable(session, error);
    }
  }

  #logUnlessUnreachable({ id: sessionId }: Session, error: unknown): void {
    if (error instanceof UnreachableError) throw error;
    this.ports.environment.log.error({ sessionId, error }, 'gave up reviewed change');
  }

  /** Both are told: the agent where to read the rest, the member that it was not passed on. */
  async #tellOfRest(session: Session, messageId: string, count: number): Promise<void> {
    const { posts, environment } = this.ports;
    const { guildId, threadId, memberName } = session;
    environment.log.warn({ sessionId: session.id, count, messageId }, 'summarised missed messages');
    const link = posts.linkTo(guildId, threadId ?? '', messageId);
    const notice = { kind: 'missed_from_member', memberName, count, link } as const;
    await tellAgentOnce(this.ports, session, `missed:${messageId}`, notice);
    await sayOnce(this.ports, session, `missed:${messageId}`, {
      kind: 'missed_from_member',
      count,
      messageId,
    });
  }
}
