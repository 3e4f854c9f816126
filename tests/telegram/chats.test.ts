import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../sandbox/telegram/account.js';
import { plain } from '../../src/relay/index.js';
import { TelegramBench } from './support/telegram-bench.js';

let bench: TelegramBench;
let account: Account;

beforeEach(async () => {
  bench = await TelegramBench.start();
  account = await bench.addAccount();
  await bench.startFleet(account);
});

afterEach(async () => {
  await bench.stop();
  expect(bench.telegram.notImplemented).toEqual([]);
});

describe('prepare', () => {
  test('names the account for the member and learns the agent from the contacts', async () => {
    const chat = await bench.prepare(account);
    expect(chat).toMatchObject({ accountId: account.id, agentUserId: bench.agent.id });
    expect(chat.agentAccessHash).toMatch(/^-?\d+$/);
    expect(account.user).toMatchObject({ firstName: 'Mia', lastName: 'Gilded' });
  });
});

describe('send', () => {
  test('says a text once for a random id', async () => {
    const chat = await bench.prepare(account);
    const sent = await bench.fleet.messages.send(chat, plain('Hello'), 77n);
    const again = await bench.fleet.messages.send(chat, plain('Hello'), 77n);
    expect(sent.kind).toBe('sent');
    expect(again.kind).toBe('duplicate');
    expect(bench.agent.seesChatWith(account).map(({ text }) => text)).toEqual(['Hello']);
  });
});
