/**
 * Writes the next migration after a change of schema.prisma, offline, with the engine that applies it at start:
 *
 *   node --import tsx prisma/write-migration.ts add_thread_topic
 *   npx prisma generate
 *
 * Read the SQL that it wrote before committing it. A migration that was released is never edited: its checksum is in every database.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pendingChanges } from '../src/store/migrate.js';

const folder = fileURLToPath(new URL('migrations', import.meta.url));
const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(
    'Name the migration in small letters, digits and underscores: write-migration.ts add_thread_topic',
  );
  process.exit(1);
}
const sql = await pendingChanges();
if (sql === '') {
  console.log('The migrations make what the schema says already.');
} else {
  const count = (await readdir(folder, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  ).length;
  const path = join(folder, `${String(count + 1).padStart(4, '0')}_${name}`);
  await mkdir(path);
  await writeFile(join(path, 'migration.sql'), sql);
  console.log(`Wrote ${join(path, 'migration.sql')}`);
}
