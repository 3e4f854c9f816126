import { expect, it } from 'vitest';
import { showLogLine } from '../../../sandbox/control/feed/exchange.js';

it('a line of the bot’s log keeps its level and its time', () => {
  const line = { level: 'warn', time: '2026-03-01T12:00:00.000Z', msg: 'postponed message', attempt: 2 };
  expect(showLogLine(line)).toEqual({
    at: Date.parse('2026-03-01T12:00:00.000Z'),
    level: 'warn',
    text: 'postponed message',
    fields: { attempt: 2 },
  });
});
