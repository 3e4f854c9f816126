import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, startScene } from './gateway-scene.js';
import { GatewayWire } from './gateway-wire.js';

describe('gateway protocol', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.stop());
  const open = (query?: string) => GatewayWire.open(scene.discord.port, query);

  it.each([
    ['a frame before IDENTIFY', { op: 8, d: { guild_id: '1', query: '', limit: 0 } }, 4003],
    ['an opcode that no client has', { op: 99, d: null }, 4001],
    ['what is no JSON', '{', 4002],
    ['more than 4096 bytes', { op: 1, d: null, padding: 'x'.repeat(5_000) }, 4002],
    ['a wrong token', { op: 2, d: { token: 'wrong', properties: {}, intents: 0 } }, 4004],
    ['a wrong token in RESUME', { op: 6, d: { token: 'wrong', session_id: 'x', seq: 1 } }, 4004],
  ])('closes on %s', async (_what, frame, code) => {
    const wire = await open();
    wire.send(frame);
    expect(await wire.closed()).toBe(code);
  });

  it.each([
    ['an intent that does not exist', [0, 1], 1 << 30, 4013],
    ['an intent that is switched off', [0, 1], 1 << 8, 4014],
    ['a shard that does not exist', [2, 2], 1, 4010],
  ] as const)('closes on %s', async (_what, shard, intents, code) => {
    const wire = await open();
    wire.identify(scene.discord.token, shard, intents);
    expect(await wire.closed()).toBe(code);
  });

  it('closes on a second IDENTIFY, on a future sequence, and on other versions', async () => {
    const wire = await open();
    wire.identify(scene.discord.token);
    const ready = await wire.frame(({ t }) => t === 'READY');
    wire.identify(scene.discord.token);
    expect(await wire.closed()).toBe(4005);
    const other = await open();
    const session_id = Reflect.get(Object(ready.d), 'session_id');
    other.send({ op: 6, d: { token: scene.discord.token, session_id, seq: 1_000 } });
    expect(await other.closed()).toBe(4007);
    expect(await (await open('v=9&encoding=json')).closed()).toBe(4012);
    expect(await (await open('v=10&encoding=json&compress=zlib-stream')).closed()).toBe(4012);
  });

  it('replays from the sequence that the client names, even before its old connection is gone', async () => {
    const wire = await open();
    wire.identify(scene.discord.token);
    const ready = await wire.frame(({ t }) => t === 'READY');
    await wire.frame(({ t }) => t === 'GUILD_CREATE');
    scene.world.channels.add(scene.guild, { name: 'news' });
    await wire.frame(({ t }) => t === 'CHANNEL_CREATE');
    const again = await open();
    const session_id = Reflect.get(Object(ready.d), 'session_id');
    again.send({ op: 6, d: { token: scene.discord.token, session_id, seq: 1 } });
    await again.frame(({ t }) => t === 'RESUMED');
    expect(again.dispatches.map(({ t, s }) => [t, s])).toEqual([
      ['GUILD_CREATE', 2],
      ['CHANNEL_CREATE', 3],
      ['RESUMED', 4],
    ]);
  });

  it('forgets the session of a client that said good-bye', async () => {
    const wire = await open();
    wire.identify(scene.discord.token);
    const ready = await wire.frame(({ t }) => t === 'READY');
    wire.close(1000);
    await wire.closed();
    const again = await open();
    const session_id = Reflect.get(Object(ready.d), 'session_id');
    again.send({ op: 6, d: { token: scene.discord.token, session_id, seq: 1 } });
    expect((await again.frame(({ op }) => op === 9)).d).toBe(false);
  });

  it('gives each guild to its shard', async () => {
    const shards = await Promise.all(
      [0, 1, 2].map(async (id) => {
        const wire = await open();
        wire.identify(scene.discord.token, [id, 3]);
        const { d } = await wire.frame(({ t }) => t === 'READY');
        const guilds: { id: string }[] = Reflect.get(Object(d), 'guilds');
        return guilds.map((guild) => guild.id);
      }),
    );
    const expected = Number((BigInt(scene.guild.id) >> 22n) % 3n);
    expect(shards.map((ids) => ids.length)).toEqual([0, 1, 2].map((id) => (id === expected ? 1 : 0)));
  });

  it('lets nobody send more than 120 frames a minute', async () => {
    const wire = await open();
    for (let count = 0; count <= 120; count += 1) {
      wire.send({ op: 1, d: null });
    }
    expect(await wire.closed()).toBe(4008);
  });
});
