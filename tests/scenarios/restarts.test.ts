import { describe, expect, it } from 'vitest';
import { threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, findsCustomer } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ open: {}, down: {}, opening: {}, made: {}, closing: {}, gone: {} });

describe('restarts', () => {
  it('carries on with open sessions, and asks Discord nothing about each', async () => {
    const scene = on.scene('open');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await on.stage.bot.stop();
    const mark = on.stage.discord.requests.mark();
    await on.stage.startBot();
    mia.says(thread, 'Did you notice anything?');
    await scene.agent.sees(account, 'Did you notice anything?');
    scene.agent.replies(account, 'Not at all.');
    await mia.sees(thread, 'Not at all.');
    const asked = on.stage.discord.requests.since(mark).filter(({ guildId }) => guildId === scene.guildId);
    expect(asked.map(({ method, route }) => `${method} ${route}`)).toEqual([
      'POST /channels/{channel_id}/messages',
    ]);
    expect(scene.agent.wordsWith(account).filter((text) => text.includes('notice anything'))).toHaveLength(1);
  });

  it('delivers what was written on both sides while it was down, once and in order', async () => {
    const scene = on.scene('down');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await on.stage.bot.kill();
    on.stage.passTime(5_000);
    for (const number of [1, 2, 3]) {
      mia.says(thread, `From Mia, ${number}`);
      scene.agent.replies(account, `From Ada, ${number}`);
    }
    await on.stage.startBot();
    await scene.agent.sees(account, 'From Mia, 3');
    await mia.sees(thread, 'From Ada, 3');
    mia.says(thread, 'From Mia, 4');
    await scene.agent.sees(account, 'From Mia, 4');
    const words = scene.agent.wordsWith(account).filter((text) => text.startsWith('From Mia'));
    expect(words).toEqual([1, 2, 3, 4].map((number) => `From Mia, ${number}`));
    const seen = mia
      .looksAt(thread)
      .filter(({ text, authorId }) => text.startsWith('From Ada') && authorId !== mia.id);
    expect(seen.map(({ text }) => text)).toEqual([1, 2, 3].map((number) => `From Ada, ${number}`));
  });

  for (const [name, when] of [
    ['opening', 'before'],
    ['made', 'after'],
  ] as const) {
    it(`finishes or undoes what was being opened when it died ${when} the thread was made`, async () => {
      const scene = on.scene(name);
      const mia = scene.member('Mia');
      const threads = `POST /channels/${scene.plan.upgradeChannelId}/threads`;
      on.stage.faults.onRequest(threads, when, () => on.stage.bot.kill());
      void mia.presses('Upgrade to VIP').catch(() => {});
      await until('the bot to be dead', () => !on.stage.bot.isRunning);
      await on.stage.startBot();
      await until('the opening to be settled', async () => {
        const live = await scene.liveSessionOf(mia);
        return live === null || live.state === 'active';
      });
      const thread = threadIn(await mia.presses('Upgrade to VIP'));
      await mia.sees(thread, 'Welcome, Mia!');
      const account = await findsCustomer(scene, mia);
      scene.agent.replies(account, 'Here we are.');
      await mia.sees(thread, 'Here we are.');
      await until('every other thread to be closed', () =>
        scene.threads().every(({ id, archived, locked }) => id === thread.id || (archived && locked)),
      );
      await until('the other account to be free', async () => (await scene.freeAccounts()) === 1);
    });
  }

  it('finishes what was being closed', async () => {
    const scene = on.scene('closing');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    on.stage.faults.onRequest(`PATCH /channels/${thread.id}`, 'before', () => on.stage.bot.kill());
    await mia.runs('/vip end', {}, thread).catch(() => {});
    await until('the bot to be dead', () => !on.stage.bot.isRunning);
    await on.stage.startBot();
    await scene.closed(thread, 'ended_by_member');
    await scene.agent.seesOnlyEnding(account, 'the member ended it');
    expect(await scene.freeAccounts()).toBe(2);
    expect(mia.countsIn(thread, 'This conversation has ended')).toBe(1);
    expect(on.stage.discord.world.store.requireThread(thread.id)).toMatchObject({
      archived: true,
      locked: true,
    });
  });

  it('closes what went away while it was down', async () => {
    const scene = on.scene('gone');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const first = await beginsToTalk(scene, mia);
    const second = await beginsToTalk(scene, noah);
    await on.stage.bot.kill();
    scene.staff.deletesThread(first.thread);
    noah.leavesServer();
    await on.stage.startBot();
    await scene.closed(first.thread, 'thread_deleted');
    await scene.closed(second.thread, 'member_left_server');
    expect(await scene.freeAccounts()).toBe(2);
  });
});
