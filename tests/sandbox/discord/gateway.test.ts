import { Events, GatewayCloseCodes, GatewayIntentBits as I } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { BOT_PERMISSIONS, describeViolations, next, type Scene, startScene } from './gateway-scene.js';

describe('gateway', () => {
  let scene: Scene;
  afterEach(() => scene.stop());

  it('logs discord.js in and gives it its guild', async () => {
    scene = await startScene();
    const client = await scene.connect();
    const guild = client.guilds.cache.get(scene.guild.id);
    expect(guild?.available).toBe(true);
    expect(guild?.channels.cache.get(scene.channel.id)?.name).toBe('general');
    expect(guild?.memberCount).toBe(3);
    // Without GUILD_PRESENCES the payload has no member but the bot.
    expect([...(guild?.members.cache.keys() ?? [])]).toEqual([client.user.id]);
    expect(describeViolations(scene)).toEqual([]);
  });

  it('refuses a wrong token, and intents that are not switched on', async () => {
    scene = await startScene({ world: { privilegedIntents: { messageContent: false } } });
    await expect(scene.newClient().login('bad.token.here')).rejects.toThrow(/token/i);
    await expect(scene.newClient().login(scene.discord.token)).rejects.toThrow(/disallowed intents/i);
    await scene.connect({ intents: [I.Guilds] });
  });

  it('keeps content from a bot without the intent, unless it is meant', async () => {
    scene = await startScene();
    const client = await scene.connect({ intents: [I.Guilds, I.GuildMessages, I.DirectMessages] });
    const { world, mia, channel } = scene;
    const say = async (channelId: string, content: string) => {
      const heard = next(client, Events.MessageCreate);
      world.messages.create(mia.id, channelId, { content });
      return (await heard).content;
    };
    expect(await say(channel.id, 'a secret')).toBe('');
    expect(await say(channel.id, `hello <@${client.user.id}>`)).toContain('hello');
    const direct = world.users.openDirect(mia.id, client.user.id);
    expect(await say(direct.id, 'to you')).toBe('to you');
  });

  it('resumes after a cut and replays what was missed', async () => {
    scene = await startScene();
    const client = await scene.connect();
    const { world, mia, channel, discord } = scene;
    const accept = discord.gateway.refuseConnections();
    discord.gateway.dropConnections();
    for (const content of ['one', 'two', 'three']) {
      world.messages.create(mia.id, channel.id, { content });
    }
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    accept();
    await next(client, Events.ShardResume);
    expect(heard).toEqual(['one', 'two', 'three']);
    expect(discord.gateway.counts).toEqual({ identifies: 1, resumes: 1 });
  });
});

describe('gateway in trouble', () => {
  let scene: Scene;
  afterEach(async () => {
    expect(describeViolations(scene)).toEqual([]);
    await scene.stop();
  });

  it('makes clients identify anew when their session is gone', async () => {
    scene = await startScene();
    const client = await scene.connect();
    const available = next(client, Events.GuildAvailable);
    scene.discord.gateway.dropConnections({ resumable: false });
    expect((await available).id).toBe(scene.guild.id);
    expect(scene.discord.gateway.counts).toEqual({ identifies: 2, resumes: 0 });
  });

  it('resumes when it is asked to reconnect, or told that the session is still good', async () => {
    scene = await startScene();
    const client = await scene.connect();
    const first = next(client, Events.ShardResume);
    scene.discord.gateway.askToReconnect();
    await first;
    const second = next(client, Events.ShardResume);
    scene.discord.gateway.invalidateSessions({ resumable: true });
    await second;
    expect(scene.discord.gateway.counts).toEqual({ identifies: 1, resumes: 2 });
  });

  it('closes with the codes after which a client may come back, and with those after which it may not', async () => {
    scene = await startScene();
    const client = await scene.connect();
    const { gateway } = scene.discord;
    const refused = next(client, Events.ShardDisconnect);
    const resumed = next(client, Events.ShardResume);
    gateway.closeConnections(GatewayCloseCodes.SessionTimedOut);
    await resumed;
    gateway.closeConnections(GatewayCloseCodes.DisallowedIntents);
    expect((await refused).code).toBe(4014);
    expect(gateway.counts).toEqual({ identifies: 1, resumes: 1 });
  });

  it('takes a connection without acknowledgements for dead', async () => {
    scene = await startScene({ heartbeatIntervalMs: 100 });
    const client = await scene.connect();
    const resumed = next(client, Events.ShardResume);
    scene.discord.gateway.stopAcknowledging();
    await resumed;
  });

  it('tells outages from removal', async () => {
    scene = await startScene();
    const { world, guild, channel, mia } = scene;
    const client = await scene.connect();
    const gone = next(client, Events.GuildUnavailable);
    world.guilds.setUnavailable(guild.id, true);
    await gone;
    const back = next(client, Events.GuildAvailable);
    world.guilds.setUnavailable(guild.id, false);
    await back;
    const removed = next(client, Events.GuildDelete);
    world.members.remove(guild, client.user.id);
    expect((await removed).id).toBe(guild.id);
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    world.messages.create(mia.id, channel.id, { content: 'alone' });
    const added = next(client, Events.GuildCreate);
    world.guilds.addBot(guild, BOT_PERMISSIONS);
    await added;
    expect(heard).toEqual([]);
  });

  it('leaves a guild that is unavailable at the start out until it comes back', async () => {
    scene = await startScene();
    scene.world.guilds.setUnavailable(scene.guild.id, true);
    const client = scene.newClient();
    const available = next(client, Events.GuildAvailable);
    await client.login(scene.discord.token);
    expect(client.guilds.cache.get(scene.guild.id)?.available ?? false).toBe(false);
    scene.world.guilds.setUnavailable(scene.guild.id, false);
    expect((await available).available).toBe(true);
  });

  it('holds dispatches back, in order', async () => {
    scene = await startScene();
    const { world, mia, channel, discord } = scene;
    const client = await scene.connect();
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    const release = discord.gateway.holdDispatches();
    for (const content of ['one', 'two']) {
      world.messages.create(mia.id, channel.id, { content });
    }
    await client.guilds.fetch();
    expect(heard).toEqual([]);
    const last = next(client, Events.MessageCreate, ({ content }) => content === 'two');
    release();
    await last;
    expect(heard).toEqual(['one', 'two']);
  });
});

describe('gateway and members', () => {
  let scene: Scene;
  afterEach(async () => {
    expect(describeViolations(scene)).toEqual([]);
    await scene.stop();
  });

  it('answers requests for members by id and for all of them', async () => {
    scene = await startScene();
    const { world, guild, mia } = scene;
    for (let index = 0; index < 1_100; index += 1) {
      world.members.add(guild, world.users.add({ username: `user${index}` }).id);
    }
    const client = await scene.connect();
    const known = client.guilds.cache.get(guild.id);
    const two = await known?.members.fetch({ user: [mia.id, '1'] });
    expect([...(two?.keys() ?? [])]).toEqual([mia.id]);
    expect((await known?.members.fetch())?.size).toBe(1_103);
  });

  it('tells of other members only with the intent', async () => {
    scene = await startScene();
    const { world, guild, mia, owner, channel } = scene;
    const thread = world.threads.create(owner.id, channel.id, { name: 'talk', type: 11 });
    const seeing = await scene.connect();
    const blind = await scene.connect({ intents: [I.Guilds] });
    const seen = next(seeing, Events.GuildMemberRemove);
    const told: string[] = [];
    for (const event of [Events.GuildMemberRemove, Events.ThreadMembersUpdate] as const) {
      blind.on(event, () => told.push(event));
    }
    const joined = next(seeing, Events.ThreadMembersUpdate);
    world.threadMembers.add(owner.id, thread.id, mia.id);
    expect((await joined).has(mia.id)).toBe(true);
    world.members.remove(guild, mia.id);
    expect((await seen).id).toBe(mia.id);
    const self = next(blind, Events.ThreadMembersUpdate);
    world.threadMembers.join(blind.user.id, thread.id);
    expect((await self).has(blind.user.id)).toBe(true);
    expect(told).toEqual([Events.ThreadMembersUpdate]);
  });
});
