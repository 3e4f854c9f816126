import { LogLevel } from '@sapphire/framework';
import { expect, test } from 'vitest';
import { createLog, SapphireLog } from '../src/log.js';

function logTo(lines: string[], format: 'json' | 'readable' = 'json', secrets: string[] = []) {
  return createLog({ level: 'info', format }, secrets, { write: (line) => void lines.push(line) });
}

test('a line is one object: level, time, fields, verb', () => {
  const lines: string[] = [];
  logTo(lines).info({ sessionId: 's1', guildId: 'g1' }, 'opened session');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      sessionId: 's1',
      guildId: 'g1',
      msg: 'opened session',
    },
  ]);
});

test.each(['json', 'readable'] as const)(
  'GIVEN %s lines THEN no secret is in them, neither under its name nor inside an error',
  (format) => {
    const lines: string[] = [];
    const log = logTo(lines, format, ['tok.en', '']);
    log.info({ token: 'abc', account: { stringSession: 'def' }, message: { content: 'ghi' } }, 'said');
    log.error({ error: new Error('401 for tok.en') }, 'failed');
    const text = lines.join('');
    expect(text).toContain('failed');
    for (const secret of ['abc', 'def', 'ghi', 'tok.en']) expect(text).not.toContain(secret);
  },
);

test("the framework's lines go into the same stream, at their level, with their errors", () => {
  const lines: string[] = [];
  const sapphire = new SapphireLog(logTo(lines));
  sapphire.debug('not enabled');
  sapphire.warn('careful', { piece: 'x' });
  sapphire.error(new TypeError('broken'));
  sapphire.write(LogLevel.Fatal, 'over');
  sapphire.write(LogLevel.None, 'never');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', from: 'sapphire', msg: 'careful', values: [{ piece: 'x' }] },
    { level: 'error', msg: 'broken', error: { type: 'TypeError' } },
    { level: 'fatal', msg: 'over' },
  ]);
  expect([LogLevel.Debug, LogLevel.Info, LogLevel.None].map((level) => sapphire.has(level))).toEqual([
    false,
    true,
    false,
  ]);
});
