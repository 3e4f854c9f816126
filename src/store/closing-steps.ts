import type { ClosingStep, ClosingStepName } from '../sessions/index.js';
import { closingStepNames } from '../sessions/index.js';
import { endLeaseOfRemoved, hopeless, removedAccount } from './account-removal.js';
import type { PrismaClient } from './generated/client.js';
import { stepFrom } from './rows.js';

/** The steps of closing sessions. What is done stays done, whatever a slower attempt says later. */
export class ClosingSteps {
  constructor(private readonly prisma: PrismaClient) {}

  async list(id: string): Promise<readonly ClosingStep[]> {
    const rows = await this.prisma.closingStep.findMany({ where: { sessionId: id } });
    return rows
      .map(stepFrom)
      .sort((a, b) => closingStepNames.indexOf(a.name) - closingStepNames.indexOf(b.name));
  }

  async begin(id: string, name: ClosingStepName, at: Date): Promise<void> {
    const where = { sessionId: id, name };
    await this.prisma.$transaction([
      this.prisma.closingStep.updateMany({ where, data: { attempts: { increment: 1 } } }),
      this.prisma.closingStep.updateMany({
        where: { ...where, firstTriedAt: null },
        data: { firstTriedAt: at },
      }),
    ]);
  }

  async settle(
    id: string,
    name: ClosingStepName,
    state: 'done' | 'parked',
    obstacle: string | null,
  ): Promise<void> {
    const settled = this.prisma.closingStep.updateMany({
      where: { sessionId: id, name, state: { not: 'done' } },
      data: { state, obstacle },
    });
    if (name !== 'wipe_chat' || state !== 'parked') {
      await settled;
      return;
    }
    // The account may have waited for this session to be removed.
    await this.prisma.$transaction([
      settled,
      this.prisma.account.updateMany({
        where: { ...hopeless({ id }), state: 'leaving' },
        data: removedAccount,
      }),
      ...endLeaseOfRemoved(this.prisma, { id }),
    ]);
  }

  async postpone(id: string, name: ClosingStepName, nextAttemptAt: Date, obstacle: string): Promise<void> {
    await this.prisma.closingStep.updateMany({
      where: { sessionId: id, name, state: 'due' },
      data: { nextAttemptAt, obstacle },
    });
  }

  async unpark(which: { sessionId: string } | { accountId: string }, at: Date): Promise<number> {
    const { count } = await this.prisma.closingStep.updateMany({
      where: {
        state: 'parked',
        ...('sessionId' in which ? which : { session: { leaseKey: which.accountId } }),
      },
      data: { state: 'due', nextAttemptAt: at },
    });
    return count;
  }
}

/** The rows with which a closing begins. */
export function stepsDue(sessionId: string, names: readonly ClosingStepName[], at: Date) {
  return names.map((name) => ({ sessionId, name, state: 'due', nextAttemptAt: at }));
}
