import PQueue from 'p-queue';
import {
  type Conversations,
  covers,
  type GuildThreads,
  type RecapLine,
  randomIdFor,
  type Session,
} from '../sessions/index.js';
import { type Carriers, createCarriers } from './carriers.js';
import type { AccountEvent, ChatMessage, EventOrigin, ThreadEvent } from './message.js';
import { MissedFromAgent } from './missed-from-agent.js';
import type { AccountEventHandler } from './ports/agent-messages.js';
import type { RelayPorts } from './ports/index.js';
import { ReadMarks } from './read-marks.js';
import { recapOf } from './recap.js';
import { ThreadMailbox } from './thread-mailbox.js';
import { sayOnce } from './thread-notices.js';
import { Typing } from './typing.js';
import { isFinal } from './undeliverable.js';

/** What was carried longer ago than this is not looked at again after a restart, until something is written. */
const reviewedMs = 24 * 60 * 60 * 1_000;

/** So many threads are reviewed at once: the rest of the bot comes first. */
const reviewsAtOnce = 2;

/** Everything that is carried between threads and agents: one mailbox a session towards Telegram, one a pool account towards Discord. */
export class Relay implements Conversations, AccountEventHandler {
  readonly #mailboxes = new Map<string, { readonly session: Session; readonly mailbox: ThreadMailbox }>();
  /** Threads' events are looked up one after the other, so that they keep their order. */
  readonly #arrivals = new Map<string, Promise<void>>();
  /** Who waits for a session that is being opened. */
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #carriers: Carriers;
  readonly #typing: Typing;
  readonly #readMarks: ReadMarks;
  readonly #missed: MissedFromAgent;
  readonly #reviews = new PQueue({ concurrency: reviewsAtOnce });
  #isStopped = false;
  #strangers = 0;

  constructor(private readonly ports: RelayPorts) {
    this.#carriers = createCarriers(ports);
    this.#typing = new Typing(ports);
    this.#readMarks = new ReadMarks(ports);
    this.#missed = new MissedFromAgent(ports, this.#carriers);
  }

  /** The gateway's state begins anew: what was missed is to be known before anything more is carried there. Synchronous, for the gateway's order. */
  hold(listed: GuildThreads): void {
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
    if (!mailbox.hasBegun && lastMessageId !== null) this.#scheduleReview(session, mailbox);
    mailbox.begin(mayHaveMissed(mailbox, lastMessageId));
    this.#wake(session.id);
  }

  recap(session: Session): Promise<readonly RecapLine[]> {
    return recapOf(this.ports, session);
  }

  move(session: Session): void {
    if (this.#isStopped) return;
    this.#mailbox(session).moveTo(session);
    this.#wake(session.id);
  }

  async drain(session: Session): Promise<number> {
    this.#wake(session.id);
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
    this.#carriers.signs.forget(sessionId);
    this.#typing.forget(sessionId);
    this.#missed.forget(sessionId);
  }

  async counts(sessionId: string): Promise<{ toTelegram: number; toDiscord: number }> {
    const { toTelegram, toDiscord } = await this.ports.deliveries.counts(sessionId);
    return { toTelegram, toDiscord };
  }

  /** What happened in some thread; what concerns no session is ignored. In the gateway's order. */
  fromThread(threadId: string, event: ThreadEvent): Promise<void> {
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

  async handle(accountId: string, event: AccountEvent, origin: EventOrigin): Promise<void> {
    const { toDiscord, reactions, signs } = this.#carriers;
    if (event.kind === 'message') {
      if (!event.message.outgoing) await this.#hear(accountId, event.message, origin);
      return;
    }
    const session = await this.#leaseholder(accountId);
    if (session === null || ('peerUserId' in event && event.peerUserId !== session.agentUserId)) return;
    switch (event.kind) {
      case 'read':
        await toDiscord.noteRead(session, event.upToId, origin);
        if (session.state === 'active') signs.noteSeen(session, event.upToId);
        return;
      case 'edited':
        if (event.message.outgoing || event.message.peerUserId !== session.agentUserId) return;
        if (session.state === 'active') await toDiscord.revise(session, event.message);
        return;
      case 'deleted':
        if (session.state === 'active') await toDiscord.delete(session, event.ids);
        return;
      case 'reacted':
        if (session.state === 'active') await reactions.toDiscord(session, event.messageId, event.emoji);
        return;
      case 'standing':
        if (session.state === 'active') await toDiscord.reviewStanding(session, event.aboveId, event.ids);
        return;
    }
  }

  /** Takes nothing more and waits, so long as the process's patience lasts, for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#reviews.clear();
    this.#carriers.signs.stop();
    this.#readMarks.stop();
    for (const sessionId of [...this.#waiting.keys()]) this.#wake(sessionId);
    const { drainMs } = this.ports.environment.timings;
    await Promise.all([...this.#mailboxes.values()].map(({ mailbox }) => mailbox.finish(drainMs)));
  }

  async #arrive(threadId: string, event: ThreadEvent): Promise<void> {
    if (this.#isStopped) return;
    const session = await this.ports.sessions.findByThread(threadId);
    if (session === null) return;
    if (session.state === 'opening' || session.state === 'active') {
      if (event.kind === 'written') this.#typing.forget(session.id);
      this.#mailbox(session).add(event);
      return;
    }
    if (event.kind === 'written' && event.message.authorKind === 'person')
      await this.#answerUnheard(session, event.message.id);
  }

  /** Who writes where nobody reads any more is told so; who writes where the conversation moved from, where it went. */
  async #answerUnheard(session: Session, messageId: string): Promise<void> {
    if (session.reason === 'superseded') {
      const successor = await this.ports.sessions.findSuccessor(session.id);
      if (successor?.threadId)
        return sayOnce(this.ports, session, `moved:${messageId}`, {
          kind: 'moved_reminder',
          toThreadId: successor.threadId,
        });
    }
    // Words could wake a thread that is just being locked; a sign can't.
    if (session.state === 'closing') return this.#carriers.signs.showUndelivered(session, messageId);
    await sayOnce(this.ports, session, `refused:${messageId}`, {
      kind: 'not_delivered',
      messageId,
      why: { kind: 'ended' },
    });
  }

  #mailbox(session: Session): ThreadMailbox {
    const known = this.#mailboxes.get(session.id);
    if (known !== undefined) return known.mailbox;
    const mailbox = new ThreadMailbox(this.ports, this.#carriers, session);
    this.#mailboxes.set(session.id, { session, mailbox });
    return mailbox;
  }

  /** Nobody tells what was edited or deleted while the process was down: where people wrote lately, it is looked for. */
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

  async #hear(accountId: string, message: ChatMessage, origin: EventOrigin): Promise<void> {
    const session = await this.#leaseholder(accountId);
    if (session === null) return this.#hearUnleased(accountId, message);
    if (session.agentUserId !== message.peerUserId) return this.#ignoreStranger(accountId, message);
    if (session.state !== 'active') return this.#carriers.toDiscord.refuseLate(session, message);
    if (await this.#missed.settles(session, message, origin)) return;
    await this.#carriers.toDiscord.carry(session, message, origin);
    this.#typing.forget(session.id);
    this.#readMarks.noteDelivered(session, message.ids.at(-1) ?? message.id);
  }

  /** The session that holds the account; one that is being opened is waited for. */
  async #leaseholder(accountId: string): Promise<Session | null> {
    for (;;) {
      const session = await this.ports.sessions.findByLease(accountId);
      if (session === null || !isBeingIntroduced(session)) return session;
      if (this.#isStopped) throw new Error('the relay is stopping');
      await this.#introduced(session);
    }
  }

  async #introduced(session: Session): Promise<void> {
    const waiting = this.#waiting.get(session.id) ?? new Set();
    this.#waiting.set(session.id, waiting);
    await new Promise<void>((resolve) => {
      // Undone openings without a lease wake nobody: look again now and then.
      const timer = setTimeout(resolve, this.ports.environment.timings.retryFirstMs);
      waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #wake(sessionId: string): void {
    for (const resolve of this.#waiting.get(sessionId) ?? []) resolve();
    this.#waiting.delete(sessionId);
  }

  /** Nobody is behind the account: the agent is told, strangers are counted. */
  async #hearUnleased(accountId: string, message: ChatMessage): Promise<void> {
    const { accounts, agents, guilds } = this.ports;
    const account = await accounts.find(accountId);
    const settings = account === null ? null : await guilds.find(account.guildId);
    if (settings?.agent.userId !== message.peerUserId) return this.#ignoreStranger(accountId, message);
    const agentAccessHash = await accounts.agentHash(accountId, message.peerUserId);
    const chat = { accountId, agentUserId: message.peerUserId, agentAccessHash };
    try {
      await agents.say(chat, { kind: 'nobody_here' }, randomIdFor(accountId, `nobody:${message.id}`));
    } catch (error) {
      if (!isFinal(error)) throw error;
    }
  }

  #ignoreStranger(accountId: string, message: ChatMessage): void {
    this.#strangers += 1;
    this.ports.environment.log.info(
      { accountId, peerUserId: message.peerUserId, strangers: this.#strangers },
      'ignored stranger',
    );
  }
}

/** Its introduction on the account is still to come: because it is being opened, or because it moves to the account. */
function isBeingIntroduced({ state, introductionId }: Session): boolean {
  return state === 'opening' || (state === 'active' && introductionId === null);
}

function mayHaveMissed(mailbox: ThreadMailbox, lastMessageId: string | null | undefined): boolean {
  if (lastMessageId === undefined) return true;
  if (lastMessageId === null) return false;
  return mailbox.cursor === null || BigInt(lastMessageId) > BigInt(mailbox.cursor);
}
