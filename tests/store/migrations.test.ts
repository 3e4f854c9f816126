import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { databaseFile, QueuedSqlite } from '../../src/store/connection.js';
import { migrate, pendingChanges } from '../../src/store/migrate.js';
import { addAccounts, existing, openSession, temporaryDatabase, temporaryUrl } from './temporary-database.js';

/** The real migrations, and after them one of the test's own. */
function migrationsWith(name: string, sql: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync('prisma/migrations', folder, { recursive: true });
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
  return folder;
}

async function ask(url: string, sql: string): Promise<readonly unknown[][]> {
  const adapter = await new QueuedSqlite(databaseFile(url)).connect();
  try {
    return (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;
  } finally {
    await adapter.dispose();
  }
}

async function definition(url: string, table: string): Promise<string> {
  const [row] = await ask(url, `SELECT sql FROM sqlite_master WHERE name = '${table}'`);
  return String(row?.[0]);
}

const applied = 'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1';

test('the migrations make what the schema says', async () => {
  expect(await pendingChanges()).toBe('');
  expect(await pendingChanges(migrationsWith('9999_more', 'DROP TABLE "ReportedFact";'))).toContain(
    'ReportedFact',
  );
});

test('GIVEN a new file THEN all are applied; a second start applies nothing', async () => {
  const url = temporaryUrl();
  const names = await migrate(url);
  expect(names[0]).toBe('0001_init');
  expect(await migrate(url)).toEqual([]);
  expect(await ask(url, applied)).toEqual(names.map((name) => [name]));
});

test('GIVEN a migration that was begun only THEN the engine refuses to start on it, whatever else is finished', async () => {
  const url = temporaryUrl();
  await migrate(url);
  await ask(url, `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '0001_init'`);
  await expect(migrate(url)).rejects.toThrow('0001_init');
  await ask(url, `UPDATE _prisma_migrations SET finished_at = 1 WHERE migration_name = '0001_init'`);
  expect(await migrate(url)).toEqual([]);
});

test('GIVEN five starts at once on a new file THEN one applies them', async () => {
  const url = temporaryUrl();
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => migrate(url)));
  expect(outcomes.filter((names) => names.length > 0)).toHaveLength(1);
});

test('GIVEN an older file WHEN a table is made anew THEN its rows and those that refer to it are kept', async () => {
  const url = temporaryUrl();
  const database = await temporaryDatabase(url);
  await addAccounts(database, 1);
  await openSession(database, 'a');
  await database.accounts.saveAgentHash('1', '4242', '5');
  await database.deliveries.intend(
    { sessionId: 'a', accountId: '', direction: 'to_discord', sourceId: 'welcome', part: 0 },
    'notice',
    new Date(),
  );
  const before = await existing(database, 'a');
  const sql = await definition(url, 'Session');
  const accountSql = await definition(url, 'Account');
  const remade = (table: string, ddl: string) =>
    `${ddl.replace(`"${table}"`, `"new_${table}"`)};
     INSERT INTO "new_${table}" SELECT * FROM "${table}"; DROP TABLE "${table}";
     ALTER TABLE "new_${table}" RENAME TO "${table}";`;
  const folder = migrationsWith(
    '9999_remake',
    `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
     ${remade('Account', accountSql)} ${remade('Session', sql)}
     ALTER TABLE "Account" ADD COLUMN "note" TEXT;
     PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
  );
  expect(await migrate(url, folder)).toEqual(['9999_remake']);
  expect(await existing(database, 'a')).toEqual(before);
  expect(await database.accounts.agentHash('1', '4242')).toBe('5');
  expect(await database.deliveries.listIntents('a', 'to_discord')).toHaveLength(1);
});

test.each([
  ['a statement fails', `CREATE TABLE "Half" ("id" INTEGER); INSERT INTO "NoSuchTable" VALUES (1);`],
  ['references would break', `CREATE TABLE "Half" ("id" INTEGER); DELETE FROM "Account";`],
])(
  'GIVEN a migration in which %s THEN the file stays as it was, and starts once that is mended',
  async (_, sql) => {
    const url = temporaryUrl();
    const database = await temporaryDatabase(url);
    await addAccounts(database, 1);
    await openSession(database, 'a');
    await expect(migrate(url, migrationsWith('9999_bad', sql))).rejects.toMatchObject({
      name: 'MigrationError',
    });
    expect(await ask(url, `SELECT name FROM sqlite_master WHERE name = 'Half'`)).toEqual([]);
    expect(await database.accounts.list((await existing(database, 'a')).guildId)).toHaveLength(1);
    expect(await migrate(url)).toEqual([]);
    expect(await migrate(url, migrationsWith('9999_good', `CREATE TABLE "Half" ("id" INTEGER);`))).toEqual([
      '9999_good',
    ]);
  },
);
