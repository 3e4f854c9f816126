import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaClient } from '../../../src/store/generated/client.js';

/** How many sessions are shown. */
const SHOWN_SESSIONS = 100;

/** Reads the bot's own database, and can do nothing else to it: the file is opened read-only. */
export class SessionTable {
  readonly #prisma: PrismaClient;

  /** @param url the `file:` address of the database; it must be there */
  constructor(url: string) {
    this.#prisma = new PrismaClient({
      adapter: new PrismaBetterSqlite3({
        url: url.replace(/^file:/, ''),
        readonly: true,
        fileMustExist: true,
      }),
    });
  }

  /** The sessions of a guild, newest first, each with the account that it talks through. */
  listSessions(guildId: string) {
    return this.#prisma.session.findMany({
      where: { guildId },
      orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
      take: SHOWN_SESSIONS,
      include: { account: { select: { label: true } } },
    });
  }

  /** How many messages of each session, direction and state there are; long ones count once. */
  countMessages(guildId: string) {
    return this.#prisma.delivery.groupBy({
      by: ['sessionId', 'direction', 'state'],
      where: { session: { guildId }, kind: 'message', part: 0 },
      _count: true,
    });
  }

  listAccounts(guildId: string) {
    return this.#prisma.account.findMany({
      where: { guildId },
      orderBy: { label: 'asc' },
      include: { lease: { select: { code: true } } },
    });
  }

  /** Closing steps that are due or parked. */
  listSteps(guildId: string) {
    return this.#prisma.closingStep.findMany({
      where: { state: { in: ['due', 'parked'] }, session: { guildId } },
      include: { session: { select: { code: true } } },
    });
  }

  /** Changes whenever somebody else has written to the file (sqlite.org/pragma.html, data_version). */
  async version(): Promise<string> {
    const rows = await this.#prisma.$queryRaw`PRAGMA data_version`;
    return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  }

  close(): Promise<void> {
    return this.#prisma.$disconnect();
  }
}
