import type { Session, SessionDraft, SessionStore } from '../sessions/index.js';
import { isLostRace, violatedColumns } from './conflicts.js';
import type { PrismaClient } from './generated/client.js';
import { assertLeasable, leasableAccounts, noteRelease } from './lease-pool.js';
import { sessionFrom } from './rows.js';
import { liveKeyOf, type SessionQueries } from './session-queries.js';
import { Turnstile } from './turnstile.js';

/** How often a code that is taken is replaced: with a hundred thousand codes in use of millions, two in a row are rare. */
const codeTries = 20;

type Opened = { kind: 'opened'; session: Session };
type Openable = Awaited<ReturnType<SessionStore['open']>>;
type Swapped = Awaited<ReturnType<SessionStore['swapAccount']>>;
type Moved = Awaited<ReturnType<SessionStore['moveToFreeAccount']>>;

/** How a session row comes to be, and which account it leases. */
export class SessionOpenings {
  /** All want the account that was released longest ago: in turn, they don't lose it to each other again and again. */
  private readonly turnstile = new Turnstile();

  constructor(
    private readonly prisma: PrismaClient,
    private readonly queries: SessionQueries,
  ) {}

  open(draft: SessionDraft): Promise<Openable> {
    return this.turnstile.alone(() => this.openAlone(draft));
  }

  private async openAlone(draft: SessionDraft): Promise<Openable> {
    for (;;) {
      const live = await this.queries.findLive(draft.guildId, draft.memberId);
      if (live !== null) return { kind: 'already_live', session: live };
      const accounts = await leasableAccounts(this.prisma, draft.guildId, draft.openedAt);
      if (accounts.length === 0) return { kind: 'pool_empty' };
      for (const accountId of accounts) {
        const outcome = await this.insertLeasing(draft, accountId);
        if (outcome === 'live') break;
        if (outcome !== 'taken') return { kind: 'opened', session: outcome };
      }
    }
  }

  /** `taken`: the account may not be leased any more. `live`: the member has a live session by now. */
  private async insertLeasing(draft: SessionDraft, accountId: string): Promise<Session | 'taken' | 'live'> {
    const { guildId, memberId, openedAt } = draft;
    return this.withCode(draft.newCode, async (code) => {
      try {
        const [, row] = await this.prisma.$transaction([
          assertLeasable(this.prisma, accountId, guildId, openedAt),
          this.prisma.session.create({
            data: {
              ...columnsOf(draft),
              code,
              accountId,
              liveKey: liveKeyOf(guildId, memberId),
              leaseKey: accountId,
            },
          }),
        ]);
        return sessionFrom(row);
      } catch (error) {
        if (isLostRace(error) || violatedColumns(error)?.includes('leaseKey')) return 'taken';
        if (violatedColumns(error)?.includes('liveKey')) return 'live';
        throw error;
      }
    });
  }

  async openSuccessor(draft: SessionDraft, superseded: Session): Promise<Opened | { kind: 'lost' }> {
    return this.withCode(draft.newCode, async (code) => {
      const old = await this.queries.find(superseded.id);
      if (old?.state !== 'active' || !old.holdsLease) return { kind: 'lost' };
      try {
        const [, row] = await this.prisma.$transaction([
          // Changes nothing, and loses the batch when the old row is no longer as it was read.
          this.prisma.session.update({
            where: { id: old.id, state: 'active', leaseKey: old.accountId },
            data: { state: 'active' },
            select: { id: true },
          }),
          this.prisma.session.create({
            data: {
              ...columnsOf(draft),
              code,
              accountId: old.accountId,
              agentUserId: old.agentUserId,
              agentAccessHash: old.agentAccessHash,
              introductionId: old.introductionId,
              introductionReadAt: old.introductionReadAt,
              supersedesId: old.id,
            },
          }),
        ]);
        return { kind: 'opened', session: sessionFrom(row) };
      } catch (error) {
        if (isLostRace(error) || violatedColumns(error)?.includes('supersedesId')) return { kind: 'lost' };
        throw error;
      }
    });
  }

  async swapAccount(session: Session, at: Date): Promise<Swapped> {
    const outcome = await this.turnstile.alone(() => this.leaseAnother(session, 'opening', at));
    return outcome.kind === 'leased' ? { kind: 'swapped', session: outcome.session } : outcome;
  }

  async moveToFreeAccount(
    ...[session, at, except]: Parameters<SessionStore['moveToFreeAccount']>
  ): Promise<Moved> {
    const outcome = await this.turnstile.alone(() => this.leaseAnother(session, 'active', at, except));
    return outcome.kind === 'leased' ? { kind: 'moved', session: outcome.session } : outcome;
  }

  private async leaseAnother(
    { id, guildId, accountId: old }: Session,
    state: 'opening' | 'active',
    at: Date,
    except: ReadonlySet<string> = new Set(),
  ): Promise<{ kind: 'leased'; session: Session } | { kind: 'pool_empty' } | { kind: 'lost' }> {
    for (;;) {
      const current = await this.queries.find(id);
      if (current?.state !== state || current.accountId !== old || !current.holdsLease) {
        return { kind: 'lost' };
      }
      const leasable = await leasableAccounts(this.prisma, guildId, at);
      const accounts = leasable.filter((accountId) => !except.has(accountId));
      if (accounts.length === 0) return { kind: 'pool_empty' };
      for (const accountId of accounts) {
        try {
          const [, row] = await this.prisma.$transaction([
            assertLeasable(this.prisma, accountId, guildId, at),
            this.prisma.session.update({
              where: { id, state, accountId: old, leaseKey: old },
              data: {
                accountId,
                leaseKey: accountId,
                agentAccessHash: null,
                introductionId: null,
                introductionReadAt: null,
              },
            }),
            ...noteRelease(this.prisma, old, at),
          ]);
          return { kind: 'leased', session: sessionFrom(row) };
        } catch (error) {
          // Either the account or the row itself was lost: the next turn tells which.
          if (!isLostRace(error) && !violatedColumns(error)?.includes('leaseKey')) throw error;
        }
      }
    }
  }

  private async withCode<T>(newCode: () => string, insert: (code: string) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await insert(newCode());
      } catch (error) {
        if (tries === codeTries || !violatedColumns(error)?.includes('code')) throw error;
      }
    }
  }
}

function columnsOf({ newCode: _, ...draft }: SessionDraft) {
  return { ...draft, state: 'opening' };
}
