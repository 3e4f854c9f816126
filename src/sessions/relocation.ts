import { reportDeadAccount, reportOutOfReach } from './account-reports.js';
import { AccountWaits } from './account-waits.js';
import { backoffMs } from './backoff.js';
import { AccountDeadError, AccountLimitedError, AgentUnreachableError, UnreachableError } from './errors.js';
import { introduce } from './introduction.js';
import { randomIdFor } from './keys.js';
import type { SessionPorts } from './ports/index.js';
import { chatOf, type Session } from './session.js';

/**
 * Moves active sessions away from accounts that Telegram refuses, to a free one of the guild's pool: the lease first, in one step, then the introduction there, then what was
 * open. Each step is safe to repeat, so a move that a crash cut off is taken up again. While no account is free the session waits; member and staff are told, once for each wait.
 */
export class Relocation {
  readonly #underWay = new Map<string, Promise<void>>();
  /** When a move that failed is tried again. */
  readonly #notBefore = new Map<string, { readonly at: number; readonly failures: number }>();
  readonly #waits: AccountWaits;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(private readonly ports: SessionPorts) {
    this.#waits = new AccountWaits(ports);
  }

  /** Looks now, and from then on now and then, for sessions without a working account. Reads the database only. */
  beginSweeping(): void {
    void this.sweep().finally(() => {
      if (!this.#isStopped)
        this.#timer = setTimeout(() => this.beginSweeping(), this.ports.environment.timings.sweepMs);
    });
  }

  /** Moves all sessions that need it and can be moved. Never rejects. */
  async sweep(): Promise<void> {
    const { sessions, environment } = this.ports;
    try {
      const stranded = await sessions.listStranded();
      const ids = new Set(stranded.map(({ id }) => id));
      for (const id of this.#notBefore.keys()) if (!ids.has(id)) this.#notBefore.delete(id);
      this.#waits.keepOnly(ids);
      const due = stranded.filter(
        ({ id }) => (this.#notBefore.get(id)?.at ?? 0) <= environment.now().getTime(),
      );
      await Promise.all(due.map((session) => this.#move(session)));
    } catch (error) {
      environment.log.error({ error }, 'failed to look for stranded sessions');
    }
  }

  /** Telegram refuses an account: staff are told, and its session is moved at once. */
  async leave(accountId: string): Promise<void> {
    void reportDeadAccount(this.ports, accountId);
    await this.sweep();
  }

  /** Resolves when no move of this session is under way any more; never rejects. */
  async settled(sessionId: string): Promise<void> {
    await this.#underWay.get(sessionId);
  }

  /** Begins no further move and waits for those under way. The rows remember the rest. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await Promise.all(this.#underWay.values());
  }

  #move(session: Session): Promise<void> {
    const running = this.#underWay.get(session.id);
    if (running !== undefined || this.#isStopped) return running ?? Promise.resolve();
    const run = this.#moveOnce(session)
      .catch((error: unknown) => this.#postpone(session, error))
      .finally(() => this.#underWay.delete(session.id));
    this.#underWay.set(session.id, run);
    return run;
  }

  #postpone({ id: sessionId }: Session, error: unknown): void {
    const { log, timings } = this.ports.environment;
    const failures = (this.#notBefore.get(sessionId)?.failures ?? 0) + 1;
    const waitMs = backoffMs(failures, error, timings);
    this.#notBefore.set(sessionId, { at: this.ports.environment.now().getTime() + waitMs, failures });
    const verb = 'postponed move to another account';
    if (error instanceof UnreachableError) log.info({ sessionId, waitMs, error }, verb);
    else log.warn({ sessionId, waitMs, error }, verb);
  }

  async #moveOnce(stranded: Session): Promise<void> {
    let session: Session | null = stranded;
    let refusal: unknown = null;
    const tried = new Set<string>();
    while (session !== null) {
      const leased: Session | null = await this.#lease(session);
      if (leased === null) return;
      tried.add(leased.accountId);
      try {
        return await this.#settleIn(leased);
      } catch (error) {
        if (!isOfThisAccount(error)) throw error;
        if (!(error instanceof AccountDeadError)) {
          refusal = error;
          void reportOutOfReach(this.ports, leased, error);
        }
        this.ports.environment.log.warn(
          { sessionId: leased.id, accountId: leased.accountId, error },
          'passed over account',
        );
        session = await this.#takeAnother(leased, tried);
      }
    }
    // Whoever can be reached from none of the accounts now may be later.
    if (refusal !== null) throw refusal;
  }

  /** The session with an account that is not known to be dead; null when there is none to be had, or nothing to be moved any more. */
  async #lease(session: Session): Promise<Session | null> {
    const { accounts, environment } = this.ports;
    const account = await accounts.find(session.accountId);
    if (account === null) return null;
    if (account.deathCause !== null) {
      void reportDeadAccount(this.ports, session.accountId);
      await this.ports.chats.drained(session.accountId);
      return this.#takeAnother(session);
    }
    if (session.introductionId !== null) return null;
    const isLimited = account.limitedUntil !== null && account.limitedUntil > environment.now();
    return isLimited ? this.#takeAnother(session) : session;
  }

  /** `tried`: accounts that did not do. */
  async #takeAnother(session: Session, tried: ReadonlySet<string> = new Set()): Promise<Session | null> {
    const { sessions, environment } = this.ports;
    const moved = await sessions.moveToFreeAccount(session, environment.now(), tried);
    switch (moved.kind) {
      case 'moved': {
        const { id: sessionId, accountId } = moved.session;
        environment.log.warn(
          { sessionId, from: session.accountId, to: accountId },
          'moved session to another account',
        );
        return moved.session;
      }
      case 'pool_empty':
        await this.#waits.tell(session);
        return null;
      case 'lost':
        return null;
    }
  }

  async #settleIn(session: Session): Promise<void> {
    const { guilds, chats, sessions, threads, conversations } = this.ports;
    const settings = await guilds.find(session.guildId);
    if (settings === null) return;
    const profile = { memberName: session.memberName, guildName: threads.guildName(session.guildId) };
    const agent = { userId: session.agentUserId, username: settings.agent.username };
    const chat = await chats.prepare(session.accountId, agent, profile);
    // Closed meanwhile: the closing that waits for this move finds nothing written here.
    if (!(await sessions.recordChat(session.id, chat))) return;
    const prepared = { ...session, agentAccessHash: chat.agentAccessHash };
    const introductionId = await introduce(this.ports, prepared, 'continuation', (id) =>
      this.#recall(prepared, id),
    );
    conversations.move({ ...prepared, introductionId, introductionReadAt: null });
  }

  /** Tells the agent the last messages again, below an introduction. */
  async #recall(session: Session, introductionId: number): Promise<void> {
    const { chats, conversations, ledger, environment } = this.ports;
    const lines = await conversations.recap(session);
    if (lines.length === 0) return;
    const name = `recap:${introductionId}`;
    const entry = await ledger.intend(session, 'to_telegram', name, environment.now());
    if (entry.state !== 'intent') return;
    const randomId = randomIdFor(session.id, `${name}:${session.accountId}`);
    const said = await chats.say(chatOf(session), { kind: 'recap', lines }, randomId);
    const messageId = said.kind === 'sent' ? String(said.messageId) : null;
    await ledger.settle(entry.id, messageId, environment.now());
  }
}

/** Whether another account may do what this one can't. */
function isOfThisAccount(
  error: unknown,
): error is AccountDeadError | AccountLimitedError | AgentUnreachableError {
  return (
    error instanceof AccountDeadError ||
    error instanceof AccountLimitedError ||
    error instanceof AgentUnreachableError
  );
}
