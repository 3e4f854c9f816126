import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, Routes } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { matchesCall, type OutsideCall } from '../../sandbox/call-pattern.js';
import { Faults } from '../../sandbox/faults.js';
import { Traffic } from '../../sandbox/traffic.js';
import { describeViolations, type Scene, startScene } from './discord/gateway-scene.js';

const SEND: OutsideCall = { service: 'discord', method: 'POST', path: '/channels/1/messages', body: {} };
const TELEGRAM: OutsideCall = {
  service: 'telegram',
  method: 'messages.SendMessage',
  path: '',
  body: {},
  account: '7',
};

describe('call patterns', () => {
  it.each([
    ['*', SEND, true],
    ['POST /channels/*/messages', SEND, true],
    ['POST /channels/{channel_id}/messages', SEND, true],
    ['POST /channels/:id', SEND, false],
    ['POST /channels/**', SEND, true],
    ['* /channels/*/messages', SEND, true],
    ['GET /channels/*/messages', SEND, false],
    ['messages.SendMessage', TELEGRAM, true],
    ['messages.sendMessage', TELEGRAM, true],
    ['messages.SendMedia', TELEGRAM, false],
    ['* /channels/**', TELEGRAM, false],
    [{ account: '7' }, TELEGRAM, true],
    [{ account: '8' }, TELEGRAM, false],
    [{ method: /^messages\./ }, TELEGRAM, true],
    [{ where: ({ path }: OutsideCall) => path.endsWith('messages') }, SEND, true],
  ])('%o on %o: %s', (pattern, call, expected) => {
    expect(matchesCall(pattern, call)).toBe(expected);
  });
});

describe('faults', () => {
  it('strikes as often as was asked, at its moment, in order', async () => {
    const faults = new Faults();
    const handle = faults.fail('POST /channels/**', { times: 2, status: 403, code: 50013, message: 'No' });
    faults.flood('messages.SendMessage', { seconds: 3, when: 'after' });
    expect(await faults.consult(SEND, 'after')).toEqual({ kind: 'proceed' });
    expect(await faults.consult(SEND, 'before')).toMatchObject({ kind: 'fail', code: 50013 });
    expect(await faults.consult(TELEGRAM, 'before')).toEqual({ kind: 'proceed' });
    expect(await faults.consult(TELEGRAM, 'after')).toEqual({ kind: 'flood', seconds: 3, isGlobal: false });
    expect(await faults.consult(SEND, 'before')).toMatchObject({ kind: 'fail' });
    expect(await faults.consult(SEND, 'before')).toEqual({ kind: 'proceed' });
    expect(handle.hits).toBe(2);
  });

  it('can be withdrawn', async () => {
    const faults = new Faults();
    const handle = faults.fail('*', { times: Number.POSITIVE_INFINITY });
    expect((await faults.consult(SEND, 'before')).kind).toBe('fail');
    handle.lift();
    expect((await faults.consult(SEND, 'before')).kind).toBe('proceed');
    faults.drop('*');
    faults.liftAll();
    expect((await faults.consult(SEND, 'before')).kind).toBe('proceed');
  });
});

describe('faults of the local Discord', () => {
  const file = join(tmpdir(), `traffic-${process.pid}.jsonl`);
  let scene: Scene;
  let client: Client<true>;
  beforeAll(async () => {
    scene = await startScene({ traffic: new Traffic({ file }) });
    client = await scene.connect();
  });
  afterEach(() => {
    scene.discord.faults.liftAll();
    expect(describeViolations(scene)).toEqual([]);
  });
  afterAll(async () => {
    await scene.stop();
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const entries: object[] = lines.map((line) => JSON.parse(line));
    expect(entries).toContainEqual(expect.objectContaining({ dispatch: 'READY', shard: 0 }));
    expect(entries).toContainEqual(
      expect.objectContaining({
        service: 'discord',
        method: 'POST',
        status: 200,
        requestBody: { content: 'hello' },
      }),
    );
    await rm(file);
  });

  const send = (content: string) =>
    client.rest.post(Routes.channelMessages(scene.channel.id), { body: { content } });
  const said = () =>
    scene.world.store
      .log(scene.channel.id)
      .all()
      .map(({ content }) => content);

  it('fails before the effect', async () => {
    scene.discord.faults.fail('POST /channels/*/messages');
    await expect(send('lost')).rejects.toMatchObject({ status: 500 });
    expect(said()).not.toContain('lost');
  });

  it('fails after the effect', async () => {
    scene.discord.faults.fail('POST /channels/*/messages', { when: 'after', status: 502 });
    await expect(send('kept')).rejects.toMatchObject({ status: 502 });
    expect(said()).toContain('kept');
  });

  it('refuses with a code of Discord', async () => {
    scene.discord.faults.fail('GET /channels/*', { status: 404, code: 10003, message: 'Unknown Channel' });
    await expect(client.rest.get(Routes.channel('1'))).rejects.toMatchObject({ code: 10003 });
  });

  it.each(['before', 'after'] as const)('drops the connection %s the effect', async (when) => {
    scene.discord.faults.drop('POST /channels/*/messages', { when });
    const mark = scene.discord.requests.mark();
    await expect(send(`dropped ${when}`)).rejects.toThrow();
    expect(said().includes(`dropped ${when}`)).toBe(when === 'after');
    expect(scene.discord.requests.since(mark)).toMatchObject([{ status: 0, channelId: scene.channel.id }]);
  });

  it('floods, and discord.js waits it out', async () => {
    scene.discord.faults.flood('POST /channels/*/messages', { seconds: 0.1 });
    await send('later');
    expect(said()).toContain('later');
  });

  it('calls back at exactly the moment before or after the effect', async () => {
    const seen: string[][] = [];
    for (const when of ['before', 'after'] as const) {
      scene.discord.faults.onRequest('POST /channels/*/messages', when, () => {
        seen.push(said());
      });
    }
    await send('hello');
    expect(seen.map((contents) => contents.includes('hello'))).toEqual([false, true]);
    const [last] = scene.discord.requests.all.slice(-1);
    expect(last).toMatchObject({
      route: '/channels/{channel_id}/messages',
      guildId: scene.guild.id,
      status: 200,
    });
  });
});
