import PQueue from 'p-queue';
import {
  type Conversations,
  covers,
  type GuildThreads,
  type RecapLine,
  type Session,
} from '../sessions/index.js';
import { AccountListening } from './account-listening.js';
import { type Carriers, createCarriers } from './carriers.js';
import { Leaseholders } from './leaseholders.js';
import type { AccountEvent, EventOrigin, ThreadEvent } from './message.js';
import type { AccountEventHandler } from './ports/agent-messages.js';
import type { RelayPorts } from './ports/index.js';
import { recapOf } from './recap.js';
import { ThreadListening } from './thread-listening.js';
import { ThreadMailbox } from './thread-mailbox.js';
import { Typing } from './typing.js';

/** What was carried longer ago than this is not looked at again after a restart or a gap in the gateway. */
const reviewedMs = 24 * 60 * 60 * 1_000;

/** So many threads are reviewed at once: the rest of the bot comes first. */
const reviewsAtOnce = 2;

/** Everything that is carried between threads and agents: one mailbox a session towards Telegram, one a pool account towards Discord. */
export class Relay implements Conversations, AccountEventHandler {
  readonly #mailboxes = new Map<string, { readonly session: Session; readonly mailbox: ThreadMailbox }>();
  readonly #carriers: Carriers;
  readonly #typing: Typing;
  readonly #leaseholders: Leaseholders;
  readonly #threads: ThreadListening;
  readonly #accounts: AccountListening;
  readonly #reviews = new PQueue({ concurrency: reviewsAtOnce });
  /** When the gateway's state began anew last, by guild. */
  readonly #heldAt = new Map<string, Date>();
  #isStopped = false;

  constructor(private readonly ports: RelayPorts) {
    this.#carriers = createCarriers(ports);
    this.#typing = new Typing(ports);
    this.#leaseholders = new Leaseholders(ports);
    this.#threads = new ThreadListening(ports, this.#carriers, this.#typing, (session) =>
      this.#mailbox(session),
    );
    this.#accounts = new AccountListening(ports, this.#carriers, this.#leaseholders, this.#typing);
  }

  /** The gateway's state begins anew: what was missed is to be known before anything more is carried there. Synchronous, for the gateway's order. */
  hold(listed: GuildThreads): void {
    this.#heldAt.set(listed.guildId, this.ports.environment.now());
    for (const { mailbox, session } of this.#mailboxes.values())
      if (session.guildId === listed.guildId && covers(listed, session.channelId)) mailbox.hold();
  }

  ensureBegun(session: Session): void {
    if (this.#mailboxes.get(session.id)?.mailbox.hasBegun !== true) this.begin(session);
  }

  begin(session: Session, lastMessageId?: string | null): void {
    if (this.#isStopped) return;
    const mailbox = this.#mailbox(session);
    // A thread that was made a moment ago holds nothing that could have been edited.
    if (mailbox.mayHaveGap && lastMessageId !== null) this.#scheduleReview(session, mailbox);
    mailbox.begin(mayHaveMissed(mailbox, lastMessageId));
    this.#leaseholders.wake(session.id);
  }

  beginNew(session: Session): void {
    const heldAt = this.#heldAt.get(session.guildId);
    const mayHaveGap = heldAt !== undefined && heldAt >= session.openedAt;
    this.begin(session, mayHaveGap ? undefined : null);
  }

  recap(session: Session): Promise<readonly RecapLine[]> {
    return recapOf(this.ports, session);
  }

  move(session: Session): void {
    if (this.#isStopped) return;
    this.#mailbox(session).moveTo(session);
    this.#leaseholders.wake(session.id);
  }

  async drain(session: Session): Promise<number> {
    this.#leaseholders.wake(session.id);
    const mailbox = this.#mailboxes.get(session.id)?.mailbox;
    return mailbox === undefined ? 0 : mailbox.finish(this.ports.environment.timings.drainMs);
  }

  async finish(session: Session): Promise<{ undelivered: number }> {
    const left = await this.drain(session);
    const mailbox = this.#mailboxes.get(session.id)?.mailbox;
    const cursor = mailbox?.cursor ?? session.discordCursor;
    const unread = mailbox?.isCaughtUp === true ? 0 : await this.#countUnread(session, cursor);
    const intents = await this.ports.deliveries.listIntents(session.id, 'to_telegram');
    const openIntents = new Set(
      intents.filter(({ kind }) => kind === 'message').map(({ sourceId }) => sourceId),
    );
    return { undelivered: Math.max(left, unread, openIntents.size) };
  }

  forget(sessionId: string): void {
    this.#mailboxes.delete(sessionId);
    this.#carriers.attempts.forget(sessionId);
    this.#carriers.signs.forget(sessionId);
    this.#typing.forget(sessionId);
    this.#accounts.forget(sessionId);
  }

  async counts(sessionId: string): Promise<{ toTelegram: number; toDiscord: number }> {
    const { toTelegram, toDiscord } = await this.ports.deliveries.counts(sessionId);
    return { toTelegram, toDiscord };
  }

  /** What happened in some thread; what concerns no session is ignored. In the gateway's order. */
  fromThread(threadId: string, event: ThreadEvent): Promise<void> {
    return this.#threads.hear(threadId, event);
  }

  handle(accountId: string, event: AccountEvent, origin: EventOrigin): Promise<void> {
    return this.#accounts.handle(accountId, event, origin);
  }

  /** Somebody is typing in some thread. */
  async noteMemberTyping(threadId: string, userId: string): Promise<void> {
    if (this.#isStopped) return;
    const session = await this.ports.sessions.findByThread(threadId);
    if (session?.state === 'active' && session.memberId === userId) await this.#typing.ofMember(session);
  }

  noteTyping(accountId: string, peerUserId: string): void {
    if (this.#isStopped) return;
    const shown = this.ports.sessions.findByLease(accountId).then(async (session) => {
      if (session?.state === 'active' && session.agentUserId === peerUserId)
        await this.#typing.ofAgent(session);
    });
    shown.catch((error: unknown) =>
      this.ports.environment.log.debug({ accountId, error }, 'failed to show typing'),
    );
  }

  /** Takes nothing more and waits, so long as the process's patience lasts, for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#reviews.clear();
    this.#carriers.signs.stop();
    this.#carriers.reactions.stop();
    this.#threads.stop();
    this.#accounts.stop();
    this.#leaseholders.stop();
    const { drainMs } = this.ports.environment.timings;
    await Promise.all([...this.#mailboxes.values()].map(({ mailbox }) => mailbox.finish(drainMs)));
  }

  #mailbox(session: Session): ThreadMailbox {
    const known = this.#mailboxes.get(session.id);
    if (known !== undefined) return known.mailbox;
    const mailbox = new ThreadMailbox(this.ports, this.#carriers, session);
    this.#mailboxes.set(session.id, { session, mailbox });
    return mailbox;
  }

  /** Nobody tells what was edited or deleted while the process or the gateway was down: where people wrote lately, it is looked for. */
  #scheduleReview(session: Session, mailbox: ThreadMailbox): void {
    const { deliveries, environment } = this.ports;
    const review = async (): Promise<void> => {
      const carriedAt = await deliveries.lastCarriedAt(session.id, 'to_telegram');
      if (carriedAt === null || environment.now().getTime() - carriedAt.getTime() > reviewedMs) return;
      mailbox.review();
    };
    void this.#reviews.add(review).catch((error: unknown) => {
      environment.log.warn({ sessionId: session.id, error }, 'failed to review thread');
    });
  }

  async #countUnread(session: Session, cursor: string | null): Promise<number> {
    if (session.threadId === null || session.reason === 'thread_deleted') return 0;
    let unread = 0;
    for await (const message of this.ports.posts.messagesAfter(session.threadId, cursor)) {
      if (message.authorKind === 'person' && message.authorId === session.memberId) unread += 1;
    }
    return unread;
  }
}

function mayHaveMissed(mailbox: ThreadMailbox, lastMessageId: string | null | undefined): boolean {
  if (lastMessageId === undefined) return true;
  if (lastMessageId === null) return false;
  return mailbox.cursor === null || BigInt(lastMessageId) > BigInt(mailbox.cursor);
}
