import { describe, expect, it } from 'vitest';
import type { CallMatch } from '../../sandbox/call-pattern.js';
import type { DiscordPerson } from '../../sandbox/people/discord-person.js';
import { type Scene, threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import type { CloseReason } from '../../src/sessions/index.js';
import { hold } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';
import { otherThan } from './support/pool.js';

const on = onStage({
  cleared: {},
  deleted: {},
  endedByMember: {},
  endedByStaff: {},
  leftServer: {},
  oldOne: {},
  oldCleared: {},
  oldGone: {},
  vanishing: { accounts: 5 },
  deadAccount: {},
});

/** The introduction through any account. */
const introduction: CallMatch = { service: 'telegram', method: 'messages.SendMessage' };

/** The welcome in any thread. */
const welcome: CallMatch = {
  service: 'discord',
  method: 'POST',
  path: '/channels/:thread/messages',
  where: ({ body }) => JSON.stringify(body).includes('Welcome, Mia!'),
};

/** Mia presses Upgrade, and it stops at this call, her thread being made. */
async function opensUntil(scene: Scene, call: CallMatch) {
  const mark = on.stage.discord.requests.mark();
  const held = hold(on.stage.faults, call);
  const answer = scene.member('Mia').presses('Upgrade to VIP');
  await until('the opening to be under way', held.isHeld);
  const [thread] = scene.member('Mia').threads();
  if (thread === undefined) throw new Error('there is a thread');
  return { thread, answer, mark, goOn: () => held.release() };
}

/** How many threads the guild was asked to make since. */
function threadsMade(scene: Scene, mark: number): number {
  const path = `/channels/${scene.plan.upgradeChannelId}/threads`;
  return on.stage.discord.requests
    .since(mark)
    .filter((request) => request.method === 'POST' && request.path === path).length;
}

async function isOver(scene: Scene, thread: { readonly id: string }): Promise<void> {
  await until('the row to say that it is over', async () =>
    ['closing', 'closed'].includes((await scene.sessionOf(thread)).state),
  );
}

async function isOverForGood(
  scene: Scene,
  opened: { readonly thread: { readonly id: string }; readonly mark: number },
  reason: CloseReason,
): Promise<void> {
  await scene.closed(opened.thread, reason);
  await until('the account to be free again', async () => (await scene.freeAccounts()) === 2);
  expect(await scene.liveSessionOf(scene.member('Mia'))).toBeNull();
  expect(threadsMade(scene, opened.mark)).toBe(1);
}

describe('a conversation that is ended while it is being opened', () => {
  it('stays ended when staff clear it', async () => {
    const scene = on.scene('cleared');
    const opened = await opensUntil(scene, introduction);
    const report = scene.staff.runs('/vip clear', { user: scene.member('Mia') });
    await isOver(scene, opened.thread);
    opened.goOn();
    expect((await opened.answer).text).toContain('the staff cleared it');
    expect((await opened.answer).text).toContain('press **Upgrade to VIP** again');
    expect((await report).text).toContain('Cleared for');
    await isOverForGood(scene, opened, 'cleared_by_staff');
    const again = threadIn(await scene.member('Mia').presses('Upgrade to VIP'));
    await scene.member('Mia').sees(again, 'Welcome, Mia!');
  });

  it('stays ended when a moderator deletes its thread', async () => {
    const scene = on.scene('deleted');
    const opened = await opensUntil(scene, introduction);
    scene.staff.deletesThread(opened.thread);
    await isOver(scene, opened.thread);
    opened.goOn();
    expect((await opened.answer).text).toContain('its thread was deleted');
    await isOverForGood(scene, opened, 'thread_deleted');
  });

  const people: readonly ['endedByMember' | 'endedByStaff', CloseReason, (scene: Scene) => DiscordPerson][] =
    [
      ['endedByMember', 'ended_by_member', (scene) => scene.member('Mia')],
      ['endedByStaff', 'ended_by_staff', (scene) => scene.staff],
    ];
  for (const [name, reason, who] of people) {
    it(`stays ended when it is ended in its new thread: ${reason}`, async () => {
      const scene = on.scene(name);
      const opened = await opensUntil(scene, welcome);
      await who(scene).runs('/vip end', {}, opened.thread);
      opened.goOn();
      expect((await opened.answer).text).toContain('ended while its thread was being opened');
      await isOverForGood(scene, opened, reason);
    });
  }

  it('stays ended when the member leaves the server', async () => {
    const scene = on.scene('leftServer');
    const opened = await opensUntil(scene, introduction);
    scene.member('Mia').leavesServer();
    await isOver(scene, opened.thread);
    opened.goOn();
    await opened.answer;
    await isOverForGood(scene, opened, 'member_left_server');
  });
});

describe('a conversation that ends while another thread is being opened for it', () => {
  /** Mia talks, her thread can't be looked at, and she presses Upgrade; it stops before the welcome. */
  async function moves(scene: Scene) {
    const mia = scene.member('Mia');
    const { thread: old } = await beginsToTalk(scene, mia);
    on.stage.faults.fail(`GET /channels/${old.id}`, { times: Number.POSITIVE_INFINITY });
    return { old, ...(await opensUntil(scene, welcome)) };
  }

  it('stays ended when a person ended it', async () => {
    const scene = on.scene('oldOne');
    const opened = await moves(scene);
    await scene.member('Mia').runs('/vip end', {}, opened.old);
    opened.goOn();
    expect((await opened.answer).text).toContain('its member ended it');
    await scene.closed(opened.old, 'ended_by_member');
    await isOverForGood(scene, opened, 'opening_failed');
  });

  it('stays ended when staff clear it', async () => {
    const scene = on.scene('oldCleared');
    const opened = await moves(scene);
    const report = scene.staff.runs('/vip clear', { user: scene.member('Mia') });
    await isOver(scene, opened.thread);
    opened.goOn();
    expect((await opened.answer).text).toContain('the staff cleared it');
    expect((await report).text).toContain('Cleared for');
    await scene.closed(opened.old, 'cleared_by_staff');
    await isOverForGood(scene, opened, 'cleared_by_staff');
  });

  it('begins anew when its old thread was gone anyway', async () => {
    const scene = on.scene('oldGone');
    const opened = await moves(scene);
    scene.staff.archives(opened.old);
    await isOver(scene, opened.old);
    opened.goOn();
    const next = threadIn(await opened.answer);
    await scene.closed(opened.thread, 'opening_failed');
    expect(await scene.sessionOf(next)).toMatchObject({ state: 'active', supersedesId: null });
  });
});

describe('an opening that cannot be completed', () => {
  it('is given up with a reference when one thread after the other vanishes', async () => {
    const scene = on.scene('vanishing');
    const mia = scene.member('Mia');
    const mark = on.stage.discord.requests.mark();
    const unknownChannel = { status: 404, code: 10_003, message: 'Unknown Channel' };
    const vanishing = on.stage.faults.fail(`PUT /channels/{thread}/thread-members/${mia.id}`, {
      ...unknownChannel,
      times: Number.POSITIVE_INFINITY,
    });
    const { text } = await mia.presses('Upgrade to VIP');
    expect(text).toContain('Please try again in a moment');
    const [, reference] = /`(\w+)`/.exec(text) ?? [];
    expect(await on.stage.bot.logged('failed to upgrade', { reference })).toBeTruthy();
    expect(threadsMade(scene, mark)).toBe(vanishing.hits);
    expect(await scene.liveSessionOf(mia)).toBeNull();
    await until('the accounts to be free again', async () => (await scene.freeAccounts()) === 5);
  });

  it('has the pool looked through when the last free account turns out to be dead', async () => {
    const scene = on.scene('deadAccount');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, noah);
    otherThan(scene, account).dies('SESSION_REVOKED');
    // Nobody told the bot that the thread was archived: its account is as good as free.
    on.stage.discord.world.store.requireThread(thread.id).archived = true;
    const answer = await mia.presses('Upgrade to VIP');
    const next = threadIn(answer);
    await mia.sees(next, 'Welcome, Mia!');
    await scene.closed(thread, 'thread_archived');
    expect(await scene.sessionOf(next)).toMatchObject({ accountId: account.id, state: 'active' });
  });
});
