import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
const main = join(root, 'sandbox/main.ts');

it('plays the four stories, ends with 0 and writes all traffic down', { timeout: 90_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'vip-story-'));
  const file = join(directory, 'traffic.jsonl');
  const args = [tsx, main, '--story', '--traffic', file];
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

it('says in one line what it can’t start with', { timeout: 90_000 }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const taken = typeof address === 'object' && address !== null ? String(address.port) : '';
  const start = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [tsx, main, '--no-bot', ...args]).then(
      () => 'it started',
      ({ code, stderr }: { code: number; stderr: string }) => `${code} ${stderr}`,
    );
  const said = await Promise.all([
    start('--port', '80x'),
    start('--port', taken),
    start('--traffic', join(root, 'nowhere/traffic.jsonl')),
  ]);
  other.close();
  expect(said).toEqual([
    expect.stringMatching(/^1 error: .*A port is a whole number from 0 \(any free one\) to 65535\.\n$/),
    `1 error: port ${taken} is taken by another program. Leave --port out, and a free one is found.\n`,
    expect.stringMatching(/^1 error: the traffic can't be written to .*traffic\.jsonl: ENOENT.*\n$/),
  ]);
});
