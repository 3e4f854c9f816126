import { expect } from 'vitest';
import { type Scene, threadIn } from '../../../sandbox/stage/scene.js';
import { until } from '../../../sandbox/stage/until.js';
import { findsCustomer } from '../../../sandbox/story/conversation.js';
import type { Before, CrashStory } from './crash-stories.js';

/** After a death and a new start: nobody helps, and still all is as if nothing had happened, or cleanly undone. */
export async function expectLaws(scene: Scene, story: CrashStory, before: Before | null): Promise<void> {
  const mia = scene.member('Mia');
  await expectSettled(scene);

  // Mia goes on, by the one way that she knows.
  const live = await scene.liveSessionOf(mia);
  const thread = threadIn(await mia.presses('Upgrade to VIP'));
  if (live !== null) expect(thread.id).toBe(live.threadId);
  const account = await findsCustomer(scene, mia);
  scene.agent.reads(account);
  mia.says(thread, 'I am back.');
  await scene.agent.sees(account, 'I am back.');
  scene.agent.replies(account, 'Welcome back.');
  await mia.sees(thread, 'Welcome back.');
  await expectSettled(scene);

  const isSame = before === null || thread.id === before.thread.id;
  const chat = [`Mia from ${scene.plan.name}`, ...story.chat, 'I am back.', 'Welcome back.'];
  expect(scene.agent.wordsWith(account)).toEqual(chat.map(containing));
  expect(botWordsIn(scene, thread)).toEqual(
    ['Welcome, Mia!', ...(isSame ? story.thread : []), 'Welcome back.'].map(containing),
  );
  if (before !== null && !isSame) {
    const [last] = botWordsIn(scene, before.thread).slice(-1);
    expect(last).toContain(story.farewell ?? 'nothing');
    expect(botWordsIn(scene, before.thread).filter((text) => text === last)).toHaveLength(1);
    const { code } = await scene.sessionOf(before.thread);
    expect(scene.staff.countsIn({ id: scene.plan.logChannelId }, code)).toBe(1);
  }
  expect(mia.readsDirectMessages().length).toBeLessThanOrEqual(1);
}

/** One session or none, no other thread left open, and each account in its hands or free. */
async function expectSettled(scene: Scene): Promise<void> {
  const mia = scene.member('Mia');
  const { sessions } = scene.stage.database;
  await until(`all of ${scene.plan.name} to be finished`, async () =>
    (await sessions.listUnfinishedOf(scene.guildId, mia.id)).every(({ state }) => state === 'active'),
  );
  const live = await sessions.listLive(scene.guildId);
  expect(live.length).toBeLessThanOrEqual(1);
  const open = scene.threads().filter(({ archived, locked }) => !(archived && locked));
  expect(open.map(({ id }) => id)).toEqual(live.map(({ threadId }) => threadId));
  expect(live.every(({ holdsLease }) => holdsLease)).toBe(true);
  expect(await scene.freeAccounts()).toBe(scene.accounts.length - live.length);
}

function botWordsIn(scene: Scene, thread: { readonly id: string }): readonly string[] {
  const { botId } = scene.stage.discord.world.application;
  return scene.staff
    .looksAt(thread)
    .filter(({ authorId, text }) => authorId === botId && text !== '')
    .map(({ text }) => text);
}

function containing(words: string): unknown {
  return expect.stringContaining(words);
}
