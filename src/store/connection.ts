import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import {
  type ConnectionInfo,
  type IsolationLevel,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { Turnstile } from './turnstile.js';

/** How long a statement waits for another process to finish writing. */
const patienceMs = 10_000;

/** The file behind a `file:` address, made absolute; its folder is created. In-memory databases are refused: they would forget the laws. */
export function databaseFile(url: string): string {
  const file = url.replace(/^file:/, '').replace(/\?.*$/, '');
  if (file === '' || file === ':memory:') throw new Error(`not a database file: ${url}`);
  const path = resolve(file);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

/**
 * Opens connections on which statements can't land in one another's transaction, and several of which may be at work on one file.
 *
 * The adapter runs everything on one SQLite connection and guards only transactions against each other: a statement from elsewhere that
 * comes while one is open joins it, and vanishes with its rollback. Prisma's batches happen to leave no gap for that today; the queue makes
 * it certain. Transactions begin IMMEDIATE: one that read first and wrote later would fail at once if another process wrote in between
 * (sqlite.org/isolation.html, SQLITE_BUSY_SNAPSHOT).
 */
export class QueuedSqlite implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite';
  readonly adapterName = 'queued-better-sqlite3';

  constructor(private readonly file: string) {}

  async connect(): Promise<SqlDriverAdapter> {
    // SQLite's own busy timeout blocks the whole process while it waits, hence also an own transaction that it may be waiting for:
    // the wait is done here instead, between tries.
    const adapter = await new PrismaBetterSqlite3({ url: this.file, timeout: 0 }).connect();
    // FULL: with NORMAL a power cut may take back the last commits, and an intent that is forgotten is sent twice.
    await patiently(() =>
      adapter.executeScript(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;',
      ),
    );
    return new QueuedAdapter(adapter);
  }
}

/** Runs something that may meet another process's lock, again until it does not. */
export async function patiently<T>(run: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      const isBusy = isDriverAdapterError(error) && error.cause.kind === 'SocketTimeout';
      if (!isBusy || performance.now() > deadline) throw error;
      // Short and even: who waits longer each time is overtaken for ever by a process that is busy.
      await sleep(2);
    }
  }
}

class QueuedAdapter implements SqlDriverAdapter {
  readonly provider = 'sqlite';
  readonly adapterName = 'queued-better-sqlite3';
  private readonly turnstile = new Turnstile();

  constructor(private readonly inner: SqlDriverAdapter) {}

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.alone(() => this.inner.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.alone(() => this.inner.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.alone(() => this.inner.executeScript(script));
  }

  async startTransaction(isolation?: IsolationLevel): Promise<Transaction> {
    const leave = await this.turnstile.enter();
    try {
      const transaction = await this.inner.startTransaction(isolation);
      try {
        // The adapter has said a plain BEGIN, which holds no lock yet.
        await transaction.executeRaw(statement('COMMIT'));
        await patiently(() => transaction.executeRaw(statement('BEGIN IMMEDIATE')));
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
      return new QueuedTransaction(transaction, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  getConnectionInfo(): ConnectionInfo {
    return this.inner.getConnectionInfo?.() ?? { supportsRelationJoins: false };
  }

  dispose(): Promise<void> {
    return this.alone(() => this.inner.dispose());
  }

  private alone<T>(run: () => Promise<T>): Promise<T> {
    return this.turnstile.alone(() => patiently(run));
  }
}

class QueuedTransaction implements Transaction {
  readonly provider = 'sqlite';
  readonly adapterName = 'queued-better-sqlite3';

  constructor(
    private readonly inner: Transaction,
    private readonly leave: () => void,
  ) {}

  get options(): Transaction['options'] {
    return this.inner.options;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.inner.queryRaw(query);
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.inner.executeRaw(query);
  }

  /** Called when Prisma has said COMMIT. */
  async commit(): Promise<void> {
    await this.inner.commit();
    this.leave();
  }

  /** Called when Prisma has said ROLLBACK. */
  async rollback(): Promise<void> {
    await this.inner.rollback();
    this.leave();
  }

  async createSavepoint(name: string): Promise<void> {
    await this.inner.createSavepoint?.(name);
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.inner.rollbackToSavepoint?.(name);
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.inner.releaseSavepoint?.(name);
  }
}

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
