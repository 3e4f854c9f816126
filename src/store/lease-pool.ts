import { removedAccount } from './account-removal.js';
import type { Prisma, PrismaClient } from './generated/client.js';

/** Which accounts of a guild may be leased at a moment. */
function free(guildId: string, at: Date): Prisma.AccountWhereInput {
  return {
    guildId,
    state: 'ready',
    lease: { is: null },
    OR: [{ limitedUntil: null }, { limitedUntil: { lte: at } }],
  };
}

/** The accounts that may be leased, the one released longest ago first; one that was never released comes before all others. */
export async function leasableAccounts(
  prisma: PrismaClient,
  guildId: string,
  at: Date,
): Promise<readonly string[]> {
  const rows = await prisma.account.findMany({
    where: free(guildId, at),
    // SQLite sorts null first (sqlite.org/datatype3.html, 4.1).
    orderBy: [{ releasedAt: 'asc' }, { importedAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
    take: 50,
  });
  return rows.map(({ id }) => id);
}

/** Stands in a batch before a lease is written: finds no row, and so loses the batch, when the account may not be leased any more. */
export function assertLeasable(prisma: PrismaClient, accountId: string, guildId: string, at: Date) {
  return prisma.account.update({
    where: { ...free(guildId, at), id: accountId },
    data: { state: 'ready' },
    select: { id: true },
  });
}

/** Stands in a batch after a lease has ended: notes when, and takes an account out of the pool that waited for it. */
export function noteRelease(prisma: PrismaClient, accountId: string, at: Date) {
  return [
    prisma.account.updateMany({ where: { id: accountId }, data: { releasedAt: at } }),
    prisma.account.updateMany({ where: { id: accountId, state: 'leaving' }, data: removedAccount }),
  ] as const;
}
