import { describe, expect, it } from 'vitest';
import { type Scene, threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({
  leftThread: {},
  removed: {},
  leftServer: {},
  parentDeleted: {},
  locked: {},
  lockedUnseen: {},
  lockedForOthers: {},
  unseen: {},
  idle: {},
  botRemoved: {},
  botRemovedMeanwhile: {},
});

describe('when the member or the thread goes', () => {
  it('closes when the member leaves the thread, and lets them begin anew', async () => {
    const scene = on.scene('leftThread');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    mia.leaves(thread);
    await scene.closed(thread, 'member_left_thread');
    expect(await scene.freeAccounts()).toBe(2);
    await mia.getsDirectMessage('its member left the thread');
    const openThread = threadIn(await mia.presses('Upgrade to VIP'));
    expect(openThread.id).not.toBe(thread.id);
    await mia.sees(openThread, 'Welcome, Mia!');
  });

  it('closes when staff take the member out of the thread', async () => {
    const scene = on.scene('removed');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    scene.staff.removesFromThread(thread, mia);
    await scene.closed(thread, 'member_left_thread');
    expect(await scene.freeAccounts()).toBe(2);
  });

  it('closes when the member leaves the server, tells the agent, and takes them back (discord-tickets#173, modmailbot#109)', async () => {
    const scene = on.scene('leftServer');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    mia.leavesServer();
    await scene.closed(thread, 'member_left_server');
    await scene.agent.seesOnlyEnding(account, 'the member left the server');
    await scene.staff.sees({ id: scene.plan.logChannelId }, 'Member left the server');
    mia.joinsServer();
    await mia.sees(threadIn(await mia.presses('Upgrade to VIP')), 'Welcome, Mia!');
  });

  it('closes every session in a channel that is deleted', async () => {
    const scene = on.scene('parentDeleted');
    const conversations = [
      await beginsToTalk(scene, scene.member('Mia')),
      await beginsToTalk(scene, scene.member('Noah')),
    ];
    on.stage.discord.world.channels.delete(scene.owner.id, scene.plan.upgradeChannelId);
    for (const { thread } of conversations) await scene.closed(thread, 'thread_deleted');
    expect(await scene.freeAccounts()).toBe(2);
    const answer = await scene.member('Mia').runs('/vip upgrade', {}, { id: scene.plan.generalChannelId });
    expect(answer.text).toContain('no longer exists');
  });

  it('finds out on the next attempt when it never heard that the thread was archived', async () => {
    const scene = on.scene('unseen');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    // The event got lost on its way: the world changes, nobody is told.
    on.stage.discord.world.store.requireThread(thread.id).archived = true;
    const answer = await mia.presses('Upgrade to VIP');
    expect(answer.text).toContain('Your last conversation had expired');
    await mia.sees(threadIn(answer), 'Welcome, Mia!');
    await scene.closed(thread, 'thread_archived');
    expect(await scene.freeAccounts()).toBe(1);
  });

  it('closes when staff lock the thread, for its member can no longer write there', async () => {
    const scene = on.scene('locked');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    scene.staff.locks(thread);
    await scene.closed(thread, 'thread_not_visible');
    expect(mia.countsIn(thread, 'its member can no longer see it or write in it')).toBe(1);
    await mia.getsDirectMessage('its member can no longer see it or write in it');
    await scene.agent.seesOnlyEnding(account, 'the member can no longer see their thread or write in it');
    expect(scene.threads()).toMatchObject([{ archived: true, locked: true }]);
    await mia.sees(threadIn(await mia.presses('Upgrade to VIP')), 'Welcome, Mia!');
  });

  it('finds out on the next attempt when it never heard that the thread was locked', async () => {
    const scene = on.scene('lockedUnseen');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    on.stage.discord.world.store.requireThread(thread.id).locked = true;
    const answer = await mia.presses('Upgrade to VIP');
    expect(answer.text).toContain('Your last conversation had expired');
    await mia.sees(threadIn(answer), 'Welcome, Mia!');
    await scene.closed(thread, 'thread_not_visible');
  });

  it('stays open in a locked thread whose member manages threads, and so can write there', async () => {
    const scene = on.scene('lockedForOthers');
    const { thread, account } = await beginsToTalk(scene, scene.support);
    const mark = on.stage.discord.requests.mark();
    scene.staff.locks(thread);
    const look = `/channels/${thread.id}/thread-members/${scene.support.id}`;
    await until('the member to be looked at', () =>
      on.stage.discord.requests.since(mark).some(({ path }) => path === look),
    );
    scene.support.says(thread, 'I can still write');
    await scene.agent.sees(account, 'I can still write');
    expect(threadIn(await scene.support.presses('Upgrade to VIP'))).toEqual({ id: thread.id });
  });

  it('closes when Discord archives an idle thread by itself (discord-tickets#552, discord-tickets#559)', async () => {
    const scene = on.scene('idle');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    on.stage.discord.world.store.requireThread(thread.id).autoArchiveMinutes = 60;
    on.stage.discord.world.threads.edit(scene.staff.id, thread.id, { auto_archive_duration: 1_440 });
    on.stage.discord.world.clock.advance(1_441 * 60_000);
    await scene.closed(thread, 'thread_archived');
    expect(await scene.freeAccounts()).toBe(2);
  });

  it('closes every session of a server that the bot is removed from, tells the agent, and frees the account', async () => {
    const scene = on.scene('botRemoved');
    const { thread, account } = await beginsToTalk(scene, scene.member('Mia'));
    removesBot(scene);
    await scene.closed(thread, 'bot_removed');
    await scene.agent.seesOnlyEnding(account, 'the bot was removed');
    expect(await scene.freeAccounts()).toBe(2);
  });

  it('finds out at the start that it was removed from a server meanwhile; one in an outage is not taken for such', async () => {
    const [scene, other] = [on.scene('botRemovedMeanwhile'), on.scene('idle')];
    const { thread, account } = await beginsToTalk(scene, scene.member('Mia'));
    const kept = await beginsToTalk(other, other.member('Noah'));
    const { guilds } = on.stage.discord.world;
    await on.stage.bot.stop();
    removesBot(scene);
    guilds.setUnavailable(other.guildId, true);
    on.stage.bot.start();
    // discord.js is ready without it after 15 seconds.
    await on.stage.bot.ready({ withinMs: 60_000 });
    await scene.closed(thread, 'bot_removed');
    await scene.agent.seesOnlyEnding(account, 'the bot was removed');
    expect(await other.sessionOf(kept.thread)).toMatchObject({ state: 'active' });
    guilds.setUnavailable(other.guildId, false);
    other.member('Noah').says(kept.thread, 'Still there?');
    await other.agent.sees(kept.account, 'Still there?');
  }, 120_000);
});

/** The owner throws the bot out. */
function removesBot({ guildId }: Scene): void {
  const { members, application } = on.stage.discord.world;
  members.leave(application.botId, guildId);
}
