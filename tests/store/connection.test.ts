import { expect, test } from 'vitest';
import { databaseFile, QueuedSqlite } from '../../src/store/connection.js';
import { PrismaClient } from '../../src/store/generated/client.js';
import { migrate } from '../../src/store/migrate.js';
import { inTurn, temporaryUrl } from './temporary-database.js';

async function connect(url: string): Promise<PrismaClient> {
  await migrate(url);
  return new PrismaClient({ adapter: new QueuedSqlite(databaseFile(url)) });
}

test('commits are on disk when they are confirmed, and references are checked', async () => {
  const prisma = await connect(temporaryUrl());
  expect(await prisma.$queryRaw`PRAGMA journal_mode`).toEqual([{ journal_mode: 'wal' }]);
  // 2 is FULL: sqlite.org/pragma.html#pragma_synchronous
  expect(await prisma.$queryRaw`PRAGMA synchronous`).toEqual([{ synchronous: 2n }]);
  expect(await prisma.$queryRaw`PRAGMA foreign_keys`).toEqual([{ foreign_keys: 1n }]);
  await prisma.$disconnect();
});

test('GIVEN an open transaction THEN a statement from elsewhere waits for its end and survives its rollback', async () => {
  const url = temporaryUrl();
  await migrate(url);
  const adapter = await new QueuedSqlite(databaseFile(url)).connect();
  const run = (sql: string) => ({ sql, args: [], argTypes: [] });
  const report = (fact: string) => run(`INSERT INTO "ReportedFact" VALUES ('g', '${fact}', '2026-11-01')`);
  const transaction = await adapter.startTransaction();
  const elsewhere = adapter.executeRaw(report('stays'));
  await transaction.executeRaw(report('undone'));
  await transaction.executeRaw(run('ROLLBACK'));
  await transaction.rollback();
  await elsewhere;
  expect((await adapter.queryRaw(run('SELECT fact FROM "ReportedFact"'))).rows).toEqual([['stays']]);
  await adapter.dispose();
});

test('GIVEN two connections that read and write in batches at once THEN neither is turned away and no count is lost', async () => {
  const url = temporaryUrl();
  const clients = [await connect(url), await connect(url)] as const;
  await clients[0].account.create({
    data: {
      id: '1',
      guildId: 'g',
      label: '',
      maskedPhone: '',
      state: 'ready',
      importedAt: new Date(),
      pts: 0,
    },
  });
  await Promise.all(
    Array.from({ length: 100 }, (_, n) => {
      const prisma = inTurn(clients, n);
      return prisma.$transaction([
        prisma.account.findMany(),
        prisma.account.update({ where: { id: '1' }, data: { pts: { increment: 1 } } }),
      ]);
    }),
  );
  expect(await clients[1].account.findUnique({ where: { id: '1' } })).toMatchObject({ pts: 100 });
  await Promise.all(clients.map((prisma) => prisma.$disconnect()));
});

test('a database in memory is refused', () => {
  expect(() => databaseFile('file::memory:')).toThrow();
  expect(() => databaseFile('')).toThrow();
});
