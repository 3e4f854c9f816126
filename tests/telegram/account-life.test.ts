import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Account } from '../../sandbox/telegram/account.js';
import type { Death } from '../../sandbox/telegram/device.js';
import { sendText, TelegramBench, until } from './support/telegram-bench.js';

let bench: TelegramBench;
let account: Account;

async function begin(options: Parameters<typeof TelegramBench.start>[0] = {}): Promise<void> {
  bench = await TelegramBench.start(options);
  account = await bench.addAccount();
  await bench.startFleet(account);
}

function countConnections(): number {
  return bench.logged.filter(({ verb }) => verb === 'connected to telegram').length;
}

afterEach(async () => {
  await bench.stop();
  expect(bench.telegram.notImplemented).toEqual([]);
});

describe('a dead account', () => {
  test.each<[Death, string]>([
    ['AUTH_KEY_UNREGISTERED', 'signed_out'],
    ['SESSION_REVOKED', 'signed_out'],
    ['USER_DEACTIVATED_BAN', 'banned'],
    ['AUTH_KEY_DUPLICATED', 'key_duplicated'],
  ])('is known as one at the first call: %s', async (death, why) => {
    await begin();
    account.dies(death);
    await expect(bench.prepare(account)).rejects.toMatchObject({ name: 'AccountDeadError', why });
    expect(await bench.accounts.find(account.id)).toMatchObject({ state: 'dead', deathCause: why });
    // And from then on without asking.
    await until(() => !bench.fleet.isConnected(account.id));
    const { length } = bench.telegram.calls;
    await expect(bench.prepare(account)).rejects.toMatchObject({ name: 'AccountDeadError', why });
    expect(bench.telegram.calls).toHaveLength(length);
  });

  test.each<Death>(['SESSION_REVOKED', 'AUTH_KEY_DUPLICATED'])(
    'is noticed when it reconnects: %s',
    async (death) => {
      await begin();
      account.dies(death);
      account.losesConnection();
      await until(() => bench.accounts.stateOf(account.id) === 'dead');
    },
  );

  test('is noticed although nobody calls', async () => {
    await begin({ timings: { telegramCheckMs: 50 } });
    account.dies('USER_DEACTIVATED_BAN');
    await until(() => bench.accounts.stateOf(account.id) === 'dead');
  });

  test('is noticed when Telegram has forgotten the key altogether', async () => {
    await begin();
    account.forgetsKeys();
    await until(() => bench.accounts.stateOf(account.id) === 'dead');
    expect(await bench.accounts.find(account.id)).toMatchObject({ deathCause: 'signed_out' });
  });

  test('that is to leave is not connected again', async () => {
    await begin();
    account.dies('SESSION_REVOKED');
    await bench.prepare(account).catch(() => {});
    const row = await bench.accounts.find(account.id);
    // As the store keeps one that is in a session: it is removed when that is over.
    if (row !== null)
      bench.accounts.rows.set(account.id, {
        ...row,
        sessionCode: 'AB2CD',
        deathCause: 'signed_out',
        state: 'leaving',
      });
    await until(() => !bench.fleet.isConnected(account.id));
    const looking = vi.spyOn(bench.accounts, 'listAll');
    const { length } = bench.telegram.calls;
    await until(() => looking.mock.calls.length > 3);
    expect(bench.telegram.calls).toHaveLength(length);
  });

  test('comes back to life with a new sign-in, and misses nothing', async () => {
    await begin();
    account.dies('SESSION_REVOKED');
    await bench.prepare(account).catch(() => {});
    bench.agent.says(account, 'while it was dead');
    const fresh = account.addDevice();
    await bench.importAccount(account, await fresh.writeStringSession(bench.telegram.port));
    await until(() => bench.handler.words.length === 1);
    expect(bench.handler.words).toEqual(['while it was dead']);
    expect((await bench.prepare(account)).accountId).toBe(account.id);
  });

  test('whose key was renewed before anybody noticed goes on with the new one', async () => {
    await begin();
    const fresh = account.addDevice();
    await bench.importAccount(account, await fresh.writeStringSession(bench.telegram.port));
    account.mainDevice.death = 'SESSION_REVOKED';
    await bench.prepare(account).catch(() => {});
    await until(() => bench.fleet.isConnected(account.id));
    expect((await bench.prepare(account)).accountId).toBe(account.id);
    expect(bench.accounts.stateOf(account.id)).toBe('ready');
  });
});

describe('the connection', () => {
  test('a call without one waits for it, no longer than a call may take', async () => {
    await begin({ timings: { telegramCallMs: 1_000 } });
    const chat = await bench.prepare(account);
    await bench.telegram.stop();
    await until(() => !bench.fleet.isConnected(account.id));
    await expect(sendText(bench, chat, 'Hello', 1n)).rejects.toMatchObject({
      name: 'UnreachableError',
      effect: 'none',
    });
    await bench.telegram.start();
    await until(() => bench.fleet.isConnected(account.id));
    expect(await sendText(bench, chat, 'Hello', 1n)).toMatchObject({ kind: 'sent' });
  });

  test.each(['before', 'after'] as const)(
    'lost %s a call took effect: the same call again finishes it',
    async (when) => {
      await begin();
      const chat = await bench.prepare(account);
      bench.telegram.faults.drop({ method: 'messages.SendMessage' }, { when });
      const send = (): Promise<unknown> => sendText(bench, chat, 'Hello', 1n);
      await expect(send()).rejects.toMatchObject({ name: 'UnreachableError', effect: 'unknown' });
      await send();
      expect(bench.agent.seesChatWith(account).map(({ text }) => text)).toEqual(['Hello']);
    },
  );

  test('an own call is never sent twice by the library', async () => {
    await begin({ timings: { telegramCallMs: 1_000 } });
    bench.telegram.holdNext({ method: 'account.UpdateProfile' });
    await expect(bench.fleet.chats.resetProfile(account.id)).rejects.toMatchObject({ effect: 'unknown' });
    await bench.prepare(account);
    expect(bench.telegram.countCalls({ method: 'account.UpdateProfile' })).toBe(2);
  });

  test('has one MTProto session at a time: a strict server does not take the key away', async () => {
    await begin({ settings: { killsDuplicatedKeys: true } });
    for (let round = 0; round < 3; round++) {
      const connections = countConnections();
      account.losesConnection();
      await until(() => countConnections() > connections);
      await bench.prepare(account);
    }
    expect(bench.accounts.stateOf(account.id)).toBe('ready');
  });

  test('nothing of it is printed on the console', async () => {
    const spies = (['log', 'error', 'warn', 'info'] as const).map((method) => vi.spyOn(console, method));
    await begin({ timings: { telegramCallMs: 1_000 } });
    await bench.telegram.stop();
    await until(() => bench.logged.filter(({ verb }) => verb === 'could not reach telegram').length > 2);
    await bench.telegram.start();
    await until(() => bench.fleet.isConnected(account.id));
    account.dies('SESSION_REVOKED');
    await bench.prepare(account).catch(() => {});
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe('the fleet', () => {
  beforeEach(() => begin());

  test('notices accounts that are imported while it runs', async () => {
    const late = await bench.addAccount('Late');
    await until(() => bench.accounts.cursors.has(late.id));
    bench.agent.says(late, 'hi');
    await until(() => bench.handler.heard.some(({ accountId }) => accountId === late.id));
  });

  test('can be asked for an account at once after its import', async () => {
    const late = await bench.addAccount('Late');
    expect((await bench.prepare(late)).accountId).toBe(late.id);
  });

  test('lets go of accounts that are removed', async () => {
    await bench.accounts.remove(account.id);
    await until(() => !account.isConnected);
    await expect(bench.prepare(account)).rejects.toMatchObject({ name: 'AccountDeadError' });
  });

  test('keeps an account that is leaving at work until it is removed', async () => {
    const row = await bench.accounts.find(account.id);
    if (row !== null) bench.accounts.rows.set(account.id, { ...row, state: 'leaving' });
    await bench.prepare(account);
    expect(bench.fleet.isConnected(account.id)).toBe(true);
  });

  test('connects many, a slow account holds up no other', async () => {
    const many = await Promise.all(
      Array.from({ length: 60 }, (_, index) => bench.addAccount(`Pool ${index}`)),
    );
    let isHeld = true;
    bench.handler.before = async (event) => {
      if (event.kind === 'message' && event.message.text.text === 'slow') await until(() => !isHeld);
    };
    await until(() => many.every(({ id }) => bench.fleet.isConnected(id) && bench.accounts.cursors.has(id)));
    bench.agent.says(account, 'slow');
    for (const one of many) bench.agent.says(one, 'quick');
    await until(() => bench.handler.words.length === many.length);
    isHeld = false;
    await until(() => bench.handler.words.length === many.length + 1);
  });

  test('stops with nothing left open, and takes no calls afterwards', async () => {
    const chat = await bench.prepare(account);
    await bench.fleet.stop();
    await until(() => !account.isConnected);
    await expect(sendText(bench, chat, 'x', 1n)).rejects.toMatchObject({
      name: 'UnreachableError',
    });
  });

  test('an event under way is waited for when it stops; what follows is kept for the next start', async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isWaiting = false;
    bench.handler.before = async () => {
      isWaiting = true;
      await released;
    };
    bench.agent.says(account, 'one');
    bench.agent.says(account, 'two');
    await until(() => isWaiting);
    const stopping = bench.fleet.stop();
    release();
    await stopping;
    expect(bench.handler.words).toEqual(['one']);
    await bench.restartFleet(account);
    await until(() => bench.handler.words.length === 2);
    expect(bench.handler.words).toEqual(['one', 'two']);
  });
});

test('a fleet that is stopped while it connects leaves at once', async () => {
  bench = await TelegramBench.start();
  account = await bench.addAccount();
  const held = bench.telegram.holdNext({ method: 'help.GetConfig' });
  await bench.fleet.start(bench.handler);
  await held.arrived;
  await bench.fleet.stop();
  held.release();
  await until(() => !account.isConnected);
});
