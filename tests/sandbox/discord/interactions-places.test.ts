import { Events } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { describeViolations, next, type Scene, startScene } from './gateway-scene.js';

const BUTTON = {
  components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
};

describe('interactions in threads and direct messages', () => {
  let scene: Scene;
  afterEach(async () => {
    expect(describeViolations(scene)).toEqual([]);
    await scene.stop();
  });

  it('wakes an archived thread before a button in it is pressed, and greys a locked one out', async () => {
    scene = await startScene();
    const { world, owner, mia, channel, discord } = scene;
    const client = await scene.connect();
    const thread = world.threads.create(owner.id, channel.id, { name: 'talk', type: 11 });
    const { id } = world.messages.create(client.user.id, thread.id, { content: 'x', ...BUTTON });
    const press = () => discord.interactions.press({ userId: mia.id }, thread.id, id, 'go');
    world.threads.edit(owner.id, thread.id, { archived: true });
    const heard = next(client, Events.InteractionCreate);
    expect(press().kind).toBe('sent');
    expect(thread.archived).toBe(false);
    const interaction = await heard;
    expect(interaction.channelId).toBe(thread.id);
    expect(interaction.isButton() && interaction.message.id).toBe(id);
    world.threads.edit(owner.id, thread.id, { locked: true });
    expect(press()).toMatchObject({ kind: 'refused', reason: 'disabled' });
  });

  it('keeps private threads from who is not in them', async () => {
    scene = await startScene();
    const { world, owner, mia, channel, discord } = scene;
    const client = await scene.connect();
    const thread = world.threads.create(owner.id, channel.id, { name: 'secret' });
    const { id } = world.messages.create(client.user.id, thread.id, { content: 'x', ...BUTTON });
    expect(discord.interactions.press({ userId: mia.id }, thread.id, id, 'go')).toMatchObject({
      reason: 'not-visible',
    });
    world.threadMembers.add(owner.id, thread.id, mia.id);
    expect(discord.interactions.press({ userId: mia.id }, thread.id, id, 'go').kind).toBe('sent');
  });

  it('offers global commands in direct messages, unless they are for guilds', async () => {
    scene = await startScene();
    const { world, mia, channel, guild, discord } = scene;
    const client = await scene.connect();
    await client.application.commands.set([
      { name: 'everywhere', description: 'x' },
      { name: 'guilds', description: 'x', contexts: [0] },
    ]);
    await client.application.commands.set([{ name: 'everywhere', description: 'own' }], guild.id);
    const direct = world.users.openDirect(mia.id, client.user.id);
    const actor = { userId: mia.id };
    const offered = (channelId: string) =>
      discord.interactions.listCommands(actor, channelId).map(({ name, guildId }) => [name, guildId]);
    expect(offered(direct.id)).toEqual([['everywhere', null]]);
    expect(offered(channel.id)).toEqual([
      ['everywhere', guild.id],
      ['guilds', null],
    ]);
    const heard = next(client, Events.InteractionCreate);
    const attempt = discord.interactions.runCommand(actor, direct.id, { command: 'everywhere' });
    const interaction = await heard;
    expect([interaction.user.id, interaction.inGuild(), interaction.context]).toEqual([mia.id, false, 1]);
    if (interaction.isChatInputCommand()) {
      await interaction.reply('here');
    }
    expect(attempt.kind === 'sent' && attempt.outcome.response?.content).toBe('here');
  });

  it('says nothing to the bot during an outage, and lets what nobody answers fail', async () => {
    scene = await startScene({ answerWithinMs: 50 });
    const { world, mia, channel, guild, discord } = scene;
    discord.commands.overwrite(null, [{ name: 'vip', description: 'x' }]);
    const run = () => discord.interactions.runCommand({ userId: mia.id }, channel.id, { command: 'vip' });
    const attempt = run();
    expect(attempt.kind === 'sent' && (await attempt.outcome.acknowledged)).toEqual({ kind: 'none' });
    world.guilds.setUnavailable(guild.id, true);
    expect(run()).toMatchObject({ kind: 'refused', reason: 'unavailable' });
  });
});
