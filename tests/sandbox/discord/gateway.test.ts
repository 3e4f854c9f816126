import { Events, GatewayIntentBits as I } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { describeViolations, next, type Scene, startScene } from './gateway-scene.js';

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
