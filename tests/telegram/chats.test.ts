import { Api } from 'telegram';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../sandbox/telegram/account.js';
import { plain } from '../../src/relay/index.js';
import type { AgentChat } from '../../src/sessions/index.js';
import { sendText, TelegramBench, until } from './support/telegram-bench.js';

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

function seenByAgent(): readonly string[] {
  return bench.agent.seesChatWith(account).map(({ text }) => text);
}

describe('prepare', () => {
  test('names the account for the member and returns the agent’s address', async () => {
    const chat = await bench.prepare(account);
    expect(chat).toMatchObject({ accountId: account.id, agentUserId: bench.agent.id });
    expect(chat.agentAccessHash).toMatch(/^-?\d+$/);
    expect(account.user).toMatchObject({ firstName: 'Mia', lastName: 'Gilded' });
  });

  test('a second time asks for the agent by the hash that is known, and changes nothing', async () => {
    const first = await bench.prepare(account);
    bench.telegram.calls.length = 0;
    expect(await bench.prepare(account)).toEqual(first);
    expect(bench.telegram.calls.map(({ method }) => method)).toEqual([
      'users.GetUsers',
      'account.UpdateProfile',
    ]);
  });

  test('finds an agent who is no contact by the username', async () => {
    account.removesContact(bench.agent);
    expect((await bench.prepare(account)).agentAccessHash).toMatch(/^-?\d+$/);
    expect(bench.telegram.countCalls({ method: 'contacts.ResolveUsername' })).toBe(1);
  });

  test('finds the pinned agent among the contacts when the name went to somebody else', async () => {
    bench.agent.renames({ username: undefined });
    bench.telegram.createPerson({ firstName: 'Eve', username: 'ada_agent' });
    expect((await bench.prepare(account)).agentUserId).toBe(bench.agent.id);
  });

  test('refuses a username that went to somebody else', async () => {
    account.removesContact(bench.agent);
    bench.agent.renames({ username: undefined });
    bench.telegram.createPerson({ firstName: 'Eve', username: 'ada_agent' });
    await expect(bench.prepare(account)).rejects.toMatchObject({
      name: 'AgentUnreachableError',
      why: 'changed_hands',
    });
  });

  test('refuses a username that is nobody’s', async () => {
    account.removesContact(bench.agent);
    bench.agent.renames({ username: undefined });
    await expect(bench.prepare(account)).rejects.toMatchObject({ why: 'not_found' });
  });

  test('an account that Telegram makes wait for long is spared, so that another is tried', async () => {
    bench.telegram.faults.flood({ method: 'account.UpdateProfile' }, { seconds: 300 });
    await expect(bench.prepare(account)).rejects.toMatchObject({ name: 'AccountLimitedError' });
    const limitedUntil = (await bench.accounts.find(account.id))?.limitedUntil;
    expect(limitedUntil?.getTime()).toBeGreaterThan(Date.now() + 250_000);
  });
});

describe('with a prepared chat', () => {
  let chat: AgentChat;
  beforeEach(async () => {
    chat = await bench.prepare(account);
  });

  test('send says a text once for a random id', async () => {
    const sent = await sendText(bench, chat, 'Hello', -77n);
    expect(sent).toEqual({ kind: 'sent', ids: new Map([[0, expect.any(Number)]]) });
    expect(await sendText(bench, chat, 'Hello', -77n)).toEqual(sent);
    bench.telegram.settings.repeatedRandomId = 'refuse';
    expect(await sendText(bench, chat, 'Hello', -77n)).toEqual({ kind: 'duplicate' });
    expect(seenByAgent()).toEqual(['Hello']);
  });

  test('send is a duplicate also while Telegram is still busy with the first call', async () => {
    const held = bench.telegram.holdNext('messages.SendMessage', { cutsConnection: true });
    const send = (): Promise<unknown> => sendText(bench, chat, 'Hello', -77n);
    await expect(send()).rejects.toMatchObject({ name: 'UnreachableError', effect: 'unknown' });
    expect(await send()).toEqual({ kind: 'duplicate' });
    expect(seenByAgent()).toEqual([]);
    held.release();
    await until(() => seenByAgent().length > 0);
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(seenByAgent()).toEqual(['Hello']);
  });

  test('send reads the id from the long answer too, and from the repeat that answers with the first', async () => {
    bench.telegram.settings.sentMessageForm = 'full';
    const sent = await sendText(bench, chat, 'Hello', 2n ** 63n - 1n);
    expect(sent).toEqual({ kind: 'sent', ids: new Map([[0, expect.any(Number)]]) });
    expect(await sendText(bench, chat, 'Hello', 2n ** 63n - 1n)).toEqual(sent);
    expect(seenByAgent()).toEqual(['Hello']);
  });

  test('one send is one request', async () => {
    bench.telegram.calls.length = 0;
    await sendText(bench, chat, 'Hello', 5n);
    expect(bench.telegram.calls.map(({ method }) => method)).toEqual(['messages.SendMessage']);
  });

  test('calls are made one after the other, in the order of asking', async () => {
    const words = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    await Promise.all(words.map((word, index) => sendText(bench, chat, word, BigInt(index + 1))));
    expect(seenByAgent()).toEqual(words);
  });

  test('say speaks the words of the notice', async () => {
    const notice = { kind: 'nobody_here' } as const;
    await bench.fleet.chats.say(chat, notice, 9n);
    expect(seenByAgent()).toEqual([bench.fleet.chats.wordsOf(notice)]);
  });

  test('ownMessagesAfter lists what the account wrote above an id, oldest first', async () => {
    const first = await sendText(bench, chat, 'one', 1n);
    bench.agent.says(account, 'not mine');
    for (let index = 2; index < 130; index++) account.says(bench.agent, `number ${index}`);
    const above = first.kind === 'sent' ? (first.ids.get(0) ?? 0) : 0;
    const own = await bench.fleet.chats.ownMessagesAfter(chat, above);
    expect(own).toHaveLength(100);
    expect(own.slice(0, 2).map(({ text }) => text)).toEqual(['number 2', 'number 3']);
    expect((await bench.fleet.chats.ownMessagesAfter(chat, 0))[0]?.text).toBe('one');
  });

  test('messages lists those of the chat by their ids, none of another chat', async () => {
    const bea = bench.telegram.createPerson({ firstName: 'Bea' });
    bea.says(account, 'between us');
    bench.agent.says(account, 'hi');
    const ids = [bea, bench.agent].flatMap((person) => account.seesChatWith(person).map(({ id }) => id));
    expect(ids).toHaveLength(2);
    const asked = await bench.fleet.messages.messages(chat, ids);
    expect(asked.map(({ text }) => text.text)).toEqual(['hi']);
  });

  test('edit replaces words; the same words again are edited too; what is gone is gone', async () => {
    const messageId = account.says(bench.agent, 'before');
    const { messages } = bench.fleet;
    expect(await messages.edit(chat, messageId, plain('after'))).toBe('edited');
    expect(await messages.edit(chat, messageId, plain('after'))).toBe('edited');
    expect(seenByAgent()).toEqual(['after']);
    await messages.delete(chat, [messageId, 12_345]);
    expect(seenByAgent()).toEqual([]);
    expect(await messages.edit(chat, messageId, plain('too late'))).toBe('gone');
  });

  test('readDate is null until the agent has read it, and when Telegram does not tell', async () => {
    const messageId = account.says(bench.agent, 'seen?');
    const { messages } = bench.fleet;
    expect(await messages.readDate(chat, messageId)).toBeNull();
    bench.agent.reads(account);
    expect(Math.abs(((await messages.readDate(chat, messageId))?.getTime() ?? 0) - Date.now())).toBeLessThan(
      5_000,
    );
    bench.agent.user.hidesReadDates = true;
    expect(await messages.readDate(chat, messageId)).toBeNull();
    expect(await messages.readDate(chat, 99_999)).toBeNull();
  });

  test('resetProfile gives the account its resting name back', async () => {
    await bench.fleet.chats.resetProfile(account.id);
    await bench.fleet.chats.resetProfile(account.id);
    expect(account.user).toMatchObject({ firstName: 'Pool', lastName: '' });
  });

  test('an agent who blocks the account is unreachable', async () => {
    bench.agent.blocks(account);
    await expect(sendText(bench, chat, 'Hello', 1n)).rejects.toMatchObject({
      name: 'AgentUnreachableError',
      why: 'refuses',
    });
  });

  test('PEER_FLOOD: the account is limited, and the store knows', async () => {
    bench.telegram.faults.fail({ method: 'messages.SendMessage' }, { status: 400, message: 'PEER_FLOOD' });
    await expect(sendText(bench, chat, 'Hello', 1n)).rejects.toMatchObject({
      name: 'AccountLimitedError',
    });
    expect((await bench.accounts.find(account.id))?.limitedUntil).not.toBeNull();
  });

  test('FLOOD_WAIT is the caller’s to wait for, and Telegram is not asked again before its time', async () => {
    bench.telegram.faults.flood({ method: 'messages.SendMessage' }, { seconds: 60 });
    const send = (): Promise<unknown> => sendText(bench, chat, 'Hello', 1n);
    await expect(send()).rejects.toMatchObject({
      name: 'UnreachableError',
      effect: 'none',
      retryAfterMs: 60_000,
    });
    bench.telegram.calls.length = 0;
    const again = await send().catch((error: unknown) => error);
    expect(again).toMatchObject({ name: 'UnreachableError', effect: 'none' });
    expect(again).toHaveProperty('retryAfterMs', expect.closeTo(60_000, -4));
    expect(bench.telegram.countCalls({ method: 'messages.SendMessage' })).toBe(0);
    // Other methods are not concerned.
    await bench.fleet.chats.resetProfile(account.id);
  });

  test('a 500 leaves the effect unknown', async () => {
    bench.telegram.faults.fail({ method: 'messages.SendMessage' }, { when: 'after' });
    const send = (): Promise<unknown> => sendText(bench, chat, 'Hello', 1n);
    await expect(send()).rejects.toMatchObject({ name: 'UnreachableError', effect: 'unknown' });
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(seenByAgent()).toEqual(['Hello']);
  });
});

describe('plan', () => {
  const words = (text: string): readonly string[] =>
    bench.fleet.messages
      .plan({ text: plain(text), files: [] })
      .parcels.flatMap((parcel) => (parcel.kind === 'text' ? [parcel.text.text] : []));

  test('splits what is too long for one message, and leaves nothing that Telegram would refuse', () => {
    const parts = words(`${'word '.repeat(1_000)}\n\n${'x'.repeat(5_000)}`);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(4_096);
    expect(parts.join('').replaceAll(/\s/g, '')).toHaveLength(9_000);
    expect(words(' \u200b\n')).toEqual([]);
    expect(words('  hi  ')).toEqual(['hi']);
  });

  test('each part is accepted', async () => {
    const chat = await bench.prepare(account);
    for (const [index, part] of words('ä😀'.repeat(3_000)).entries()) {
      await sendText(bench, chat, part, BigInt(index + 1));
    }
    expect(seenByAgent().join('')).toBe('ä😀'.repeat(3_000));
  });
});

describe('findAgent', () => {
  const find = (typed: string): Promise<unknown> => bench.fleet.findAgent('900000000000000001', typed);

  test.each(['ada_agent', '@ada_agent', 'https://t.me/ada_agent', ' t.me/Ada_Agent/ '])(
    'finds the person behind %s',
    async (typed) => {
      const found = await find(typed);
      expect(found).toEqual({
        kind: 'found',
        agent: { userId: bench.agent.id, username: 'ada_agent', name: 'Ada' },
      });
      expect(bench.accounts.hashes.has(`${account.id}:${bench.agent.id}`)).toBe(true);
    },
  );

  test('refuses nobody, bots, pool accounts, and what is no username', async () => {
    bench.telegram.createPerson({ firstName: 'Bot', username: 'robo_bot', isBot: true });
    account.renames({ username: 'pool_one' });
    expect(await find('nobody_here')).toEqual({ kind: 'refused', why: 'not_found' });
    expect(await find('robo_bot')).toEqual({ kind: 'refused', why: 'is_bot' });
    expect(await find('pool_one')).toEqual({ kind: 'refused', why: 'is_pool_account' });
    expect(await find('not a name')).toEqual({ kind: 'refused', why: 'not_found' });
  });

  test('asks the next account when one is dead; says so when none is left', async () => {
    const second = await bench.addAccount('Second');
    account.dies('SESSION_REVOKED');
    expect(await find('ada_agent')).toMatchObject({ kind: 'found' });
    second.dies('SESSION_REVOKED');
    expect(await find('ada_agent')).toEqual({ kind: 'refused', why: 'no_account' });
    expect(await bench.fleet.findAgent('900000000000000002', 'ada_agent')).toEqual({
      kind: 'refused',
      why: 'no_account',
    });
  });
});

test('what Telegram is asked never carries a message’s words into the log', async () => {
  const chat = await bench.prepare(account);
  bench.telegram.faults.fail({ method: 'messages.SendMessage' }, {});
  await sendText(bench, chat, 'a secret word', 1n).catch(() => {});
  bench.agent.says(account, 'a secret answer');
  const key = bench.accounts.keys.get(account.id) ?? '';
  const lines = JSON.stringify(bench.logged, (_name, value: unknown) =>
    value instanceof Error ? `${value.message} ${value.stack}` : value instanceof Api.User ? 'user' : value,
  );
  for (const secret of ['secret word', 'secret answer', key]) expect(lines).not.toContain(secret);
});
