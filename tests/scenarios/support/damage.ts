import type { Stage } from '../../../sandbox/stage/stage.js';
import { databaseFile, QueuedSqlite } from '../../../src/store/connection.js';

/** The bot's database lacks a table while something goes on, so that whoever asks for it fails in a way that nobody foresaw. */
export async function withoutTable(
  stage: Stage,
  table: string,
  meanwhile: () => Promise<void>,
): Promise<void> {
  await rename(stage, table, `${table}Away`);
  try {
    await meanwhile();
  } finally {
    await rename(stage, `${table}Away`, table);
  }
}

async function rename({ environment }: Stage, from: string, to: string): Promise<void> {
  const adapter = await new QueuedSqlite(databaseFile(environment.DATABASE_URL ?? '')).connect();
  try {
    await adapter.executeScript(`ALTER TABLE "${from}" RENAME TO "${to}"`);
  } finally {
    await adapter.dispose();
  }
}
