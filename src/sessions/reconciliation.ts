import type { Closing } from './closing.js';
import { UnreachableError } from './errors.js';
import { countsOtherwise } from './headcount.js';
import { inTurns } from './in-turns.js';
import { postKey } from './keys.js';
import { covers, type GuildThreads, type Liveness } from './liveness.js';
import type { Opening } from './opening.js';
import type { SessionPorts } from './ports/index.js';
import type { Session } from './session.js';

/** More threads than this answering "unknown channel" in one pass are asked for again before it is believed. */
const believedAtOnce = 5;

/** When more threads than this count otherwise, the count (which Discord calls approximate) is not believed: the next upgrade of each member looks. */
const suspectedAtMost = 25;

/**
 * Compares a guild's rows with its live threads: closes what is gone, finishes what is half-open or half-closed, and has the conversations catch up.
 * One pass a guild at a time; the others wait for their turn, each with the threads that it was told of.
 */
export class Reconciliation {
  readonly #passes = new Map<string, Promise<void>>();
  readonly #poolPasses = new Map<string, { at: Date; pass: Promise<void> }>();
  readonly #secondLooks = new Set<NodeJS.Timeout>();

  constructor(
    private readonly ports: SessionPorts,
    private readonly opening: Opening,
    private readonly closing: Closing,
  ) {}

  /** With the active threads that a gateway payload listed: a thread that is in it costs no request. Never rejects. */
  async reconcile(threads: GuildThreads): Promise<void> {
    const previous = this.#passes.get(threads.guildId) ?? Promise.resolve();
    const pass = previous
      .then(() => this.#pass(threads))
      .catch((error: unknown) => this.#resume(threads.guildId, error))
      // One that can't even be given up must not stand in the way of the next.
      .catch((error: unknown) => this.#logFailure(threads.guildId, error));
    this.#passes.set(threads.guildId, pass);
    await pass;
    if (this.#passes.get(threads.guildId) === pass) this.#passes.delete(threads.guildId);
  }

  /**
   * The pool is empty: closes what turns out to be gone and waits for the accounts that this frees. At most once in `poolReconcileMs` a guild;
   * who asks in between shares the last answer. One request, and one for each thread that is missing.
   */
  async freeAccounts(guildId: string): Promise<void> {
    const { threads, environment } = this.ports;
    const last = this.#poolPasses.get(guildId);
    if (
      last !== undefined &&
      environment.now().getTime() - last.at.getTime() < environment.timings.poolReconcileMs
    ) {
      await last.pass;
      return this.#finishClosings(guildId);
    }
    const pass = threads
      .activeThreads(guildId)
      .then((active) => this.reconcile(active))
      .catch((error: unknown) => this.#logFailure(guildId, error));
    this.#poolPasses.set(guildId, { at: environment.now(), pass });
    await pass;
    await this.#finishClosings(guildId);
  }

  stop(): void {
    for (const timer of this.#secondLooks) clearTimeout(timer);
    this.#secondLooks.clear();
  }

  /** Endings that hold an account are worked on once more, so that a wipe that is under way is waited for. */
  async #finishClosings(guildId: string): Promise<void> {
    const closing = await this.ports.sessions.listWithStepsDue(guildId);
    await Promise.all(closing.filter(({ holdsLease }) => holdsLease).map(({ id }) => this.closing.run(id)));
  }

  async #pass(threads: GuildThreads): Promise<void> {
    const { guildId, active } = threads;
    const { sessions } = this.ports;
    const live = await sessions.listLive(guildId);
    for (const session of live) if (session.state === 'opening') await this.#settleOpening(session);
    const conversations = live.filter(
      ({ state, channelId }) => state === 'active' && covers(threads, channelId),
    );
    const listed = conversations.filter(({ threadId }) => threadId !== null && active.has(threadId));
    const present = await this.#closeLeft(threads, await this.#closeAbsent(guildId, listed));
    for (const session of present) {
      this.ports.conversations.begin(session, active.get(session.threadId ?? '')?.lastMessageId ?? null);
      await this.ports.guilds.forgetReport(guildId, unverified(session));
    }
    const listedIds = new Set(listed.map(({ id }) => id));
    await this.#askFor(
      conversations.filter(({ id }) => !listedIds.has(id)),
      believedAtOnce,
    );
    for (const session of await sessions.listWithStepsDue(guildId)) this.closing.start(session.id);
  }

  /** An opening that a crash cut off is completed, or undone when its time is over. */
  async #settleOpening(session: Session): Promise<void> {
    if (this.opening.isUnderWay(session.id)) return;
    if (this.ports.environment.now() > session.openingDeadline) await this.opening.undo(session);
    else void this.opening.complete(session);
  }

  async #closeAbsent(guildId: string, listed: readonly Session[]): Promise<readonly Session[]> {
    const stays: Session[] = [];
    for (const channelId of new Set(listed.map((session) => session.channelId))) {
      const group = listed.filter((session) => session.channelId === channelId);
      const presence = await this.ports.threads.presenceOf(
        guildId,
        channelId,
        group.map(({ memberId }) => memberId),
      );
      for (const session of group) {
        const found = presence.get(session.memberId) ?? 'unknown';
        if (found === 'absent') await this.closing.close(session, 'member_left_server', { kind: 'bot' });
        else if (found === 'cannot_see')
          await this.closing.close(session, 'thread_not_visible', { kind: 'bot' });
        else stays.push(session);
      }
    }
    return stays;
  }

  /** A thread that is locked, or counts others than before, is asked for, and what it counts is remembered. The others cost no request. */
  async #closeLeft(
    { guildId, active }: GuildThreads,
    present: readonly Session[],
  ): Promise<readonly Session[]> {
    const { threads, sessions, environment } = this.ports;
    const listed = (session: Session) => active.get(session.threadId ?? '');
    const locked = present.filter((session) => listed(session)?.isLocked === true);
    const miscounted = present.filter((session) => countsOtherwise(session, listed(session)));
    const isDoubted = miscounted.length > suspectedAtMost;
    if (isDoubted) environment.log.warn({ guildId, threads: miscounted.length }, 'doubted member counts');
    const suspects = new Set(isDoubted ? locked : [...locked, ...miscounted]);
    const left = new Set<Session>();
    await inTurns([...suspects], async (session) => {
      const { channelId, threadId, memberId } = session;
      if (threadId === null) return;
      const liveness = await threads.inspect({ guildId, channelId, threadId }, memberId);
      const count = listed(session)?.memberCount ?? null;
      if (liveness.kind === 'alive' && count !== null) await sessions.recordPeople(threadId, count);
      if (liveness.kind !== 'gone') return;
      await this.closing.close(session, liveness.reason, { kind: 'bot' });
      left.add(session);
    });
    return present.filter((session) => !left.has(session));
  }

  /** Asks Discord for each missing thread; when more than `believed` are gone at once, the answer is asked for again later. */
  async #askFor(missing: readonly Session[], believed: number): Promise<void> {
    const answers = await inTurns(missing, (session) => this.#ask(session));
    const vanished = answers.filter(
      ({ liveness }) => liveness.kind === 'gone' && liveness.reason === 'thread_deleted',
    );
    const doubted = vanished.length > believed ? new Set(vanished) : new Set();
    for (const answer of answers) if (!doubted.has(answer)) await this.#act(answer);
    if (doubted.size > 0) this.#lookAgain(vanished.map(({ session }) => session));
  }

  async #ask(session: Session): Promise<{ session: Session; liveness: Liveness }> {
    const { guildId, channelId, threadId, memberId } = session;
    const liveness: Liveness =
      threadId === null
        ? { kind: 'gone', reason: 'thread_deleted' }
        : await this.ports.threads.inspectThread({ guildId, channelId, threadId }, memberId);
    return { session, liveness };
  }

  async #act({ session, liveness }: { session: Session; liveness: Liveness }): Promise<void> {
    switch (liveness.kind) {
      case 'alive':
        this.ports.conversations.begin(session);
        return this.ports.guilds.forgetReport(session.guildId, unverified(session));
      case 'gone':
        await this.closing.close(session, liveness.reason, { kind: 'bot' });
        return;
      case 'unknown':
        // Reading the thread is tried until it can be read, so that nothing that is written there is lost.
        this.ports.conversations.begin(session);
        return this.#report(session, liveness.detail);
    }
  }

  /** Many threads gone at once is more likely an outage of Discord's than the truth. */
  #lookAgain(doubted: readonly Session[]): void {
    const { environment, sessions } = this.ports;
    environment.log.warn({ threads: doubted.length }, 'doubted vanished threads');
    const timer = setTimeout(() => {
      this.#secondLooks.delete(timer);
      void Promise.all(doubted.map(({ id }) => sessions.find(id)))
        .then((found) => found.flatMap((session) => (session?.state === 'active' ? [session] : [])))
        .then((stillActive) => this.#askFor(stillActive, Number.POSITIVE_INFINITY))
        .catch((error: unknown) => environment.log.error({ error }, 'failed to look again'));
    }, environment.timings.secondLookMs);
    this.#secondLooks.add(timer);
  }

  /** A session that can't be verified stays; staff are told once. */
  async #report(session: Session, detail: string): Promise<void> {
    const { guilds, announcements, environment } = this.ports;
    if (!(await guilds.reportOnce(session.guildId, unverified(session), environment.now()))) return;
    environment.log.warn(
      { sessionId: session.id, guildId: session.guildId, detail },
      'could not verify session',
    );
    const settings = await guilds.find(session.guildId);
    if (!settings?.logChannelId) return;
    const key = postKey(session.id, 'unverified', null);
    try {
      await announcements.writeLog(
        settings.logChannelId,
        { kind: 'session_unverified', session, detail },
        key,
      );
    } catch (error) {
      // The next pass that can't verify it says so again.
      await guilds.forgetReport(session.guildId, unverified(session));
      if (!(error instanceof UnreachableError)) throw error;
    }
  }

  /** A pass that failed must not leave conversations waiting for it. */
  async #resume(guildId: string, error: unknown): Promise<void> {
    this.#logFailure(guildId, error);
    const live = await this.ports.sessions.listLive(guildId);
    for (const session of live) if (session.state === 'active') this.ports.conversations.begin(session);
  }

  #logFailure(guildId: string, error: unknown): void {
    this.ports.environment.log.error({ guildId, error }, 'failed to reconcile guild');
  }
}

function unverified(session: Session): string {
  return `unverified:${session.id}`;
}
