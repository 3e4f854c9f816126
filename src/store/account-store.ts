import type { Account, AccountListing, AccountStore, DeathCause, UpdateCursor } from '../sessions/index.js';
import { endLeaseOfRemoved, hopeless, removedAccount } from './account-removal.js';
import type { PrismaClient } from './generated/client.js';
import { accountFrom } from './rows.js';
import { SealError, type Sealer } from './sealing.js';

/** `AccountStore` on the tables Account and AccountAgent. A removed account is found by its id, but in no list. */
export class PrismaAccountStore implements AccountStore {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly sealer: Sealer,
  ) {}

  async find(accountId: string): Promise<Account | null> {
    const row = await this.prisma.account.findUnique({
      where: { id: accountId },
      omit: { sealedSession: true },
    });
    return row && accountFrom(row);
  }

  list(guildId: string): Promise<readonly AccountListing[]> {
    return this.listWhere({ guildId });
  }

  listAll(): Promise<readonly AccountListing[]> {
    return this.listWhere({});
  }

  private async listWhere(where: { guildId?: string }): Promise<readonly AccountListing[]> {
    const rows = await this.prisma.account.findMany({
      where: { ...where, state: { not: 'removed' } },
      omit: { sealedSession: true },
      include: { lease: { select: { code: true } } },
      orderBy: [{ guildId: 'asc' }, { importedAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ lease, ...row }) => ({
      ...accountFrom(row),
      sessionCode: lease?.code ?? null,
    }));
  }

  async import(account: {
    id: string;
    guildId: string;
    label: string;
    maskedPhone: string;
    stringSession: string;
    at: Date;
  }): Promise<'added' | 'renewed' | 'other_guild'> {
    const { id, guildId, label, maskedPhone, stringSession, at } = account;
    const columns = {
      guildId,
      label,
      maskedPhone,
      state: 'ready',
      sealedSession: this.sealer.seal(id, stringSession),
      deathCause: null,
      diedAt: null,
    };
    // One batch, so that of two imports at once one adds and the other renews or is refused. What is written first can't be met by
    // what follows: a renewal leaves nothing removed, and an addition renews itself to the same values.
    const [renewed, returned, added] = await this.prisma.$transaction([
      this.prisma.account.updateMany({ where: { id, guildId, state: { not: 'removed' } }, data: columns }),
      this.prisma.account.updateMany({
        where: { id, state: 'removed' },
        data: { ...columns, importedAt: at },
      }),
      this.prisma.account.upsert({
        where: { id },
        create: { id, ...columns, importedAt: at },
        update: {},
        select: { guildId: true },
      }),
      this.prisma.closingStep.updateMany({
        where: { state: 'parked', session: { leaseKey: id, guildId } },
        data: { state: 'due', nextAttemptAt: at },
      }),
    ]);
    if (added.guildId !== guildId) return 'other_guild';
    return renewed.count > 0 && returned.count === 0 ? 'renewed' : 'added';
  }

  async remove(accountId: string): Promise<'removed' | 'leaving' | 'not_found'> {
    const id = accountId;
    const held = { leaseKey: id };
    const [removed, , , leaving] = await this.prisma.$transaction([
      this.prisma.account.updateMany({
        where: { id, state: { not: 'removed' }, OR: [{ lease: { is: null } }, hopeless(held)] },
        data: removedAccount,
      }),
      ...endLeaseOfRemoved(this.prisma, held),
      // A dead one too, while its session is not over; the cause of death stays beside it.
      this.prisma.account.updateMany({ where: { id, lease: { isNot: null } }, data: { state: 'leaving' } }),
    ]);
    if (removed.count > 0) return 'removed';
    return leaving.count > 0 ? 'leaving' : 'not_found';
  }

  async unsealSession(accountId: string): Promise<string> {
    const row = await this.prisma.account.findUnique({
      where: { id: accountId },
      select: { sealedSession: true },
    });
    if (!row?.sealedSession) throw new SealError(accountId, 'nothing_sealed');
    return this.sealer.unseal(accountId, row.sealedSession);
  }

  async markDead(accountId: string, why: DeathCause, at: Date): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.account.updateMany({
        where: { id: accountId, state: { in: ['ready', 'leaving'] }, deathCause: null },
        data: { deathCause: why, diedAt: at },
      }),
      // One that is leaving stays so: it is removed as soon as its session is over, or can't be wiped.
      this.prisma.account.updateMany({ where: { id: accountId, state: 'ready' }, data: { state: 'dead' } }),
    ]);
  }

  async limit(accountId: string, until: Date): Promise<void> {
    await this.prisma.account.updateMany({ where: { id: accountId }, data: { limitedUntil: until } });
  }

  async agentHash(accountId: string, agentUserId: string): Promise<string | null> {
    const row = await this.prisma.accountAgent.findUnique({
      where: { accountId_agentUserId: { accountId, agentUserId } },
    });
    return row?.accessHash ?? null;
  }

  async saveAgentHash(accountId: string, agentUserId: string, accessHash: string): Promise<void> {
    await this.prisma.accountAgent.upsert({
      where: { accountId_agentUserId: { accountId, agentUserId } },
      create: { accountId, agentUserId, accessHash },
      update: { accessHash },
    });
  }

  async updateCursor(accountId: string): Promise<UpdateCursor | null> {
    const row = await this.prisma.account.findUnique({
      where: { id: accountId },
      select: { pts: true, qts: true, ptsDate: true },
    });
    if (row === null || row.pts === null || row.qts === null || row.ptsDate === null) return null;
    return { pts: row.pts, qts: row.qts, date: row.ptsDate };
  }

  async saveUpdateCursor(accountId: string, { pts, qts, date }: UpdateCursor): Promise<void> {
    // Not on a removed account: if it ever comes back, it begins anew.
    await this.prisma.account.updateMany({
      where: { id: accountId, state: { not: 'removed' } },
      data: { pts, qts, ptsDate: date },
    });
  }
}
