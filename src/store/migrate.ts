import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { databaseFile, patiently } from './connection.js';

/** `prisma/` beside `src/` and, once built, beside `dist/`. */
const prismaFolder = fileURLToPath(new URL('../../prisma/', import.meta.url));
const schemaFile = join(prismaFolder, 'schema.prisma');
const defaultMigrations = join(prismaFolder, 'migrations');

/** The file's schema could not be brought up to date; nothing in it was changed. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Brings a database file up to date with Prisma's own engine: creates it when missing, applies what `_prisma_migrations` does not list yet,
 * and returns the names of what was applied (empty on a second call). All of it is one transaction that waits for other processes, so two
 * processes that start together apply each migration once, and a failure or crash leaves the file as it was. Throws `MigrationError`.
 */
export async function migrate(url: string, migrationsFolder = defaultMigrations): Promise<readonly string[]> {
  const adapter = await new PrismaBetterSqlite3({ url: databaseFile(url), timeout: 0 }).connect();
  try {
    // Switched off for the redefinition of tables, which SQLite does by copying; inside a transaction the switch has no effect
    // (sqlite.org/lang_altertable.html, section 7).
    await patiently(() => adapter.executeScript('PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF;'));
    await patiently(() => adapter.executeScript('BEGIN IMMEDIATE'));
    const applied = await apply(adapter, migrationsFolder);
    await adapter.executeScript('COMMIT');
    return applied;
  } catch (error) {
    // Closing the connection takes the open transaction back.
    throw new MigrationError(`the database could not be brought up to date: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    await adapter.dispose();
  }
}

async function apply(adapter: SqlDriverAdapter, migrationsFolder: string): Promise<readonly string[]> {
  const migrationsList = await readMigrations(migrationsFolder);
  if (await isComplete(adapter, migrationsList)) return [];
  const { createSchemaEngine, noFilters } = await loadSchemaEngine();
  const engine = await createSchemaEngine(lend(adapter), await readFile(schemaFile, 'utf8'));
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters });
    await assertReferences(adapter);
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/**
 * Whether the engine would find nothing to do, so that most starts need not load it: each migration of the folder is
 * recorded as finished, and none as begun only (`prisma migrate deploy` looks at no more, neither at checksums nor at strangers;
 * prisma.io/docs/orm/prisma-migrate/workflows/development-and-production#production-and-testing-environments).
 */
async function isComplete(adapter: SqlDriverAdapter, list: MigrationsList): Promise<boolean> {
  const ask = async (sql: string) => (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;
  if ((await ask(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`)).length === 0) return false;
  const recorded = await ask(
    'SELECT migration_name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const finished = new Set(recorded.map(([name]) => name));
  return (
    recorded.every(([, finishedAt]) => finishedAt !== null) &&
    list.migrationDirectories.every(({ path }) => finished.has(path))
  );
}

async function assertReferences(adapter: SqlDriverAdapter): Promise<void> {
  const { rows } = await adapter.queryRaw({ sql: 'PRAGMA foreign_key_check', args: [], argTypes: [] });
  if (rows.length > 0) throw new Error(`${rows.length} rows would refer to rows that do not exist`);
}

type MigrationsList = Awaited<ReturnType<typeof readMigrations>>;

/** Its WebAssembly is compiled as it is loaded. */
const loadSchemaEngine = () => import('./schema-engine.js');

/** Hands the engine one connection, whose owner closes it. */
function lend(adapter: SqlDriverAdapter): SqlMigrationAwareDriverAdapterFactory {
  const lent: SqlDriverAdapter = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => adapter.queryRaw(query),
    // The engine plays whole migrations as one statement on its shadow database, which better-sqlite3 takes as a script only.
    executeRaw: async (query) => {
      if (query.args.length > 0) return adapter.executeRaw(query);
      await adapter.executeScript(query.sql);
      return 0;
    },
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: () => Promise.reject(new Error('a transaction is open already')),
    dispose: () => Promise.resolve(),
  };
  const connect = () => Promise.resolve(lent);
  return { provider: 'sqlite', adapterName: adapter.adapterName, connect, connectToShadowDb: connect };
}

/** A migrations folder as the engine wants it: directories in the order of their names, each with its `migration.sql`. */
export async function readMigrations(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(join(folder, path, 'migration.sql'), 'utf8') },
      },
    })),
  );
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(join(folder, 'migration_lock.toml'), 'utf8'),
  };
  return { baseDir: folder, lockfile, shadowDbInitScript: '', migrationDirectories };
}

/** The SQL that leads from what the migrations folder makes to what the schema says; empty when they agree. */
export async function pendingChanges(migrationsFolder = defaultMigrations): Promise<string> {
  const content = await readFile(schemaFile, 'utf8');
  const { createSchemaEngine, noFilters } = await loadSchemaEngine();
  const memory = await new PrismaBetterSqlite3({ url: ':memory:' }).connect();
  const engine = await createSchemaEngine(lend(memory), content);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrations(migrationsFolder)) },
      to: { tag: 'schemaDatamodel', files: [{ path: schemaFile, content }] },
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    const sql = stdout ?? '';
    return sql.includes('This is an empty migration') ? '' : sql;
  } finally {
    engine.free();
    await memory.dispose();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
