import { OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { Agent } from '../../sandbox/people/agent.js';
import type { CommandOptions } from '../../sandbox/people/discord-person.js';
import { type Scene, threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({
  fresh: { settings: 'none' },
  refused: { settings: 'none' },
  poor: { settings: 'none', accounts: 0 },
  lacking: { settings: 'none' },
  panel: {},
  changed: {},
});

/** The owner runs `/vip setup` in #general, with something else than the scene has. */
async function setsUp(scene: Scene, different: CommandOptions = {}): Promise<string> {
  const { roles, upgradeChannelId, logChannelId, generalChannelId } = scene.plan;
  const options = {
    channel: { id: upgradeChannelId },
    staff: { id: roles.staff },
    admin: { id: roles.admin },
    support: { id: roles.support },
    vip: { id: roles.vip },
    agent: scene.settings.agent.username,
    log: { id: logChannelId },
    ...different,
  };
  return (await scene.owner.runs('/vip setup', options, { id: generalChannelId })).text;
}

const stored = (scene: Scene) => on.stage.database.guilds.find(scene.guildId);

function botRoleOf(scene: Scene): string {
  const guild = on.stage.discord.world.store.requireGuild(scene.guildId);
  const role = [...guild.roles.values()].find(({ managed }) => managed);
  if (role === undefined) throw new Error('the bot has no role');
  return role.id;
}

/** Does something while a role may not do something in a channel. */
async function without<T>(
  { owner }: Scene,
  denied: { readonly channelId: string; readonly roleId: string; readonly right: bigint },
  act: () => Promise<T>,
): Promise<T> {
  const { channels, store } = on.stage.discord.world;
  const channel = store.requireGuildChannel(denied.channelId);
  const before = channel.overwrites.find(({ id }) => id === denied.roleId);
  const write = (allow: bigint, deny: bigint) =>
    channels.setOverwrite(owner.id, channel.id, denied.roleId, {
      type: OverwriteType.Role,
      allow: allow.toString(),
      deny: deny.toString(),
    });
  const [allow, deny] = [before?.allow ?? 0n, before?.deny ?? 0n];
  write(allow & ~denied.right, deny | denied.right);
  try {
    return await act();
  } finally {
    write(allow, deny);
  }
}

describe('/vip setup', () => {
  it('says who can set it up, and then stores everything', async () => {
    const scene = on.scene('fresh');
    const mia = scene.member('Mia');
    const notYet =
      'VIP conversations are not set up on this server yet. Someone with the **Manage Server** permission can do that with `/vip setup`.';
    expect((await mia.runs('/vip upgrade')).text).toBe(notYet);
    expect((await scene.owner.runs('/vip panel')).text).toBe(notYet);
    expect(await setsUp(scene, { agent: `@${scene.settings.agent.username}` })).toContain(
      '✅ Everything is set up.',
    );
    expect(await stored(scene)).toEqual(scene.settings);
    expect((await scene.postPanel()).text).toContain('The panel is up');
    await beginsToTalk(scene, mia);
  });

  it('refuses roles that would give rights to the wrong people', async () => {
    const scene = on.scene('refused');
    const everyone = { id: scene.guildId };
    const managed = { id: botRoleOf(scene) };
    const names = { staff: 'Staff', admin: 'Admin', support: 'Support', vip: 'VIP' };
    for (const [option, name] of Object.entries(names)) {
      expect(await setsUp(scene, { [option]: everyone })).toContain(`The ${name} role can’t be @everyone`);
      expect(await setsUp(scene, { [option]: managed })).toContain(
        `<@&${managed.id}> can’t be the ${name} role: it belongs to a bot or an integration.`,
      );
    }
    expect(await setsUp(scene, { vip: { id: scene.plan.roles.staff } })).toContain(
      'can’t be both the VIP role and the Staff role',
    );
    // All at once: nothing is told piecemeal.
    const both = await setsUp(scene, { staff: everyone, admin: managed });
    expect(both).toMatch(/Nothing was changed[\s\S]*@everyone[\s\S]*belongs to a bot/);
    expect(await stored(scene)).toBeNull();
  });

  it('refuses an agent who is no person, of the pool, or nobody', async () => {
    const scene = on.scene('refused');
    on.stage.telegram.createPerson({ firstName: 'Robot', username: 'helpful_robot', isBot: true });
    expect(await setsUp(scene, { agent: 'helpful_robot' })).toContain(
      '@helpful\\_robot is a bot on Telegram. The agent has to be a person.',
    );
    const pooled = scene.accounts[0]?.user.username ?? '';
    expect(await setsUp(scene, { agent: pooled })).toContain('is one of the accounts of the pool.');
    expect(await setsUp(scene, { agent: 'nobody_at_all' })).toContain('I can’t find @nobody\\_at\\_all');
    expect(await setsUp(scene, { agent: 'not a username' })).toContain('I can’t find');
    expect(await stored(scene)).toBeNull();
    expect(await setsUp(on.scene('poor'))).toContain(
      'There is no working Telegram account for this server yet',
    );
    expect(await stored(on.scene('poor'))).toBeNull();
  });

  it('names each permission that the bot lacks, and where (chatsift#370)', async () => {
    const scene = on.scene('lacking');
    const { upgradeChannelId, logChannelId } = scene.plan;
    const roleId = botRoleOf(scene);
    const needs = [
      [upgradeChannelId, 'View Channel', P.ViewChannel],
      [upgradeChannelId, 'Create Private Threads', P.CreatePrivateThreads],
      [upgradeChannelId, 'Send Messages in Threads', P.SendMessagesInThreads],
      [upgradeChannelId, 'Manage Threads', P.ManageThreads],
      [upgradeChannelId, 'Read Message History', P.ReadMessageHistory],
      [upgradeChannelId, 'Embed Links', P.EmbedLinks],
      [upgradeChannelId, 'Attach Files', P.AttachFiles],
      [upgradeChannelId, 'Add Reactions', P.AddReactions],
      [logChannelId, 'View Channel', P.ViewChannel],
      [logChannelId, 'Send Messages', P.SendMessages],
      [logChannelId, 'Embed Links', P.EmbedLinks],
      [logChannelId, 'Read Message History', P.ReadMessageHistory],
    ] as const;
    for (const [channelId, name, right] of needs) {
      const words = await without(scene, { channelId, roleId, right }, () => setsUp(scene));
      expect(words).toContain('something is still missing');
      expect(words).toContain(`I need **${name}** in <#${channelId}>.`);
    }
    expect(await setsUp(scene)).toContain('✅ Everything is set up.');
  });

  it('names what members and staff lack, and where', async () => {
    const scene = on.scene('lacking');
    const { upgradeChannelId: channelId, guildId, roles } = scene.plan;
    for (const [name, right] of [
      ['View Channel', P.ViewChannel],
      ['Send Messages in Threads', P.SendMessagesInThreads],
    ] as const) {
      expect(await without(scene, { channelId, roleId: guildId, right }, () => setsUp(scene))).toContain(
        `Members need **${name}** in <#${channelId}>`,
      );
    }
    for (const [role, title] of [
      ['staff', 'Staff'],
      ['admin', 'Admin'],
      ['support', 'Support'],
    ] as const) {
      const roleId = roles[role];
      const denied = { channelId, roleId, right: P.ManageThreads };
      expect(await without(scene, denied, () => setsUp(scene))).toContain(
        `<@&${roleId}> (${title}) needs **Manage Threads** in <#${channelId}>`,
      );
    }
    expect(await setsUp(scene)).toContain('✅ Everything is set up.');
  });

  it('leaves running sessions as they are when the settings change', async () => {
    const scene = on.scene('changed');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    const { telegram, discord, narrator } = on.stage;
    const bob = new Agent(telegram.createPerson({ firstName: 'Bob', username: 'bob_the_agent' }), narrator);
    for (const pooled of scene.accounts) {
      pooled.addsContact(bob.person);
      bob.person.addsContact(pooled);
    }
    const { world } = discord;
    const { overwrites } = world.store.requireGuildChannel(scene.plan.upgradeChannelId);
    const guild = world.store.requireGuild(scene.guildId);
    const channel = world.channels.add(guild, { name: 'new-upgrades', overwrites });
    expect(await setsUp(scene, { channel, agent: 'bob_the_agent' })).toContain('✅ Everything is set up.');

    mia.says(thread, 'Still you, Ada?');
    await scene.agent.sees(account, 'Still you, Ada?');
    scene.agent.replies(account, 'Still me.');
    await mia.sees(thread, 'Still me.');

    const next = threadIn(await noah.presses('Upgrade to VIP'));
    expect(world.store.requireThread(next.id).parentId).toBe(channel.id);
    const other = await until('Bob to be introduced to Noah', () =>
      scene.accounts.find((pooled) => bob.wordsWith(pooled).some((words) => words.includes('Noah from'))),
    );
    expect(scene.agent.wordsWith(other)).toEqual([]);
    bob.replies(other, 'Hello, this is Bob.');
    await noah.sees(next, 'Hello, this is Bob.');

    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
    await scene.agent.seesOnlyEnding(account, 'the member ended it');
    expect(bob.wordsWith(account)).toEqual([]);
  });
});

describe('/vip panel', () => {
  it('says what it lacks to post there', async () => {
    const scene = on.scene('panel');
    const { generalChannelId: channelId } = scene.plan;
    const roleId = botRoleOf(scene);
    for (const [name, right] of [
      ['Send Messages', P.SendMessages],
      ['Embed Links', P.EmbedLinks],
    ] as const) {
      const answer = await without(scene, { channelId, roleId, right }, () =>
        scene.owner.runs('/vip panel', {}, { id: channelId }),
      );
      expect(answer.text).toBe(`I couldn’t post the panel here: I need **${name}** in this channel.`);
    }
    const mia = scene.member('Mia');
    const thread = threadIn(await mia.presses('Upgrade to VIP'));
    const answer = await scene.owner.runs('/vip panel', {}, thread);
    expect(answer.text).toContain('please run this in a text channel of the server.');
  });

  it('posts a button that still works after a restart', async () => {
    const scene = on.scene('panel');
    const panel = scene.owner.looksAt({ id: scene.plan.upgradeChannelId }).at(-1);
    if (panel === undefined) throw new Error('no panel');
    expect(panel.buttons.map(({ label }) => label)).toEqual(['Upgrade to VIP']);
    expect(await on.stage.bot.stop()).toBe(0);
    await on.stage.startBot();
    const noah = scene.member('Noah');
    const thread = threadIn(await noah.presses('Upgrade to VIP', panel));
    await noah.sees(thread, 'Welcome, Noah!');
  });
});
