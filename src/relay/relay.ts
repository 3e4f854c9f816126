import {
  type Conversations,
  covers,
  type GuildThreads,
  randomIdFor,
  type Session,
} from '../sessions/index.js';
import type { AccountEvent, ChatMessage, EventOrigin, ThreadMessage } from './message.js';
import type { AccountEventHandler } from './ports/agent-messages.js';
import type { RelayPorts } from './ports/index.js';
import { ThreadMailbox } from './thread-mailbox.js';
import { sayOnce } from './thread-notices.js';
import { isFinal, ToDiscord } from './to-discord.js';
import { ToTelegram } from './to-telegram.js';

/** Everything that is carried between threads and agents: one mailbox a session towards Telegram, one a pool account towards Discord. */
export class Relay implements Conversations, AccountEventHandler {
  readonly #mailboxes = new Map<string, { readonly session: Session; readonly mailbox: ThreadMailbox }>();
  /** Threads' messages are looked up one after the other, so that they keep their order. */
  readonly #arrivals = new Map<string, Promise<void>>();
  /** Who waits for a session that is being opened. */
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #toTelegram: ToTelegram;
  readonly #toDiscord: ToDiscord;
  #isStopped = false;
  #strangers = 0;

  constructor(private readonly ports: RelayPorts) {
    this.#toTelegram = new ToTelegram(ports);
    this.#toDiscord = new ToDiscord(ports);
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
    mailbox.begin(mayHaveMissed(mailbox, lastMessageId));
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
  }

  async counts(sessionId: string): Promise<{ toTelegram: number; toDiscord: number }> {
    const { toTelegram, toDiscord } = await this.ports.deliveries.counts(sessionId);
    return { toTelegram, toDiscord };
  }

  /** A message that was written in some thread; what concerns no session is ignored. In the gateway's order. */
  fromThread(message: ThreadMessage): Promise<void> {
    const previous = this.#arrivals.get(message.threadId) ?? Promise.resolve();
    const arrival = previous
      .then(() => this.#arrive(message))
      .catch((error: unknown) =>
        this.ports.environment.log.error({ threadId: message.threadId, error }, 'failed to take message'),
      )
      .finally(() => {
        if (this.#arrivals.get(message.threadId) === arrival) this.#arrivals.delete(message.threadId);
      });
    this.#arrivals.set(message.threadId, arrival);
    return arrival;
  }

  async handle(accountId: string, event: AccountEvent, origin: EventOrigin): Promise<void> {
    switch (event.kind) {
      case 'message':
        if (!event.message.outgoing) await this.#hear(accountId, event.message, origin);
        return;
      case 'read': {
        const session = await this.#leaseholder(accountId);
        if (session?.agentUserId !== event.peerUserId) return;
        return this.#toDiscord.noteRead(session, event.upToId, origin);
      }
      case 'edited':
      case 'deleted':
        return;
    }
  }

  /** Takes nothing more and waits, so long as the process's patience lasts, for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const sessionId of [...this.#waiting.keys()]) this.#wake(sessionId);
    const { drainMs } = this.ports.environment.timings;
    await Promise.all([...this.#mailboxes.values()].map(({ mailbox }) => mailbox.finish(drainMs)));
  }

  async #arrive(message: ThreadMessage): Promise<void> {
    if (this.#isStopped) return;
    const session = await this.ports.sessions.findByThread(message.threadId);
    if (session === null) return;
    if (session.state === 'opening' || session.state === 'active') {
      this.#mailbox(session).add(message);
      return;
    }
    if (session.reason === 'superseded' && message.authorKind === 'person')
      await this.#pointOnwards(session, message);
  }

  /** Who writes in a thread whose conversation moved is told where it went. */
  async #pointOnwards(session: Session, message: ThreadMessage): Promise<void> {
    const successor = await this.ports.sessions.findSuccessor(session.id);
    if (!successor?.threadId) return;
    await sayOnce(this.ports, session, `moved:${message.id}`, {
      kind: 'moved_reminder',
      toThreadId: successor.threadId,
    });
  }

  #mailbox(session: Session): ThreadMailbox {
    const known = this.#mailboxes.get(session.id);
    if (known !== undefined) return known.mailbox;
    const mailbox = new ThreadMailbox(this.ports, this.#toTelegram, session);
    this.#mailboxes.set(session.id, { session, mailbox });
    return mailbox;
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
    if (session.state === 'active') return this.#toDiscord.carry(session, message, origin);
    await this.#toDiscord.refuseLate(session, message);
  }

  /** The session that holds the account; one that is being opened is waited for. */
  async #leaseholder(accountId: string): Promise<Session | null> {
    for (;;) {
      const session = await this.ports.sessions.findByLease(accountId);
      if (session?.state !== 'opening') return session;
      if (this.#isStopped) throw new Error('the relay is stopping');
      await this.#opened(session);
    }
  }

  async #opened(session: Session): Promise<void> {
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

function mayHaveMissed(mailbox: ThreadMailbox, lastMessageId: string | null | undefined): boolean {
  if (lastMessageId === undefined) return true;
  if (lastMessageId === null) return false;
  return mailbox.cursor === null || BigInt(lastMessageId) > BigInt(mailbox.cursor);
}
