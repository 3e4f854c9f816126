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

test('GIVEN batches that roll back all around THEN a confirmed statement stays', async () => {
  const prisma = await connect(temporaryUrl());
  const report = (fact: string) =>
    prisma.reportedFact.create({ data: { guildId: 'g', fact, reportedAt: new Date() } });
  await report('taken');
  const work = Array.from({ length: 100 }, (_, n) => [
    expect(prisma.$transaction([report(`undone ${n}`), report('taken')])).rejects.toThrow(),
    report(`stays ${n}`),
  ]);
  await Promise.all(work.flat());
  const facts = await prisma.reportedFact.findMany({ select: { fact: true } });
  expect(facts.filter(({ fact }) => fact.startsWith('stays'))).toHaveLength(100);
  expect(facts.filter(({ fact }) => fact.startsWith('undone'))).toEqual([]);
  await prisma.$disconnect();
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
