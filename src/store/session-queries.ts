import type { Session } from '../sessions/index.js';
import type { PrismaClient } from './generated/client.js';
import { sessionFrom } from './rows.js';

const oldestFirst = [{ openedAt: 'asc' }, { id: 'asc' }] as const;
const unclosed = ['opening', 'active', 'closing'];

/** The member's claim to the one live session in a guild. */
export function liveKeyOf(guildId: string, memberId: string): string {
  return `${guildId}:${memberId}`;
}

/** The reading half of the session table. */
export class SessionQueries {
  constructor(protected readonly prisma: PrismaClient) {}

  async find(id: string): Promise<Session | null> {
    const row = await this.prisma.session.findUnique({ where: { id } });
    return row && sessionFrom(row);
  }

  async findLive(guildId: string, memberId: string): Promise<Session | null> {
    const row = await this.prisma.session.findUnique({ where: { liveKey: liveKeyOf(guildId, memberId) } });
    return row && sessionFrom(row);
  }

  async findByThread(threadId: string): Promise<Session | null> {
    const row = await this.prisma.session.findUnique({ where: { threadId } });
    return row && sessionFrom(row);
  }

  async findByLease(accountId: string): Promise<Session | null> {
    const row = await this.prisma.session.findUnique({ where: { leaseKey: accountId } });
    return row && sessionFrom(row);
  }

  async findLatest(guildId: string, memberId: string): Promise<Session | null> {
    const row = await this.prisma.session.findFirst({
      where: { guildId, memberId },
      orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    });
    return row && sessionFrom(row);
  }

  async findSuccessor(supersededId: string): Promise<Session | null> {
    const row = await this.prisma.session.findUnique({ where: { supersedesId: supersededId } });
    return row && sessionFrom(row);
  }

  async listStranded(): Promise<readonly Session[]> {
    const rows = await this.prisma.session.findMany({
      where: {
        state: 'active',
        leaseKey: { not: null },
        OR: [{ introductionId: null }, { account: { deathCause: { not: null } } }],
      },
      orderBy: [...oldestFirst],
    });
    return rows.map(sessionFrom);
  }

  async listUnfinishedOf(guildId: string, memberId: string): Promise<readonly Session[]> {
    const rows = await this.prisma.session.findMany({
      where: {
        guildId,
        memberId,
        OR: [{ state: { in: unclosed } }, { steps: { some: { state: { in: ['due', 'parked'] } } } }],
      },
      orderBy: [...oldestFirst],
    });
    return rows.map(sessionFrom);
  }

  async listLive(guildId: string): Promise<readonly Session[]> {
    const rows = await this.prisma.session.findMany({
      where: { guildId, state: { in: ['opening', 'active'] } },
      orderBy: [...oldestFirst],
    });
    return rows.map(sessionFrom);
  }

  async listWithStepsDue(guildId: string): Promise<readonly Session[]> {
    // From the steps to their sessions: due steps are few, sessions of the past are many.
    const steps = await this.prisma.closingStep.findMany({
      where: { state: 'due', session: { guildId } },
      distinct: ['sessionId'],
      include: { session: true },
    });
    // A process that ended between its last step and the closing row's end left no step behind.
    const due = new Set(steps.map(({ sessionId }) => sessionId));
    const stepless = await this.prisma.session.findMany({
      where: { guildId, state: 'closing', id: { notIn: [...due] } },
    });
    return [...steps.map(({ session }) => session), ...stepless]
      .map(sessionFrom)
      .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1));
  }

  async listGuildsWithWork(): Promise<readonly string[]> {
    const [live, due] = await Promise.all([
      this.prisma.session.groupBy({ by: ['guildId'], where: { state: { in: unclosed } } }),
      this.prisma.closingStep.findMany({
        where: { state: 'due' },
        distinct: ['sessionId'],
        select: { session: { select: { guildId: true } } },
      }),
    ]);
    return [
      ...new Set([...live.map(({ guildId }) => guildId), ...due.map(({ session }) => session.guildId)]),
    ];
  }
}
