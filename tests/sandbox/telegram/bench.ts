import { Api, type TelegramClient } from 'telegram';
import { Raw } from 'telegram/events/index.js';
import { afterEach, beforeEach, expect } from 'vitest';
import type { Account } from '../../../sandbox/telegram/account.js';
import { LocalTelegram } from '../../../sandbox/telegram/local-telegram.js';
import type { Person } from '../../../sandbox/telegram/person.js';
import { createClient } from './real-client.js';

/** One account with the real client, one agent, and the chat between them. */
export interface Bench {
  readonly telegram: LocalTelegram;
  readonly account: Account;
  readonly agent: Person;
  readonly client: TelegramClient;
  readonly peer: Api.InputPeerUser;
  /** Updates that were pushed to the client, in order. */
  readonly updates: Api.TypeUpdate[];
}

/** Sets a bench up before each test and takes it down after it; whatever was not implemented fails the test. */
export function useBench(): Bench {
  let current: Bench | undefined;
  const bench = (): Bench => {
    if (current === undefined) throw new Error('no test is running');
    return current;
  };
  beforeEach(async () => {
    current = await setUp();
  });
  afterEach(async () => {
    const { client, telegram } = bench();
    await client.destroy();
    await telegram.stop();
    expect(telegram.notImplemented).toEqual([]);
  });
  return {
    get telegram() {
      return bench().telegram;
    },
    get account() {
      return bench().account;
    },
    get agent() {
      return bench().agent;
    },
    get client() {
      return bench().client;
    },
    get peer() {
      return bench().peer;
    },
    get updates() {
      return bench().updates;
    },
  };
}

async function setUp(): Promise<Bench> {
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
  return { telegram, account, agent, client, peer, updates };
}
