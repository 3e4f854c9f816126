import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account } from '../../sandbox/telegram/account.js';
import type { AgentChat } from '../../src/sessions/index.js';
import { TelegramBench } from './support/telegram-bench.js';

let bench: TelegramBench;
let account: Account;
let chat: AgentChat;

beforeEach(async () => {
  bench = await TelegramBench.start({
    settings: { deleteHistoryBatch: 3 },
    timings: { telegramCallMs: 1_000 },
  });
  account = await bench.addAccount();
  await bench.startFleet(account);
  chat = await bench.prepare(account);
});

afterEach(async () => {
  await bench.stop();
  expect(bench.telegram.notImplemented).toEqual([]);
});

test('empties the chat on both sides, however many rounds it takes', async () => {
  for (let index = 0; index < 5; index++) {
    account.says(bench.agent, `to ${index}`);
    bench.agent.says(account, `fro ${index}`);
  }
  await bench.fleet.chats.wipe(chat);
  expect(account.seesChatWith(bench.agent)).toEqual([]);
  expect(bench.agent.seesChatWith(account)).toEqual([]);
  expect(bench.telegram.countCalls({ method: 'messages.DeleteHistory' })).toBe(4);
});

test('an empty chat is wiped with one look', async () => {
  bench.telegram.calls.length = 0;
  await bench.fleet.chats.wipe(chat);
  expect(bench.telegram.calls.map(({ method }) => method)).toEqual(['messages.GetHistory']);
});

test('never asks for everything: each deletion is bounded by the message that was on top', async () => {
  const top = account.says(bench.agent, 'last');
  await bench.fleet.chats.wipe(chat);
  const bounds = bench.telegram.calls.flatMap(({ method, request }) =>
    method === 'messages.DeleteHistory' ? [request] : [],
  );
  expect(bounds).toEqual([expect.objectContaining({ maxId: top, revoke: true })]);
});

test('what is written while the chat is being wiped stays', async () => {
  account.says(bench.agent, 'old');
  bench.telegram.faults.onRequest({ method: 'messages.DeleteHistory' }, 'before', () => {
    bench.agent.says(account, 'new');
  });
  await bench.fleet.chats.wipe(chat);
  expect(account.seesChatWith(bench.agent).map(({ text }) => text)).toEqual(['new']);
});

test('a wipe that was delayed by a lost connection, and arrives after the account was leased again, reaches nothing new', async () => {
  account.says(bench.agent, 'of the last customer');
  const held = bench.telegram.holdNext({ method: 'messages.DeleteHistory' }, { cutsConnection: true });
  const wiping = bench.fleet.chats.wipe(chat).catch((error: unknown) => error);
  await held.arrived;
  expect(await wiping).toMatchObject({ name: 'UnreachableError', effect: 'unknown' });
  await bench.fleet.chats.wipe(chat);
  const introduction = { kind: 'introduction', memberName: 'Next', guildName: 'Gilded', code: 'X' } as const;
  await bench.fleet.chats.say(chat, introduction, 5n);
  bench.agent.replies(account, 'Hello Next');
  held.release();
  const deletions = (): readonly string[] =>
    bench.telegram.calls.flatMap(({ method, outcome }) =>
      method === 'messages.DeleteHistory' ? [outcome] : [],
    );
  await expect.poll(deletions).not.toContain('pending');
  expect(bench.agent.seesChatWith(account).map(({ text }) => text)).toEqual([
    bench.fleet.chats.wordsOf(introduction),
    'Hello Next',
  ]);
});

test('a call that takes too long costs its client: nothing of it is ever sent again', async () => {
  account.says(bench.agent, 'old');
  const held = bench.telegram.holdNext({ method: 'messages.DeleteHistory' });
  await expect(bench.fleet.chats.wipe(chat)).rejects.toMatchObject({
    name: 'UnreachableError',
    effect: 'unknown',
  });
  const before = bench.telegram.calls.filter(({ method }) => method === 'messages.DeleteHistory');
  await bench.fleet.chats.resetProfile(account.id);
  held.release();
  const after = bench.telegram.calls.filter(({ method }) => method === 'messages.DeleteHistory');
  const last = bench.telegram.calls.findLast(({ method }) => method === 'account.UpdateProfile');
  expect(after).toHaveLength(before.length);
  expect(last?.sessionId).not.toBe(before[0]?.sessionId);
  expect(account.user.firstName).toBe('Pool');
});
