import type { Closing } from './closing.js';
import type { GuildSettings } from './guild-settings.js';
import type { Opening } from './opening.js';
import type { SessionPorts } from './ports/index.js';
import type { SessionDraft } from './ports/session-store.js';
import type { ThreadRefusal } from './ports/session-threads.js';
import type { Reconciliation } from './reconciliation.js';
import { type CloseReason, hasExpired, type Session } from './session.js';

export interface UpgradeRequest {
  readonly guildId: string;
  readonly memberId: string;
  /** Display name in the guild. */
  readonly memberName: string;
  readonly isVip: boolean;
}

export type UpgradeResult =
  /** `replaced`: why the member's last session, which expired or could not be verified, was closed; null when it was ended or never was. */
  | { readonly kind: 'opened'; readonly session: Session; readonly replaced: CloseReason | null }
  | { readonly kind: 'already_open'; readonly session: Session }
  | { readonly kind: 'being_opened' }
  /** People or Discord ended it, or the session that it was to replace, while it was being opened: that stands. */
  | { readonly kind: 'ended_meanwhile'; readonly reason: CloseReason }
  | { readonly kind: 'pool_empty' }
  | { readonly kind: 'already_vip' }
  | { readonly kind: 'not_set_up' }
  | { readonly kind: 'cannot_see'; readonly channelId: string }
  | { readonly kind: 'refused'; readonly why: ThreadRefusal }
  | { readonly kind: 'failed'; readonly reference: string };

/** What stands in the way of a new row, after the member's live session was looked at. */
type Clearance =
  | { readonly kind: 'free'; readonly replaced: CloseReason | null }
  | { readonly kind: 'supersede'; readonly superseded: Session }
  | { readonly kind: 'changed' }
  | { readonly kind: 'answer'; readonly result: UpgradeResult };

/** Each round begins anew after a lost race; more than these in a row mean that something else is wrong. */
const rounds = 4;

/** Endings of a session that was being opened after which the upgrade goes on: nobody meant to end it. */
const undone: ReadonlySet<CloseReason> = new Set(['opening_failed']);

/** The same for a session that was to be replaced: its member wanted another one anyway. */
const replaceable: ReadonlySet<CloseReason> = new Set([
  'opening_failed',
  'superseded',
  'thread_archived',
  'thread_deleted',
  'thread_not_visible',
  'member_left_thread',
]);

/**
 * A member wants to be upgraded. Their live session, if any, is checked with Discord: alive, they are shown it; gone, it is closed and
 * the upgrade goes on; unknown, it is superseded, and given up only in the step in which its successor exists.
 */
export class Upgrade {
  constructor(
    private readonly ports: SessionPorts,
    private readonly opening: Opening,
    private readonly closing: Closing,
    private readonly reconciliation: Reconciliation,
  ) {}

  /** Never rejects for what the outside world does; a second call while the first is under way is answered `being_opened`. */
  async request(request: UpgradeRequest): Promise<UpgradeResult> {
    const { guilds, threads } = this.ports;
    let replaced: CloseReason | null = null;
    for (let round = 0; round < rounds; round++) {
      // Asked in each round: the last one may have been lost to a change of these.
      const settings = await guilds.find(request.guildId);
      if (settings === null) return { kind: 'not_set_up' };
      if (request.isVip) return { kind: 'already_vip' };
      if (threads.canUse(settings.guildId, settings.channelId, request.memberId) === 'cannot_see')
        return { kind: 'cannot_see', channelId: settings.channelId };
      const clearance = await this.#clearWay(request);
      if (clearance.kind === 'answer') return clearance.result;
      if (clearance.kind === 'changed') continue;
      if (clearance.kind === 'free') replaced = clearance.replaced ?? replaced;
      const result =
        clearance.kind === 'free'
          ? await this.#open(request, settings, replaced)
          : await this.#supersede(request, settings, clearance.superseded);
      if (result !== 'again') return result;
    }
    return this.#fail(`lost ${rounds} rounds in a row`);
  }

  async #clearWay({ guildId, memberId }: UpgradeRequest): Promise<Clearance> {
    const { sessions, threads, environment } = this.ports;
    const live = await sessions.findLive(guildId, memberId);
    if (live === null) return { kind: 'free', replaced: await this.#expired(guildId, memberId) };
    if (live.state === 'opening') return this.#meetOpening(live);
    const successor = await sessions.findSuccessor(live.id);
    if (successor?.state === 'opening') return this.#meetOpening(successor);
    const liveness =
      live.threadId === null
        ? ({ kind: 'gone', reason: 'thread_deleted' } as const)
        : await threads.inspect({ guildId, channelId: live.channelId, threadId: live.threadId }, memberId);
    switch (liveness.kind) {
      case 'alive':
        this.ports.conversations.ensureBegun(live);
        return { kind: 'answer', result: { kind: 'already_open', session: live } };
      case 'gone':
        return (await this.closing.close(live, liveness.reason, { kind: 'bot' }))
          ? { kind: 'free', replaced: liveness.reason }
          : { kind: 'changed' };
      case 'unknown':
        environment.log.warn({ sessionId: live.id, detail: liveness.detail }, 'could not verify session');
        return { kind: 'supersede', superseded: live };
    }
  }

  /** One that went away while nobody looked may be news to its member. */
  async #expired(guildId: string, memberId: string): Promise<CloseReason | null> {
    const latest = await this.ports.sessions.findLatest(guildId, memberId);
    return latest !== null && hasExpired(latest) ? latest.reason : null;
  }

  /** One that is being opened is waited for; one past its deadline is undone by whoever meets it. */
  async #meetOpening(opening: Session): Promise<Clearance> {
    if (this.ports.environment.now() <= opening.openingDeadline) {
      return { kind: 'answer', result: { kind: 'being_opened' } };
    }
    await this.opening.undo(opening);
    return { kind: 'changed' };
  }

  /** An empty pool is believed only after the guild was reconciled. */
  async #open(
    request: UpgradeRequest,
    settings: GuildSettings,
    replaced: CloseReason | null,
  ): Promise<UpgradeResult | 'again'> {
    const result = await this.#openOnce(request, settings, replaced);
    if (result === 'again' || result.kind !== 'pool_empty') return result;
    await this.reconciliation.freeAccounts(request.guildId);
    return this.#openOnce(request, settings, replaced);
  }

  async #openOnce(
    request: UpgradeRequest,
    settings: GuildSettings,
    replaced: CloseReason | null,
  ): Promise<UpgradeResult | 'again'> {
    const opened = await this.ports.sessions.open(this.#draft(request, settings));
    switch (opened.kind) {
      case 'opened':
        return this.#complete(opened.session, replaced);
      case 'already_live':
        return 'again';
      case 'pool_empty':
        return { kind: 'pool_empty' };
    }
  }

  async #supersede(
    request: UpgradeRequest,
    settings: GuildSettings,
    superseded: Session,
  ): Promise<UpgradeResult | 'again'> {
    const opened = await this.ports.sessions.openSuccessor(this.#draft(request, settings), superseded);
    if (opened.kind === 'opened') return this.#complete(opened.session, 'superseded');
    const reason = await this.#whyEnded(superseded.id, replaceable);
    return reason === null ? 'again' : { kind: 'ended_meanwhile', reason };
  }

  async #complete(opened: Session, replaced: CloseReason | null): Promise<UpgradeResult | 'again'> {
    const outcome = await this.opening.complete(opened);
    if (outcome.kind === 'active') return { kind: 'opened', session: outcome.session, replaced };
    const { id, supersedesId } = opened;
    let reason = await this.#whyEnded(id, undone);
    if (supersedesId !== null) reason ??= await this.#whyEnded(supersedesId, replaceable);
    if (reason !== null) return { kind: 'ended_meanwhile', reason };
    switch (outcome.kind) {
      case 'pool_empty':
        return { kind: 'pool_empty' };
      case 'thread_refused':
        return { kind: 'refused', why: outcome.why };
      case 'lost':
        return 'again';
      case 'member_gone':
        return this.#fail('the member left the server');
      case 'agent_unreachable':
      case 'failed':
        return this.#fail(outcome.error);
    }
  }

  /** Null when the session lives on, or ended in one of these ways, which don't count. */
  async #whyEnded(sessionId: string, except: ReadonlySet<CloseReason>): Promise<CloseReason | null> {
    const reason = (await this.ports.sessions.find(sessionId))?.reason ?? null;
    return reason === null || except.has(reason) ? null : reason;
  }

  #fail(error: unknown): UpgradeResult {
    const reference = this.ports.environment.newReference();
    this.ports.environment.log.error({ reference, error }, 'failed to upgrade');
    return { kind: 'failed', reference };
  }

  #draft({ guildId, memberId, memberName }: UpgradeRequest, settings: GuildSettings): SessionDraft {
    const { environment } = this.ports;
    const openedAt = environment.now();
    return {
      id: environment.newId(),
      guildId,
      memberId,
      memberName,
      channelId: settings.channelId,
      agentUserId: settings.agent.userId,
      openedAt,
      openingDeadline: new Date(openedAt.getTime() + environment.timings.openingDeadlineMs),
      newCode: () => environment.newCode(),
    };
  }
}
