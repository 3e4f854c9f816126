import { reportDeadAccount } from './account-reports.js';
import type { Closing, OpeningsUnderWay } from './closing.js';
import { planClosing } from './closing-plan.js';
import { AccountDeadError, AccountLimitedError, AgentUnreachableError, UnreachableError } from './errors.js';
import { introduce } from './introduction.js';
import { postKey } from './keys.js';
import type { SessionPorts } from './ports/index.js';
import type { ThreadRefusal } from './ports/session-threads.js';
import type { Session } from './session.js';

/** What became of an opening; whatever is not `active` was undone. */
export type OpeningOutcome =
  | { readonly kind: 'active'; readonly session: Session }
  | { readonly kind: 'pool_empty' }
  | { readonly kind: 'thread_refused'; readonly why: ThreadRefusal }
  | { readonly kind: 'member_gone' }
  /** The row was closed, or what it was to replace ended, in the meantime. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'agent_unreachable'; readonly error: AgentUnreachableError }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Ends an opening with an outcome that is not a fault of the program. */
class OpeningStopped extends Error {
  constructor(readonly outcome: Exclude<OpeningOutcome, { kind: 'active' }>) {
    super(outcome.kind);
  }
}

/** Asked again once: a creation whose outcome is unknown is looked for in between, so that it can't make two. */
const threadCreationAttempts = 2;

/**
 * Completes openings. Each step is written down and safe to repeat, so that one that was cut off by a crash is resumed by calling
 * `complete` again on its row; one that fails is undone.
 */
export class Opening implements OpeningsUnderWay {
  readonly #underWay = new Map<string, Promise<OpeningOutcome>>();
  /** Rows that are older were begun by another process. */
  readonly #startedAt: Date;

  constructor(
    private readonly ports: SessionPorts,
    private readonly closing: () => Closing,
  ) {
    this.#startedAt = ports.environment.now();
  }

  /** Completes an opening, or shares the run that is under way. Never rejects. */
  complete(session: Session): Promise<OpeningOutcome> {
    const running = this.#underWay.get(session.id);
    if (running !== undefined) return running;
    const run = this.#complete(session).finally(() => this.#underWay.delete(session.id));
    this.#underWay.set(session.id, run);
    return run;
  }

  isUnderWay(sessionId: string): boolean {
    return this.#underWay.has(sessionId);
  }

  async settled(sessionId: string): Promise<void> {
    await this.#underWay.get(sessionId);
  }

  /** Waits for every opening that is under way in this process. */
  async stop(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  /** Undoes an opening that nobody completes; false when it went on meanwhile. */
  undo(session: Session): Promise<boolean> {
    return this.closing().close(session, 'opening_failed', { kind: 'bot' });
  }

  async #complete(opened: Session): Promise<OpeningOutcome> {
    let session = opened;
    try {
      if (session.supersedesId === null && session.introductionId === null)
        session = await this.#prepareChat(session);
      session = await this.#ensureThread(session);
      await this.#addMember(session);
      if (session.supersedesId === null) session = await this.#introduce(session);
      await this.#welcome(session);
      const active = await this.#activate(session);
      // One that was opened in this process heard everything since its thread was made.
      if (opened.openedAt >= this.#startedAt) this.ports.conversations.beginNew(active);
      else this.ports.conversations.begin(active);
      return { kind: 'active', session: active };
    } catch (error) {
      const outcome = outcomeOf(error);
      this.#logFailure(session, outcome);
      const current = await this.ports.sessions.find(session.id);
      if (current?.state === 'opening') await this.undo(current);
      return outcome;
    }
  }

  /** Names the account for the member; an account that turns out to be dead is left for the next one of the pool. */
  async #prepareChat(session: Session): Promise<Session> {
    const { guilds, chats, sessions, threads, environment } = this.ports;
    const settings = await guilds.find(session.guildId);
    if (settings === null) throw new OpeningStopped({ kind: 'lost' });
    const profile = { memberName: session.memberName, guildName: threads.guildName(session.guildId) };
    let current = session;
    for (;;) {
      this.#checkDeadline(current);
      try {
        const agent = { userId: current.agentUserId, username: settings.agent.username };
        const chat = await chats.prepare(current.accountId, agent, profile);
        if (!(await sessions.recordChat(current.id, chat))) throw new OpeningStopped({ kind: 'lost' });
        return { ...current, agentAccessHash: chat.agentAccessHash };
      } catch (error) {
        current = await this.#swapAccount(current, error, environment.now());
      }
    }
  }

  async #swapAccount(session: Session, fault: unknown, at: Date): Promise<Session> {
    if (!(fault instanceof AccountDeadError || fault instanceof AccountLimitedError)) throw fault;
    this.ports.environment.log.warn(
      { sessionId: session.id, accountId: session.accountId, error: fault },
      'passed over account',
    );
    if (fault instanceof AccountDeadError) void reportDeadAccount(this.ports, session.accountId);
    const swapped = await this.ports.sessions.swapAccount(session, at);
    if (swapped.kind === 'swapped') return swapped.session;
    throw new OpeningStopped({ kind: swapped.kind });
  }

  async #ensureThread(session: Session): Promise<Session> {
    if (session.threadId !== null) return session;
    const mayExist = session.openedAt < this.#startedAt;
    const threadId =
      (mayExist ? await this.#findThread(session) : null) ?? (await this.#createThread(session));
    if (!(await this.ports.sessions.recordThread(session.id, threadId))) {
      // The row was closed meanwhile: its closing, which waits for this opening, must meet the thread.
      await this.ports.sessions.adoptThread(session.id, threadId);
      throw new OpeningStopped({ kind: 'lost' });
    }
    return { ...session, threadId };
  }

  async #createThread(session: Session): Promise<string> {
    const { guildId, channelId, memberName, code } = session;
    for (let attempt = 1; ; attempt++) {
      this.#checkDeadline(session);
      try {
        const created = await this.ports.threads.create({ guildId, channelId, memberName, code });
        if (created.kind === 'created') return created.threadId;
        throw new OpeningStopped({ kind: 'thread_refused', why: created.why });
      } catch (error) {
        if (!(error instanceof UnreachableError)) throw error;
        const found = await this.#findThread(session);
        if (found !== null) return found;
        if (attempt >= threadCreationAttempts) throw error;
      }
    }
  }

  async #findThread(session: Session): Promise<string | null> {
    const { threads, sessions, environment } = this.ports;
    const { guildId, channelId, code } = session;
    const found = await threads.find({
      guildId,
      channelId,
      code,
      isClaimed: async (threadId) => (await sessions.findByThread(threadId)) !== null,
    });
    if (found.kind === 'ambiguous') {
      environment.log.warn(
        { sessionId: session.id, guildId, threadIds: found.threadIds },
        'found several threads',
      );
      throw new OpeningStopped({ kind: 'lost' });
    }
    return found.kind === 'found' ? found.threadId : null;
  }

  async #addMember(session: Session): Promise<void> {
    this.#checkDeadline(session);
    switch (await this.ports.threads.addMember(threadOf(session), session.memberId)) {
      case 'added':
        return;
      case 'member_gone':
        throw new OpeningStopped({ kind: 'member_gone' });
      case 'thread_gone':
        throw new OpeningStopped({ kind: 'lost' });
    }
  }

  async #introduce(session: Session): Promise<Session> {
    let current = session;
    for (;;) {
      this.#checkDeadline(current);
      try {
        const introductionId = await introduce(this.ports, current, 'introduction');
        return { ...current, introductionId };
      } catch (error) {
        current = await this.#prepareChat(
          await this.#swapAccount(current, error, this.ports.environment.now()),
        );
      }
    }
  }

  async #welcome(session: Session): Promise<void> {
    const { ledger, threads, environment } = this.ports;
    this.#checkDeadline(session);
    const entry = await ledger.intend(session, 'to_discord', 'welcome', environment.now());
    if (entry.state === 'sent') return;
    const key = postKey(session.id, 'welcome', entry.isNew ? null : entry.firstTriedAt);
    const said = await threads.say(threadOf(session), { kind: 'welcome', session }, key);
    switch (said.kind) {
      case 'said':
        return ledger.settle(entry.id, said.messageId, environment.now());
      case 'said_and_deleted':
        return ledger.settle(entry.id, null, environment.now());
      case 'gone':
      case 'locked':
        throw new OpeningStopped({ kind: 'lost' });
      case 'refused':
        throw new OpeningStopped({ kind: 'thread_refused', why: 'missing_permission' });
    }
  }

  async #activate(session: Session): Promise<Session> {
    const { sessions, environment } = this.ports;
    const at = environment.now();
    const superseded = session.supersedesId === null ? null : await sessions.find(session.supersedesId);
    const isActive =
      superseded === null
        ? await sessions.activate(session.id, at)
        : await sessions.activateSuccessor(
            session.id,
            superseded.id,
            at,
            planClosing(superseded, 'superseded'),
          );
    const active = isActive ? await sessions.find(session.id) : null;
    if (active === null) throw new OpeningStopped({ kind: 'lost' });
    if (superseded !== null) this.closing().start(superseded.id);
    environment.log.info(
      {
        sessionId: active.id,
        code: active.code,
        guildId: active.guildId,
        threadId: active.threadId,
        memberId: active.memberId,
        accountId: active.accountId,
        supersedes: active.supersedesId,
      },
      'opened session',
    );
    return active;
  }

  #checkDeadline(session: Session): void {
    if (this.ports.environment.now() > session.openingDeadline) {
      throw new UnreachableError('discord', 'the opening took longer than its deadline');
    }
  }

  #logFailure(session: Session, outcome: OpeningOutcome): void {
    const { id: sessionId, guildId, memberId, accountId } = session;
    const error = 'error' in outcome ? outcome.error : undefined;
    this.ports.environment.log.warn(
      { sessionId, guildId, memberId, accountId, outcome: outcome.kind, error },
      'undid opening',
    );
  }
}

function outcomeOf(error: unknown): Exclude<OpeningOutcome, { kind: 'active' }> {
  if (error instanceof OpeningStopped) return error.outcome;
  if (error instanceof AgentUnreachableError) return { kind: 'agent_unreachable', error };
  return { kind: 'failed', error };
}

function threadOf(session: Session): string {
  if (session.threadId === null) throw new Error(`session ${session.id} has no thread yet`);
  return session.threadId;
}
