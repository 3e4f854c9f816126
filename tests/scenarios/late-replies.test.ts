import { describe, expect, it } from 'vitest';
import { threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { killAtAll } from './support/crash-batch.js';
import { hold } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';

const on = onStage({
  handover: { accounts: 1 },
  ended: { accounts: 1 },
  quick: { accounts: 1 },
  cutOff: { accounts: 1 },
});

describe('late replies of the agent', () => {
  it('never reach the next customer, and the agent is told', async () => {
    const scene = on.scene('handover');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    await scene.staff.runs('/vip clear', { user: mia });
    await scene.closed(thread, 'cleared_by_staff');
    const next = threadIn(await noah.presses('Upgrade to VIP'));
    // Still has Mia in mind: the introduction of Noah is there, but was not read.
    scene.agent.writesBlindly(account, 'Mia, your secret code is 4711.');
    await scene.agent.sees(
      account,
      'Not delivered: your last message was written before you had seen that Noah is here now',
    );
    expect(noah.countsIn(next, '4711')).toBe(0);
    expect(scene.agent.wordsWith(account).join('\n')).not.toContain('I would like to become a VIP');
    scene.agent.replies(account, 'Hello Noah!');
    await noah.sees(next, 'Hello Noah!');
    expect(noah.countsIn(next, '4711')).toBe(0);
    expect(noah.countsIn(next, 'Hello Noah!')).toBe(1);
  });

  it('are answered while nobody is connected', async () => {
    const scene = on.scene('ended');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
    scene.agent.replies(account, 'One more thing, Mia …');
    await scene.agent.sees(account, 'nobody is connected to this chat right now');
    expect(mia.countsIn(thread, 'One more thing')).toBe(0);
    const next = threadIn(await noah.presses('Upgrade to VIP'));
    await noah.sees(next, 'Welcome, Noah!');
    await until('the chat to be wiped of everything else', () => {
      const [first, ...others] = scene.agent.wordsWith(account);
      return first?.includes('Noah from') && others.length === 0;
    });
    expect(noah.countsIn(next, 'One more thing')).toBe(0);
  });

  it('are none of an agent who read the introduction before the bot knew that it had arrived', async () => {
    const scene = on.scene('quick');
    const mia = scene.member('Mia');
    const [account] = scene.accounts;
    if (account === undefined) throw new Error('no account');
    const introducing = hold(
      on.stage.faults,
      { service: 'telegram', method: 'messages.SendMessage', account: account.id },
      'after',
    );
    const answer = mia.presses('Upgrade to VIP');
    await scene.agent.sees(account, 'Mia from quick');
    await until('the answer to be held', introducing.isHeld);
    scene.agent.reads(account);
    introducing.release();
    const thread = threadIn(await answer);
    scene.agent.writesBlindly(account, 'Hello Mia, I have read it.');
    await mia.sees(thread, 'Hello Mia, I have read it.');
    expect(scene.agent.wordsWith(account).join()).not.toContain('Not delivered');
  });

  it('are none of an agent who read the introduction before a new process knew that it had arrived', async () => {
    const scene = on.scene('cutOff');
    const mia = scene.member('Mia');
    const [account] = scene.accounts;
    if (account === undefined) throw new Error('no account');
    const introduction = {
      service: 'telegram',
      method: 'messages.SendMessage',
      account: account.id,
    } as const;
    await killAtAll(on.stage, 'after', [
      { name: 'the introduction', call: introduction, act: () => mia.presses('Upgrade to VIP') },
    ]);
    await scene.agent.sees(account, 'Mia from cutOff');
    scene.agent.reads(account);
    // Telegram tells of the reading at once; Discord tells of the guild, and so lets the opening go on, only later.
    const { guilds } = on.stage.discord.world;
    guilds.setUnavailable(scene.guildId, true);
    const told = on.stage.faults.onRequest(
      { service: 'telegram', method: 'updates.GetDifference', account: account.id },
      'after',
      () => {},
    );
    on.stage.bot.start();
    await until('the bot to be told of the reading', () => told.hits === 1);
    guilds.setUnavailable(scene.guildId, false);
    const thread = await until('the opening to be completed', async () => {
      const live = await scene.liveSessionOf(mia);
      return live?.state === 'active' && live.threadId !== null ? { id: live.threadId } : null;
    });
    scene.agent.writesBlindly(account, 'Hello Mia, I have read it.');
    await mia.sees(thread, 'Hello Mia, I have read it.');
    expect(scene.agent.wordsWith(account).join()).not.toContain('Not delivered');
  });
});
