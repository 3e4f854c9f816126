import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConfigError, loadConfig, readConfig } from '../src/config.js';

const needed = {
  DISCORD_TOKEN: 'token.of.bot',
  TELEGRAM_API_ID: '12345',
  TELEGRAM_API_HASH: '0123456789abcdef0123456789abcdef',
  SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  test('GIVEN what is needed THEN all else has its default, and nothing can be changed', () => {
    const config = loadConfig(needed);
    expect(config).toEqual({
      discord: { token: 'token.of.bot', api: 'https://discord.com/api' },
      telegram: { apiId: 12_345, apiHash: needed.TELEGRAM_API_HASH, server: null },
      database: { url: 'file:data/concierge.db', sealingKey: new Uint8Array(32).fill(7) },
      log: { level: 'info', format: 'readable' },
      timings: {
        openingDeadlineMs: 120_000,
        secondLookMs: 60_000,
        retryFirstMs: 2_000,
        retryMaxMs: 600_000,
        poolReconcileMs: 60_000,
        nonceMemoryMs: 120_000,
        drainMs: 5_000,
        telegramCallMs: 15_000,
        sendUnderWayMs: 120_000,
        telegramCheckMs: 300_000,
        sweepMs: 15_000,
        stopMs: 10_000,
      },
    });
    for (const part of [config, ...Object.values(config)]) expect(Object.isFrozen(part)).toBe(true);
  });

  test('GIVEN everything THEN it is taken, and what is empty counts as missing', () => {
    const config = loadConfig({
      ...needed,
      DISCORD_API: 'http://127.0.0.1:3000/api/',
      TELEGRAM_SERVER: '127.0.0.1:4430',
      DATABASE_URL: 'file:/var/lib/concierge.db',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: '',
      NODE_ENV: 'production',
      TIMINGS: '{"drainMs": 0}',
    });
    expect(config.discord.api).toBe('http://127.0.0.1:3000/api');
    expect(config.telegram.server).toEqual({ host: '127.0.0.1', port: 4430 });
    expect(config.database.url).toBe('file:/var/lib/concierge.db');
    expect(config.log).toEqual({ level: 'debug', format: 'json' });
    expect(config.timings).toMatchObject({ drainMs: 0, stopMs: 10_000 });
  });

  test('GIVEN nothing THEN one error names all that is missing and how to get it', () => {
    const faults = faultsOf({});
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'DISCORD_TOKEN',
      'TELEGRAM_API_ID',
      'TELEGRAM_API_HASH',
      'SEALING_KEY',
    ]);
    expect(faults[3]).toContain('randomBytes(32)');
    expect(new ConfigError(faults).message.split('\n')).toHaveLength(5);
  });

  test('GIVEN everything wrong THEN one error names every fault once and shows no value', () => {
    const wrong = {
      DISCORD_TOKEN: 'wrong value',
      DISCORD_API: 'ftp://wrong',
      TELEGRAM_API_ID: 'wrong',
      TELEGRAM_API_HASH: 'wrong',
      TELEGRAM_SERVER: '127.0.0.1:40000',
      SEALING_KEY: Buffer.from('wrong').toString('base64'),
      DATABASE_URL: 'postgres://wrong:wrong@host/db',
      LOG_LEVEL: 'wrong',
      LOG_FORMAT: 'wrong',
      TIMINGS: '{"wrong": 1}',
    };
    const faults = faultsOf(wrong);
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(Object.keys(wrong).sort());
    for (const value of Object.values(wrong)) expect(faults.join('\n')).not.toContain(value);
  });

  test.each([
    ['TIMINGS', '{"drainMs": -1}'],
    ['TIMINGS', '{"drainMs": "5"}'],
    ['TIMINGS', 'drainMs=5'],
    ['TIMINGS', '[]'],
    ['DATABASE_URL', 'file::memory:'],
    ['DATABASE_URL', 'file:'],
    ['SEALING_KEY', Buffer.alloc(31).toString('base64')],
    ['SEALING_KEY', `${Buffer.alloc(32).toString('base64')}!`],
    ['TELEGRAM_SERVER', 'localhost'],
    ['TELEGRAM_SERVER', 'localhost:0'],
    ['TELEGRAM_API_ID', '0'],
  ])('GIVEN %s=%s THEN it is refused', (name, value) => {
    expect(faultsOf({ ...needed, [name]: value })).toEqual([expect.stringContaining(name)]);
  });
});

describe('readConfig', () => {
  function fileWith(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'concierge-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'settings');
    writeFileSync(file, text);
    return file;
  }

  test('GIVEN a file THEN it is read, and the environment overrules it where it says something', () => {
    const file = fileWith(
      '# mine\nLOG_LEVEL=warn\nDISCORD_TOKEN="from file"\nDATABASE_URL=file:from-file.db\n',
    );
    const config = readConfig({ ...needed, ENV_FILE: file, DATABASE_URL: ' ' });
    expect(config.log.level).toBe('warn');
    expect(config.discord.token).toBe('token.of.bot');
    expect(config.database.url).toBe('file:from-file.db');
  });

  test('GIVEN a file that is named and not there THEN that is said', () => {
    expect(() => readConfig({ ...needed, ENV_FILE: '/no/such/file' })).toThrow('ENV_FILE');
  });

  test('GIVEN ENV_FILE=none THEN no file is read', () => {
    const folder = process.cwd();
    onTestFinished(() => process.chdir(folder));
    process.chdir(mkdtempSync(join(tmpdir(), 'concierge-')));
    writeFileSync('.env', 'LOG_LEVEL=warn\n');
    expect(readConfig({ ...needed, ENV_FILE: 'none' }).log.level).toBe('info');
    expect(readConfig(needed).log.level).toBe('warn');
  });
});
