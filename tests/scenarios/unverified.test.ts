import { describe, expect, it } from 'vitest';
import type { DiscordPerson, Place } from '../../sandbox/people/discord-person.js';
import { threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ errors: {}, dropped: {}, later: {}, neither: {}, twice: {}, over: {} });

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

  it('leads from the first of three threads to the last, as long as somebody reads there', async () => {
    const scene = on.scene('twice');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    // The old threads can't be locked: people can still write there.
    on.stage.faults.fail(`PATCH /channels/${thread.id}`, { status: 403, code: 50013, times: 9 });
    const next = await cannotFind(mia, thread);
    await scene.closed(thread, 'superseded');
    const last = await cannotFind(mia, next);
    mia.says(thread, 'Hello?');
    await mia.sees(thread, `Nobody reads along here any more. The conversation goes on in <#${last.id}>`);
    await mia.runs('/vip end', {}, last);
    await scene.closed(last, 'ended_by_member');
    const { id } = mia.says(thread, 'Anybody?');
    const answer = await mia.sees(thread, 'the conversation has ended');
    expect(answer.replyToId).toBe(id);
    expect(mia.countsIn(thread, 'Nobody reads along here any more')).toBe(1);
  });

  it('does not send anybody to a thread where the conversation is over by the time that it is said', async () => {
    const scene = on.scene('over');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    const silence = on.stage.faults.fail(`POST /channels/${thread.id}/messages`, {
      times: Number.POSITIVE_INFINITY,
    });
    const next = await cannotFind(mia, thread);
    await until('the old thread to be told in vain', () => silence.hits > 0);
    await mia.runs('/vip end', {}, next);
    await scene.closed(next, 'ended_by_member');
    // What is on its way is what was true when it began.
    const { id } = await scene.sessionOf(thread);
    const tries = async () =>
      (await on.stage.database.sessions.steps(id)).find(({ name }) => name === 'tell_thread')?.attempts ?? 0;
    const before = await tries();
    await until('it to be tried anew', async () => (await tries()) > before);
    silence.lift();
    await scene.closed(thread, 'superseded');
    await mia.sees(thread, 'This conversation has ended: its member ended it.');
    expect(mia.countsIn(thread, 'goes on in')).toBe(0);
  });
});

/** The member wants to be upgraded while Discord does not say whether their thread still stands; returns the new one. */
async function cannotFind(member: DiscordPerson, thread: Place): Promise<Place> {
  on.stage.faults.fail(asking(thread), { times: Number.POSITIVE_INFINITY });
  const next = threadIn(await member.presses('Upgrade to VIP'));
  await member.sees(next, `Welcome, ${member.name}!`);
  return next;
}
