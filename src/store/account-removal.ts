import type { Prisma, PrismaClient } from './generated/client.js';

/** What is left of an account that is taken out of the pool. */
export const removedAccount = {
  state: 'removed',
  sealedSession: null,
  limitedUntil: null,
  pts: null,
  qts: null,
  ptsDate: null,
} as const;

/** The lease of a session whose wipe was parked. An account that is to leave waits no longer for it: it may never be possible. */
export function hopeless(session: Prisma.SessionWhereInput): Prisma.AccountWhereInput {
  return { lease: { is: { ...session, steps: { some: { name: 'wipe_chat', state: 'parked' } } } } };
}

/**
 * Stands in a batch after an account was marked removed: ends the lease that it may still hold. Nobody will wipe that chat any more, and no
 * other session will ever be carried through it, so the closing goes on without.
 */
export function endLeaseOfRemoved(prisma: PrismaClient, session: Prisma.SessionWhereInput) {
  const held = { ...session, lease: { is: { state: 'removed' } } };
  return [
    prisma.closingStep.updateMany({
      where: { session: held, name: { in: ['wipe_chat', 'reset_account'] }, state: { not: 'done' } },
      data: { state: 'done', obstacle: 'the account was removed before its chat could be wiped' },
    }),
    prisma.session.updateMany({ where: held, data: { leaseKey: null } }),
  ] as const;
}
