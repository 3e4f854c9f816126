import { randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../sandbox/telegram/account.js';
import { LocalTelegram } from '../../../sandbox/telegram/local-telegram.js';
import { createAuthKey } from '../../../sandbox/telegram/mtproto/auth-key.js';
import { readObject, type TlObject, writeContainer } from '../../../sandbox/telegram/mtproto/bodies.js';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import {
  abridged,
  BareClient,
  full,
  intermediate,
  obfuscatedIntermediate,
  type Received,
  type Transport,
  zip,
} from './bare-client.js';
import { until } from './real-client.js';

let telegram: LocalTelegram;
let account: Account;
const clients: BareClient[] = [];

beforeEach(async () => {
  telegram = new LocalTelegram();
  await telegram.start();
  account = telegram.createAccount({ firstName: 'Desk' });
});

afterEach(async () => {
  for (const client of clients.splice(0)) {
    client.close();
  }
  await telegram.stop();
});

function open(transport: Transport = intermediate(), key = account.mainDevice.holder.key): BareClient {
  const client = new BareClient(telegram.port, key, transport);
  clients.push(client);
  return client;
}

/** A client that has learned the salt and introduced itself. */
async function openReady(): Promise<BareClient> {
  const client = open();
  client.salt = currentSalt();
  client.send(introduce(new Api.help.GetConfig()), { seqNo: 1 });
  await until(() => find(client, Api.Config) !== undefined);
  return client;
}

function currentSalt(): bigint {
  return account.mainDevice.holder.salts.current(telegram.clock.now());
}

function introduce(query: Api.AnyRequest): Buffer {
  const about = { apiId: 1, deviceModel: 't', systemVersion: 't', appVersion: 't', systemLangCode: 'en' };
  const init = new Api.InitConnection({ ...about, langPack: '', langCode: 'en', query });
  return new Api.InvokeWithLayer({ layer: 198, query: init }).getBytes();
}

function find<T>(client: BareClient, type: { new (args: never): T }): T | undefined {
  for (const { object } of client.received) {
    if (object instanceof type) {
      return object;
    }
  }
  return undefined;
}

async function expectObject<T>(client: BareClient, type: { new (args: never): T }): Promise<T> {
  await until(() => find(client, type) !== undefined);
  const found = find(client, type);
  if (found === undefined) {
    throw new Error('gone');
  }
  return found;
}

function bytes(object: TlObject): Buffer {
  return object.getBytes();
}

describe('framings', () => {
  it.each<[string, () => Transport]>([
    ['full', full],
    ['abridged', () => abridged()],
    ['intermediate', () => intermediate()],
    ['obfuscated intermediate', obfuscatedIntermediate],
  ])(
    'GIVEN %s framing THEN salt, new session and a zipped answer come through it',
    async (_name, transport) => {
      const client = open(transport());
      const refused = client.send(introduce(new Api.help.GetConfig()));
      const badSalt = await expectObject(client, Api.BadServerSalt);
      expect(String(badSalt.badMsgId)).toBe(String(refused));
      client.salt = BigInt(String(badSalt.newServerSalt));
      const first = client.send(zip(introduce(new Api.help.GetConfig())), { seqNo: 1 });
      expect((await expectObject(client, Api.Config)).messageLengthMax).toBe(4096);
      expect(String((await expectObject(client, Api.NewSessionCreated)).firstMsgId)).toBe(String(first));
      // Longer than 127 words: the abridged framing has a second form of its length.
      client.send(bytes(new Api.Ping({ pingId: toLong(7) })), { seqNo: 2 });
      const long = new Api.messages.SendMessage({ peer: new Api.InputPeerSelf(), message: 'x'.repeat(900) });
      client.send(bytes(long), { seqNo: 3 });
      expect((await expectObject(client, Api.UpdateShortSentMessage)).id).toBe(1);
    },
  );

  it('GIVEN an unknown key, an unencrypted packet or a forged one THEN -404 and the end', async () => {
    const stranger = open(intermediate(), createAuthKey());
    stranger.send(bytes(new Api.Ping({ pingId: toLong(1) })));
    const plain = open(abridged());
    plain.sendRaw(Buffer.alloc(40));
    const forger = open(full());
    forger.sendRaw(Buffer.concat([account.mainDevice.holder.key.id, randomBytes(16 + 96)]));
    for (const client of [stranger, plain, forger]) {
      await until(() => client.isClosed);
      expect(client.transportErrors).toEqual([-404]);
    }
  });

  it('GIVEN forgotten keys THEN -404', async () => {
    const client = await openReady();
    account.forgetsKeys();
    await until(() => client.isClosed);
    const again = open();
    again.send(bytes(new Api.Ping({ pingId: toLong(1) })));
    await until(() => again.transportErrors.length > 0);
  });
});

describe('message ids and sequence numbers', () => {
  it.each([
    ['too low', -400, 16],
    ['too high', 60, 17],
  ])('GIVEN a message id that is %s (by %i s) THEN error %i', async (_name, offset, errorCode) => {
    const client = await openReady();
    const msgId = client.nextMsgId(offset);
    client.send(bytes(new Api.Ping({ pingId: toLong(1) })), { msgId, seqNo: 2 });
    const refusal = await expectObject(client, Api.BadMsgNotification);
    expect([String(refusal.badMsgId), refusal.errorCode]).toEqual([String(msgId), errorCode]);
  });

  it('GIVEN an id that is not a client id, or a method with an even number THEN 18 and 35', async () => {
    const client = await openReady();
    client.send(bytes(new Api.Ping({ pingId: toLong(1) })), { msgId: client.nextMsgId() + 1n, seqNo: 2 });
    expect((await expectObject(client, Api.BadMsgNotification)).errorCode).toBe(18);
    client.received.length = 0;
    client.send(bytes(new Api.updates.GetState()), { seqNo: 2 });
    expect((await expectObject(client, Api.BadMsgNotification)).errorCode).toBe(35);
  });

  it('GIVEN a message that was answered THEN the same bytes again get the same answer and no second effect', async () => {
    const client = await openReady();
    const peer = new Api.InputPeerSelf();
    const body = bytes(new Api.messages.SendMessage({ peer, message: 'note', randomId: toLong(5) }));
    const msgId = client.send(body, { seqNo: 3 });
    await expectObject(client, Api.UpdateShortSentMessage);
    const reconnected = open(abridged());
    Object.assign(reconnected, { salt: client.salt, sessionId: client.sessionId });
    reconnected.send(body, { seqNo: 3, msgId });
    expect((await expectObject(reconnected, Api.UpdateShortSentMessage)).id).toBe(1);
    expect(telegram.countCalls({ method: 'messages.SendMessage' })).toBe(1);
  });

  it('GIVEN an answer that was not acknowledged THEN a new connection of the session gets it unasked', async () => {
    const client = await openReady();
    const msgId = client.send(bytes(new Api.updates.GetState()), { seqNo: 3 });
    const state = await expectObject(client, Api.updates.State);
    const answer = client.received.find(({ object }) => object === state);
    const ids = client.received.filter((entry) => entry !== answer).map((entry) => toLong(entry.msgId));
    client.send(bytes(new Api.MsgsAck({ msgIds: ids })), { seqNo: 4 });
    client.close();
    const back = open();
    Object.assign(back, { salt: client.salt, sessionId: client.sessionId });
    back.send(bytes(new Api.Ping({ pingId: toLong(1) })), { seqNo: 4 });
    await expectObject(back, Api.updates.State);
    expect(back.received.map((entry) => entry.msgId)).toContain(answer?.msgId);
    expect(msgId).toBeGreaterThan(0n);
  });
});

describe('containers and service messages', () => {
  it('GIVEN a container THEN each message in it is answered, AND the same container again is refused', async () => {
    const client = await openReady();
    const inner = [new Api.updates.GetState(), new Api.users.GetUsers({ id: [new Api.InputUserSelf()] })];
    const messages = inner.map((request, index) => ({
      msgId: client.nextMsgId(),
      seqNo: 3 + index * 2,
      body: bytes(request),
    }));
    const msgId = client.nextMsgId();
    client.send(writeContainer(messages), { msgId, seqNo: 6 });
    await expectObject(client, Api.updates.State);
    await until(() => client.received.some(({ object }) => Array.isArray(object)));
    client.send(writeContainer(messages), { msgId, seqNo: 6 });
    expect((await expectObject(client, Api.BadMsgNotification)).errorCode).toBe(19);
  });

  it('GIVEN invokeAfterMsg THEN a later call fails if the earlier one did', async () => {
    const client = await openReady();
    const bad = new Api.messages.SendMessage({ peer: new Api.InputPeerSelf(), message: '' });
    const first = client.send(bytes(bad), { seqNo: 3 });
    const query = new Api.messages.SendMessage({ peer: new Api.InputPeerSelf(), message: 'two' });
    client.send(bytes(new Api.InvokeAfterMsg({ msgId: toLong(first), query })), { seqNo: 5 });
    const errors = (): string[] =>
      client.received.flatMap(({ object }) => (object instanceof Api.RpcError ? object.errorMessage : []));
    await until(() => errors().length === 2);
    expect(errors()).toEqual(['MESSAGE_EMPTY', 'MSG_WAIT_FAILED']);
  });

  it('GIVEN a call before initConnection, or of an unknown constructor THEN it is refused', async () => {
    const client = open();
    client.salt = currentSalt();
    client.send(bytes(new Api.updates.GetState()), { seqNo: 1 });
    expect((await expectObject(client, Api.RpcError)).errorMessage).toBe('CONNECTION_NOT_INITED');
    client.received.length = 0;
    client.send(Buffer.from('01020304', 'hex'), { seqNo: 3 });
    expect((await expectObject(client, Api.RpcError)).errorMessage).toBe('INPUT_METHOD_INVALID_67305985');
    expect(telegram.notImplemented).toEqual(['constructor 4030201']);
  });

  it('GIVEN pings, salts, states and sessions asked for THEN they are told', async () => {
    const client = await openReady();
    const pinged = client.send(bytes(new Api.Ping({ pingId: toLong(99) })), { seqNo: 2 });
    const pong = await expectObject(client, Api.Pong);
    expect([String(pong.msgId), String(pong.pingId)]).toEqual([String(pinged), '99']);
    client.send(bytes(new Api.MsgsStateReq({ msgIds: [toLong(4), toLong(pinged)] })), { seqNo: 2 });
    expect(
      Buffer.from((await expectObject(client, Api.MsgsStateInfo)).info, 'latin1').length,
    ).toBeGreaterThan(0);
    client.send(bytes(new Api.GetFutureSalts({ num: 3 })), { seqNo: 2 });
    const isSalts = ({ body }: Received): boolean => body.readUInt32LE(0) === 0xae500895;
    await until(() => client.received.some(isSalts));
    const salts = client.received.find(isSalts)?.body;
    expect([salts?.readInt32LE(16), salts?.readBigInt64LE(28)]).toEqual([3, currentSalt()]);
    client.send(bytes(new Api.DestroySession({ sessionId: toLong(123) })), { seqNo: 2 });
    await expectObject(client, Api.DestroySessionNone);
    client.send(bytes(new Api.PingDelayDisconnect({ pingId: toLong(1), disconnectDelay: 0 })), { seqNo: 2 });
    await until(() => client.isClosed);
  });

  it('GIVEN the half hour of a salt passed twice THEN it is no longer taken', async () => {
    const client = await openReady();
    telegram.clock.advance(61 * 60 * 1000);
    client.send(bytes(new Api.Ping({ pingId: toLong(1) })), { msgId: client.nextMsgId(61 * 60), seqNo: 2 });
    const refusal = await expectObject(client, Api.BadServerSalt);
    expect([refusal.errorCode, String(refusal.newServerSalt)]).toEqual([48, String(currentSalt())]);
  });
});

it('reads what it writes', () => {
  expect(
    readObject(new Api.Pong({ msgId: toLong(-4), pingId: toLong(2n ** 62n) }).getBytes()),
  ).toBeInstanceOf(Api.Pong);
});
