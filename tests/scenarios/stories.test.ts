import { describe, expect, it } from 'vitest';
import { aliveAndRefused } from '../../sandbox/story/alive-and-refused.js';
import { archived } from '../../sandbox/story/archived.js';
import { clearedByStaff } from '../../sandbox/story/cleared-by-staff.js';
import { deletedByStaff } from '../../sandbox/story/deleted-by-staff.js';
import { tellStory } from '../../sandbox/story/story.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ archived: {}, deleted: {}, alive: {}, cleared: {} });

describe('the four stories', () => {
  it(archived.title, async () => {
    const scene = on.scene('archived');
    const { endedThread, openThread } = await tellStory(archived, scene);
    const ended = await scene.closed(endedThread ?? { id: '' }, 'thread_archived');
    expect(ended).toMatchObject({ closedBy: { kind: 'bot' }, holdsLease: false });
    expect(await scene.liveSessionOf(scene.member('Mia'))).toMatchObject({
      state: 'active',
      threadId: openThread?.id,
    });
    expect(await scene.freeAccounts()).toBe(1);
    expect(
      await on.stage.bot.logged('closed session', { sessionId: ended.id, reason: 'thread_archived' }),
    ).toMatchObject({ by: 'bot', toTelegram: 1, toDiscord: 1 });
  });

  it(deletedByStaff.title, async () => {
    const scene = on.scene('deleted');
    const { endedThread, openThread } = await tellStory(deletedByStaff, scene);
    const ended = await scene.closed(endedThread ?? { id: '' }, 'thread_deleted');
    expect(await scene.liveSessionOf(scene.member('Mia'))).toMatchObject({ threadId: openThread?.id });
    expect(await scene.freeAccounts()).toBe(1);
    await on.stage.bot.logged('closed session', { sessionId: ended.id, reason: 'thread_deleted', by: 'bot' });
  });

  it(aliveAndRefused.title, async () => {
    const scene = on.scene('alive');
    const { openThread } = await tellStory(aliveAndRefused, scene);
    expect(await scene.sessionOf(openThread ?? { id: '' })).toMatchObject({ state: 'active', reason: null });
    expect(scene.member('Mia').threads()).toHaveLength(1);
    expect(await scene.freeAccounts()).toBe(1);
  });

  it(clearedByStaff.title, async () => {
    const scene = on.scene('cleared');
    const { endedThread, account } = await tellStory(clearedByStaff, scene);
    const ended = await scene.closed(endedThread ?? { id: '' }, 'cleared_by_staff');
    expect(ended.closedBy).toEqual({ kind: 'user', userId: scene.staff.id });
    expect(await scene.liveSessionOf(scene.member('Mia'))).toBeNull();
    expect(await scene.freeAccounts()).toBe(2);
    expect(account.user.firstName).not.toBe('Mia');
    await on.stage.bot.logged('closed session', {
      sessionId: ended.id,
      reason: 'cleared_by_staff',
      by: scene.staff.id,
      account: (await scene.pool()).find(({ id }) => id === ended.accountId)?.label,
    });
  });
});
