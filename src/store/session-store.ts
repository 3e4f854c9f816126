import type {
  AgentChat,
  Author,
  CloseReason,
  ClosingStep,
  ClosingStepName,
  Session,
  SessionDraft,
  SessionState,
  SessionStore,
} from '../sessions/index.js';
import { ClosingSteps, stepsDue } from './closing-steps.js';
import { didWin, isLostRace, violatedColumns } from './conflicts.js';
import type { PrismaClient } from './generated/client.js';
import { noteRelease } from './lease-pool.js';
import { authorColumn } from './rows.js';
import { SessionOpenings } from './session-openings.js';
import { SessionQueries } from './session-queries.js';

/** `SessionStore` on the tables Session and ClosingStep. Every change of state names in its `where` the state that it expects. */
export class PrismaSessionStore extends SessionQueries implements SessionStore {
  private readonly openings: SessionOpenings;
  private readonly closingSteps: ClosingSteps;

  constructor(prisma: PrismaClient) {
    super(prisma);
    this.openings = new SessionOpenings(prisma, this);
    this.closingSteps = new ClosingSteps(prisma);
  }

  open(draft: SessionDraft): ReturnType<SessionStore['open']> {
    return this.openings.open(draft);
  }

  openSuccessor(draft: SessionDraft, superseded: Session): ReturnType<SessionStore['openSuccessor']> {
    return this.openings.openSuccessor(draft, superseded);
  }

  swapAccount(session: Session, at: Date): ReturnType<SessionStore['swapAccount']> {
    return this.openings.swapAccount(session, at);
  }

  moveToFreeAccount(
    ...move: Parameters<SessionStore['moveToFreeAccount']>
  ): ReturnType<SessionStore['moveToFreeAccount']> {
    return this.openings.moveToFreeAccount(...move);
  }

  async recordChat(id: string, chat: AgentChat): Promise<boolean> {
    const { count } = await this.prisma.session.updateMany({
      where: {
        id,
        accountId: chat.accountId,
        OR: [{ state: 'opening' }, { state: 'active', introductionId: null }],
      },
      data: { agentUserId: chat.agentUserId, agentAccessHash: chat.agentAccessHash },
    });
    return count === 1;
  }

  recordThread(id: string, threadId: string): Promise<boolean> {
    return this.claimThread({ id, state: 'opening', threadId: null }, threadId);
  }

  adoptThread(id: string, threadId: string): Promise<boolean> {
    return this.claimThread({ id, OR: [{ threadId: null }, { threadId }] }, threadId);
  }

  private async claimThread(
    where: { id: string; state?: SessionState } & (
      | { threadId: null }
      | { OR: Array<{ threadId: string | null }> }
    ),
    threadId: string,
  ): Promise<boolean> {
    try {
      const { count } = await this.prisma.session.updateMany({ where, data: { threadId } });
      return count === 1;
    } catch (error) {
      if (violatedColumns(error)) return false;
      throw error;
    }
  }

  async recordPeople(threadId: string, count: number): Promise<void> {
    await this.prisma.session.updateMany({
      where: { threadId, state: { in: ['opening', 'active'] } },
      data: { peopleInThread: count },
    });
  }

  async recordIntroduction(id: string, messageId: number): Promise<void> {
    await this.prisma.session.updateMany({ where: { id }, data: { introductionId: messageId } });
  }

  async recordIntroductionRead(id: string, at: Date): Promise<void> {
    await this.prisma.session.updateMany({
      where: { id, introductionReadAt: null },
      data: { introductionReadAt: at },
    });
  }

  async activate(id: string, at: Date): Promise<boolean> {
    // A successor becomes active with `activateSuccessor` only: it holds no keys of its own.
    const { count } = await this.prisma.session.updateMany({
      where: { id, state: 'opening', liveKey: { not: null }, leaseKey: { not: null } },
      data: { state: 'active', activeAt: at },
    });
    return count === 1;
  }

  async activateSuccessor(
    id: string,
    supersededId: string,
    at: Date,
    steps: readonly ClosingStepName[],
  ): Promise<boolean> {
    for (;;) {
      const old = await this.prisma.session.findUnique({ where: { id: supersededId } });
      const successor = await this.find(id);
      if (old?.state !== 'active' || old.liveKey === null || old.leaseKey === null) return false;
      if (successor?.state !== 'opening' || successor.supersedesId !== supersededId) return false;
      const {
        liveKey,
        leaseKey,
        accountId,
        agentUserId,
        agentAccessHash,
        introductionId,
        introductionReadAt,
      } = old;
      const moved = {
        liveKey,
        leaseKey,
        accountId,
        agentUserId,
        agentAccessHash,
        introductionId,
        introductionReadAt,
      };
      const won = await didWin(
        this.prisma.$transaction([
          // Everything that moves stands in the condition: what was written since it was read must not get lost.
          this.prisma.session.update({
            where: { ...moved, id: supersededId, state: 'active' },
            data: {
              state: 'closing',
              liveKey: null,
              leaseKey: null,
              reason: 'superseded',
              closedBy: 'bot',
              closingAt: at,
            },
          }),
          this.prisma.session.update({
            where: { id, state: 'opening', supersedesId: supersededId },
            data: { state: 'active', activeAt: at, ...moved },
          }),
          this.prisma.closingStep.createMany({ data: stepsDue(supersededId, steps, at) }),
        ]),
      );
      if (won) return true;
    }
  }

  beginClosing(
    id: string,
    expected: Extract<SessionState, 'opening' | 'active'>,
    {
      reason,
      by,
      at,
      steps,
    }: { reason: CloseReason; by: Author; at: Date; steps: readonly ClosingStepName[] },
  ): Promise<boolean> {
    return didWin(
      this.prisma.$transaction([
        this.prisma.session.update({
          where: { id, state: expected },
          data: {
            state: 'closing',
            liveKey: null,
            reason,
            closedBy: authorColumn(by),
            closingAt: at,
            ...(expected === 'opening' ? { supersedesId: null } : {}),
          },
        }),
        this.prisma.closingStep.createMany({ data: stepsDue(id, steps, at) }),
      ]),
    );
  }

  steps(id: string): Promise<readonly ClosingStep[]> {
    return this.closingSteps.list(id);
  }

  beginStep(id: string, name: ClosingStepName, at: Date): Promise<void> {
    return this.closingSteps.begin(id, name, at);
  }

  settleStep(...[id, name, state, obstacle]: Parameters<SessionStore['settleStep']>): Promise<void> {
    return this.closingSteps.settle(id, name, state, obstacle);
  }

  postponeStep(
    ...[id, name, nextAttemptAt, obstacle]: Parameters<SessionStore['postponeStep']>
  ): Promise<void> {
    return this.closingSteps.postpone(id, name, nextAttemptAt, obstacle);
  }

  unparkSteps(...[which, at]: Parameters<SessionStore['unparkSteps']>): Promise<number> {
    return this.closingSteps.unpark(which, at);
  }

  async release(id: string, at: Date): Promise<void> {
    const session = await this.find(id);
    if (!session?.holdsLease) return;
    const { accountId } = session;
    try {
      await this.prisma.$transaction([
        this.prisma.session.update({ where: { id, leaseKey: accountId }, data: { leaseKey: null } }),
        ...noteRelease(this.prisma, accountId, at),
      ]);
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }

  async finish(id: string, at: Date): Promise<boolean> {
    const { count } = await this.prisma.session.updateMany({
      where: { id, state: 'closing' },
      data: { state: 'closed', closedAt: at },
    });
    return count === 1;
  }
}
