import { Api, type TelegramClient } from 'telegram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../sandbox/telegram/account.js';
import type { Death } from '../../../sandbox/telegram/device.js';
import { LocalTelegram } from '../../../sandbox/telegram/local-telegram.js';
import type { Person } from '../../../sandbox/telegram/person.js';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { createClient, until } from './real-client.js';

let telegram: LocalTelegram;
let account: Account;
let agent: Person;
let client: TelegramClient;
let peer: Api.TypeInputPeer;

beforeEach(async () => {
  telegram = new LocalTelegram();
  await telegram.start();
  account = telegram.createAccount({ firstName: 'Desk' });
  agent = telegram.createPerson({ firstName: 'Ada', username: 'ada_agent' });
  client = await createClient(telegram, account);
  await client.connect();
  peer = await client.getInputEntity('ada_agent');
});

afterEach(async () => {
  await client.destroy();
  await telegram.stop();
  expect(telegram.notImplemented).toEqual([]);
});

function send(message: string, randomId: number): Promise<Api.TypeUpdates> {
  return client.invoke(new Api.messages.SendMessage({ peer, message, randomId: toLong(randomId) }));
}

function chat(): string[] {
  return agent.seesChatWith(account).map(({ text }) => text);
}

describe('refusals', () => {
  it('GIVEN a flood wait THEN the call is refused with its seconds, once, without effect', async () => {
    telegram.faults.flood('messages.SendMessage', { seconds: 17 });
    await expect(send('one', 1)).rejects.toMatchObject({ seconds: 17, code: 420 });
    expect(chat()).toEqual([]);
    await send('one', 1);
    expect(chat()).toEqual(['one']);
  });

  it('GIVEN 500 after the effect THEN the caller does not know, AND a repeat is recognised', async () => {
    telegram.faults.fail({ method: 'messages.SendMessage', account: account.id }, { when: 'after' });
    await expect(send('one', 1)).rejects.toMatchObject({ code: 500 });
    expect(await send('one', 1)).toMatchObject({ id: 1 });
    expect(chat()).toEqual(['one']);
    expect(telegram.calls.map(({ outcome }) => outcome).slice(-2)).toEqual(['INTERNAL_SERVER_ERROR', 'done']);
  });

  it.each<[Death, number]>([
    ['AUTH_KEY_UNREGISTERED', 401],
    ['SESSION_REVOKED', 401],
    ['USER_DEACTIVATED_BAN', 401],
    ['AUTH_KEY_DUPLICATED', 406],
  ])(
    'GIVEN an authorisation that died of %s THEN calls are refused until it lives again',
    async (death, code) => {
      account.dies(death);
      await expect(send('x', 1)).rejects.toMatchObject({ errorMessage: death, code });
      account.revives();
      await send('x', 1);
      expect(chat()).toEqual(['x']);
    },
  );

  it('GIVEN a second process on the same key THEN the key dies for both, if that is asked for', async () => {
    telegram.settings.killsDuplicatedKeys = true;
    await send('alone', 1);
    const rival = await createClient(telegram, account);
    await expect(rival.connect()).rejects.toThrow('AUTH_KEY_DUPLICATED');
    await expect(send('x', 2)).rejects.toThrow('AUTH_KEY_DUPLICATED');
    await rival.destroy();
  });

  it('GIVEN a method that is not there THEN it is refused AND on record', async () => {
    await expect(client.invoke(new Api.messages.GetAllDrafts())).rejects.toThrow('METHOD_INVALID');
    expect(telegram.notImplemented.splice(0)).toEqual(['messages.GetAllDrafts']);
  });
});

describe('connections', () => {
  it('GIVEN a connection lost before the effect THEN the client sends again and it happens once', async () => {
    telegram.faults.drop('messages.SendMessage');
    await send('one', 1);
    expect(chat()).toEqual(['one']);
    expect(telegram.countCalls({ method: 'messages.SendMessage' })).toBe(2);
  });

  it('GIVEN a connection lost after the effect THEN the repeat is answered with it and it happened once', async () => {
    telegram.faults.drop('messages.SendMessage', { when: 'after' });
    expect(await send('one', 1)).toMatchObject({ id: 1 });
    expect(chat()).toEqual(['one']);
  });

  it('GIVEN a send that is under way THEN a repeat is refused, AND later answered with what came of it', async () => {
    const held = telegram.holdNext('messages.SendMessage');
    const first = send('one', 1);
    await held.arrived;
    await expect(send('one', 1)).rejects.toMatchObject({ code: 500, errorMessage: 'RANDOM_ID_DUPLICATE' });
    await send('two', 2);
    expect(chat()).toEqual(['two']);
    held.release();
    expect(await first).toMatchObject({ id: 2 });
    expect(await send('one', 1)).toMatchObject({ id: 2 });
    expect(chat()).toEqual(['two', 'one']);
  });

  it('GIVEN a send that fails in the end THEN a repeat sends it', async () => {
    let heldCall: unknown;
    const held = telegram.holdNext('messages.SendMessage');
    telegram.faults.fail({ where: (call) => call === heldCall });
    const first = send('one', 1);
    first.catch(() => {});
    heldCall = await held.arrived;
    await expect(send('one', 1)).rejects.toThrow('RANDOM_ID_DUPLICATE');
    held.release();
    await expect(first).rejects.toMatchObject({ code: 500 });
    expect(chat()).toEqual([]);
    await send('one', 1);
    expect(chat()).toEqual(['one']);
  });

  it('GIVEN a wipe that is held while its client is destroyed THEN it takes effect when released', async () => {
    await send('first customer', 1);
    const held = telegram.holdNext('messages.DeleteHistory', { cutsConnection: true });
    const wipe = client.invoke(new Api.messages.DeleteHistory({ peer, maxId: 1, revoke: true }));
    wipe.catch(() => {});
    await held.arrived;
    await client.destroy();
    client = await createClient(telegram, account);
    await client.connect();
    await send('second customer', 2);
    expect(chat()).toEqual(['first customer', 'second customer']);
    held.release();
    await until(() => chat().length === 1);
    expect(chat()).toEqual(['second customer']);
    // The late call must not draw the updates to its dead session.
    expect(account.isConnected).toBe(true);
  });

  it('GIVEN an outage THEN the client comes back and nothing is forgotten', async () => {
    await send('one', 1);
    await telegram.stop();
    await telegram.start();
    agent.replies(account, 'two');
    const messages = await client.getMessages(peer, { limit: 5 });
    expect(Array.from(messages, ({ message }) => message)).toEqual(['two', 'one']);
  });

  it('GIVEN a clock moved by a day THEN the client is told the time and goes on', async () => {
    telegram.clock.advance(24 * 3600 * 1000);
    await send('tomorrow', 1);
    expect(agent.seesChatWith(account)[0]?.date).toBeGreaterThan(Date.now() / 1000 + 23 * 3600);
  });

  it('GIVEN many calls at once THEN each is answered and sends keep their order', async () => {
    const sends = Array.from({ length: 40 }, (_, index) => send(`m${index}`, index + 1));
    await Promise.all([...sends, client.getMe(), client.invoke(new Api.updates.GetState())]);
    expect(chat()).toEqual(Array.from({ length: 40 }, (_, index) => `m${index}`));
  });

  it('GIVEN what passed THEN the record has calls, answers and updates', async () => {
    await send('one', 1);
    agent.replies(account, 'two');
    const entries = telegram.traffic.entries.flatMap((entry) => ('account' in entry ? [entry] : []));
    expect(entries.map(({ method }) => method)).toEqual([
      'help.GetConfig',
      'contacts.ResolveUsername',
      'messages.SendMessage',
      'update',
      'update',
    ]);
    expect(JSON.stringify(entries[2])).toContain('"message":"one"');
  });
});
