import { Api, type TelegramClient } from 'telegram';
import { Raw } from 'telegram/events/index.js';
import { afterEach, beforeEach, expect } from 'vitest';
import type { Account } from '../../../sandbox/telegram/account.js';
import { LocalTelegram } from '../../../sandbox/telegram/local-telegram.js';
import type { Person } from '../../../sandbox/telegram/person.js';
import { createClient } from './real-client.js';

/** One account with the real client, one agent, and the chat between them. */
export interface Bench {
  telegram: LocalTelegram;
  account: Account;
  agent: Person;
  client: TelegramClient;
  peer: Api.InputPeerUser;
  /** Updates that were pushed to the client, in order. */
  updates: Api.TypeUpdate[];
}

/** Sets a bench up before each test and takes it down after it; whatever was not implemented fails the test. */
export function useBench(): Bench {
  // Filled before each test runs.
  const bench = {} as Bench;
  beforeEach(async () => {
    const telegram = new LocalTelegram();
    await telegram.start();
    const account = telegram.createAccount({ firstName: 'Desk', lastName: 'One', phone: '15550001' });
    const agent = telegram.createPerson({ firstName: 'Ada', username: 'ada_agent' });
    telegram.befriend(account, agent);
    const client = await createClient(telegram, account);
    await client.connect();
    const peer = await client.getInputEntity('ada_agent');
    if (!(peer instanceof Api.InputPeerUser)) throw new Error('the agent was not found');
    const updates: Api.TypeUpdate[] = [];
    client.addEventHandler((update: Api.TypeUpdate) => {
      if ('className' in update) updates.push(update);
    }, new Raw({}));
    Object.assign(bench, { telegram, account, agent, client, peer, updates });
  });
  afterEach(async () => {
    await bench.client.destroy();
    await bench.telegram.stop();
    expect(bench.telegram.notImplemented).toEqual([]);
  });
  return bench;
}
