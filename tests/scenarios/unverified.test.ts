import { describe, expect, it } from 'vitest';
import { threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ errors: {}, dropped: {}, later: {}, neither: {} });

/** The question whether a thread still stands. */
const asking = (thread: { readonly id: string }) => `GET /channels/${thread.id}`;

describe('when it cannot be found out whether the session is alive', () => {
  for (const kind of ['errors', 'dropped'] as const) {
    it(`opens a new one and moves the conversation there: ${kind}`, async () => {
      const scene = on.scene(kind);
      const mia = scene.member('Mia');
      const { thread, account } = await beginsToTalk(scene, mia);
      const options = { times: Number.POSITIVE_INFINITY };
      if (kind === 'errors') on.stage.faults.fail(asking(thread), options);
      else on.stage.faults.drop(asking(thread), options);
      const answer = await mia.presses('Upgrade to VIP');
      expect(answer.text).toContain('Your last conversation could not be checked');
      const next = threadIn(answer);
      expect(next.id).not.toBe(thread.id);
      const old = await scene.closed(thread, 'superseded');
      expect(await scene.sessionOf(next)).toMatchObject({
        state: 'active',
        supersedesId: old.id,
        accountId: account.id,
        holdsLease: true,
      });
      await mia.sees(thread, `This conversation goes on in <#${next.id}>`);
      await mia.sees(next, 'Welcome, Mia!');
      mia.says(next, 'Are you still there?');
      await scene.agent.sees(account, 'Are you still there?');
      // The agent notices nothing: the same chat, with everything that was said.
      expect(scene.agent.wordsWith(account)).toContain('Hello! I would like to become a VIP.');
      scene.agent.replies(account, 'Of course.');
      await mia.sees(next, 'Of course.');
      expect(mia.countsIn(thread, 'Of course.')).toBe(0);
      expect(on.stage.discord.world.store.requireThread(thread.id)).toMatchObject({
        archived: true,
        locked: true,
      });
      expect(await scene.freeAccounts()).toBe(1);
    });
  }

  it('closes the old thread later, when it turns out to be alive', async () => {
    const scene = on.scene('later');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    const everything = { service: 'discord', path: new RegExp(`^/channels/${thread.id}(/|$)`) } as const;
    const outage = on.stage.faults.fail(everything, { times: Number.POSITIVE_INFINITY, status: 503 });
    const next = threadIn(await mia.presses('Upgrade to VIP'));
    await until('the old thread to be tried', () => outage.hits > 2);
    expect(await scene.sessionOf(thread)).toMatchObject({ state: 'closing', reason: 'superseded' });
    expect(on.stage.discord.world.store.requireThread(thread.id).archived).toBe(false);
    outage.lift();
    await scene.closed(thread, 'superseded');
    expect(on.stage.discord.world.store.requireThread(thread.id)).toMatchObject({
      archived: true,
      locked: true,
    });
    expect(mia.countsIn(thread, 'goes on in')).toBe(1);
    expect(await scene.sessionOf(next)).toMatchObject({ state: 'active' });
  });

  it('loses nothing when a new one cannot be had either', async () => {
    const scene = on.scene('neither');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const options = { times: Number.POSITIVE_INFINITY };
    on.stage.faults.fail(asking(thread), options);
    on.stage.faults.fail(`POST /channels/${scene.plan.upgradeChannelId}/threads`, options);
    const answer = await mia.presses('Upgrade to VIP');
    expect(answer.text).toMatch(/try again/i);
    on.stage.faults.liftAll();
    expect(await scene.liveSessionOf(mia)).toMatchObject({ threadId: thread.id, state: 'active' });
    mia.says(thread, 'Never mind, I am still here.');
    await scene.agent.sees(account, 'Never mind, I am still here.');
    scene.agent.replies(account, 'So am I.');
    await mia.sees(thread, 'So am I.');
    await until(
      'the account of the undone successor to be nobody’s',
      async () => (await scene.freeAccounts()) === 1,
    );
  });
});
