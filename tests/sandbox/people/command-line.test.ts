import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;

it('plays the four stories, ends with 0 and writes all traffic down', { timeout: 90_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'vip-story-'));
  const file = join(directory, 'traffic.jsonl');
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const args = [tsx, join(root, 'sandbox/main.ts'), '--story', '--traffic', file];
  // Anything that a real bot is told must not matter here.
  const env = { ...process.env, DATABASE_URL: 'file:/nowhere/real.db', DISCORD_TOKEN: 'real' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: directory, env });
  expect(stdout).toContain('✓ All four stories came out as they should.');
  expect(stdout.match(/━━ \d\. /g)).toHaveLength(4);
  expect(stdout).toContain('Telegram  Ada sees in chat with Mia Harbour:');
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const entries: readonly unknown[] = lines.map((line) => JSON.parse(line));
  expect(entries).toContainEqual(
    expect.objectContaining({
      service: 'discord',
      method: 'POST',
      path: expect.stringMatching(/\/threads$/),
      status: 201,
    }),
  );
  expect(entries).toContainEqual(
    expect.objectContaining({ service: 'discord', dispatch: 'INTERACTION_CREATE' }),
  );
  expect(entries).toContainEqual(
    expect.objectContaining({ service: 'telegram', method: 'messages.SendMessage' }),
  );
  await rm(directory, { recursive: true });
});
