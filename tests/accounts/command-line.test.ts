import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../../sandbox/telegram/account.js';
import { LocalTelegram } from '../../sandbox/telegram/local-telegram.js';
import { type Database, openDatabase } from '../../src/store/index.js';

const root = new URL('../../', import.meta.url).pathname;
const guild = '900000000000000001';
const otherGuild = '900000000000000002';
const sealingKey = randomBytes(32);

let telegram: LocalTelegram;
let database: Database;
let folder: string;
let url: string;
let account: Account;

beforeAll(async () => {
  telegram = new LocalTelegram();
  await telegram.start();
  account = telegram.createAccount({ firstName: 'Pool', username: 'pool_one', phone: '491700000042' });
  folder = await mkdtemp(join(tmpdir(), 'concierge-accounts-'));
  url = `file:${join(folder, 'pool.db')}`;
  database = await openDatabase({ url, sealingKey });
});

afterAll(async () => {
  await database.close();
  await telegram.stop();
  await rm(folder, { recursive: true });
  expect(telegram.notImplemented).toEqual([]);
});

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built program: `npm test` builds first. */
async function run(args: readonly string[], stdin = '', env: Record<string, string> = {}): Promise<Outcome> {
  const child = spawn(process.execPath, ['dist/accounts.js', ...args], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      ENV_FILE: 'none',
      DISCORD_TOKEN: 'token',
      TELEGRAM_API_ID: '1',
      TELEGRAM_API_HASH: '0'.repeat(32),
      TELEGRAM_SERVER: `127.0.0.1:${telegram.port}`,
      SEALING_KEY: sealingKey.toString('base64'),
      DATABASE_URL: url,
      ...env,
    },
  });
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.stdin.end(stdin);
  const [code, out, err] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

test('import adds an account under its Telegram user id, sealed, and prints nothing secret', async () => {
  const session = await account.stringSession();
  const { code, out, err } = await run(['import', '--guild', guild], `${session}\n`);
  expect(err).toBe('');
  expect(out).toContain(`Added @pool_one, +••••••••••42 (id ${account.id})`);
  expect(out).not.toContain('4917');
  expect(code).toBe(0);
  expect(await database.accounts.find(account.id)).toMatchObject({
    guildId: guild,
    label: '@pool_one',
    maskedPhone: '+••••••••••42',
    state: 'ready',
  });
  expect(await database.accounts.unsealSession(account.id)).toBe(session);
});

test('the same session again is refused without connecting: the bot may be using it', async () => {
  telegram.calls.length = 0;
  const { code, out, err } = await run(['import', '--guild', guild], await account.stringSession());
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('in the pool already, as @pool_one');
  expect(telegram.calls).toEqual([]);
});

test('a new sign-in renews the account; another server can’t take it', async () => {
  const session = await account.addDevice().writeStringSession(telegram.port);
  const elsewhere = await run(['import', '--guild', otherGuild], session);
  expect(elsewhere).toMatchObject({ code: 1, err: expect.stringContaining('another server’s pool') });
  const renewed = await run(['import', '--guild', guild], session);
  expect(renewed).toMatchObject({
    code: 0,
    out: expect.stringContaining('Renewed the sign-in of @pool_one'),
  });
  expect(await database.accounts.unsealSession(account.id)).toBe(session);
});

test('what can’t be used is refused, and why is said', async () => {
  const dead = telegram.createAccount({ firstName: 'Dead' });
  const session = await dead.stringSession();
  dead.dies('USER_DEACTIVATED_BAN');
  const unreachable = { TELEGRAM_SERVER: '127.0.0.1:1', TIMINGS: '{"telegramCallMs":500}' };
  const outcomes = await Promise.all([
    run(['import', '--guild', guild], session),
    run(['import', '--guild', guild], 'not a session'),
    run(['import', '--guild', 'abc'], session),
    run(['import', '--guild', guild], session, unreachable),
    run(['import', '--guild', guild], session, { SEALING_KEY: randomBytes(32).toString('base64') }),
    run(['import', '--guild', guild], session, { TELEGRAM_API_HASH: '' }),
    run(['import'], session),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  const reasons = [
    'closed this account',
    'not a StringSession',
    'not one of Discord’s',
    'could not be reached',
  ];
  for (const [index, reason] of [
    ...reasons,
    'another SEALING_KEY',
    'TELEGRAM_API_HASH',
    '--guild',
  ].entries()) {
    expect(outcomes[index]?.err).toContain(reason);
    expect(outcomes[index]?.err).not.toMatch(/ {4}at /);
    expect(outcomes[index]?.err).not.toContain(session);
  }
  expect(await database.accounts.find(dead.id)).toBeNull();
});

test('list shows the pool; remove takes an account out of it', async () => {
  const listed = await run(['list', '--guild', guild]);
  expect(listed.code).toBe(0);
  expect(listed.out).toMatch(new RegExp(`${account.id} +@pool_one +\\+•+42 +ready +– +${guild}`));
  expect((await run(['list', '--guild', otherGuild])).out).toContain('No accounts.');
  expect(await run(['remove', account.id])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Removed account'),
  });
  expect(await run(['remove', account.id])).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no account'),
  });
});
