import { describe, expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';
import { makeAccount, signsInAgain } from './support/pool.js';

const one = { accounts: 1 };
const on = onStage({ imported: one, freed: { accounts: 2 }, again: one, twice: one, ended: one });
const waiting = 'The line to the agent is down for the moment';

describe('a conversation whose account dies while no other one is free', () => {
  it('waits, says so once, and goes on through one that is imported later', async () => {
    const scene = on.scene('imported');
    const mia = scene.member('Mia');
    const log = { id: scene.plan.logChannelId };
    const { thread, account } = await beginsToTalk(scene, mia);
    account.dies('SESSION_REVOKED');
    mia.says(thread, 'Can you hear me?');
    await mia.sees(thread, waiting);
    await scene.staff.sees(log, 'A conversation waits for a Telegram account');
    mia.says(thread, 'Hello?');
    const spare = makeAccount(scene, 'spare_of_imported');
    await scene.importAccount(spare);
    await scene.agent.sees(spare, 'Hello?');
    expect(scene.agent.wordsWith(spare)).toEqual([
      expect.stringContaining('Your conversation with Mia from imported'),
      expect.stringContaining('The last messages were:'),
      'Can you hear me?',
      'Hello?',
    ]);
    scene.agent.replies(spare, 'I am back.');
    await mia.sees(thread, 'I am back.');
    expect(mia.countsIn(thread, waiting)).toBe(1);
    expect(scene.staff.countsIn(log, 'A conversation waits for a Telegram account')).toBe(1);
    expect(scene.staff.countsIn(log, 'needs a new sign-in')).toBe(1);
  });

  it('goes on through one that another conversation gives back', async () => {
    const scene = on.scene('freed');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    const others = await beginsToTalkThrough(noah);
    account.dies('USER_DEACTIVATED_BAN');
    mia.says(thread, 'Can you hear me?');
    await mia.sees(thread, waiting);
    await noah.runs('/vip end', {}, others.thread);
    await scene.agent.sees(others.account, 'Can you hear me?');
    expect(scene.agent.wordsWith(others.account)).toEqual([
      expect.stringContaining('Your conversation with Mia from freed'),
      expect.stringContaining('The last messages were:'),
      'Can you hear me?',
    ]);

    async function beginsToTalkThrough(member: typeof noah) {
      const conversation = await beginsToTalk(scene, member);
      expect(conversation.account.id).not.toBe(account.id);
      return conversation;
    }
  });

  it('goes on where it was when somebody signs in again', async () => {
    const scene = on.scene('again');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    account.dies('SESSION_REVOKED');
    mia.says(thread, 'Can you hear me?');
    await mia.sees(thread, waiting);
    await signsInAgain(scene, account);
    await scene.agent.sees(account, 'Can you hear me?');
    scene.agent.replies(account, 'Loud and clear.');
    await mia.sees(thread, 'Loud and clear.');
    const heard = scene.agent.wordsWith(account).filter((text) => text === 'Can you hear me?');
    expect(heard).toHaveLength(1);
    expect(scene.agent.wordsWith(account).join()).not.toContain('goes on here');
  });

  it('says so again when it has to wait a second time', async () => {
    const scene = on.scene('twice');
    const mia = scene.member('Mia');
    const log = { id: scene.plan.logChannelId };
    const { thread, account } = await beginsToTalk(scene, mia);
    for (const time of [1, 2]) {
      account.dies('SESSION_REVOKED');
      mia.says(thread, `Can you hear me, ${time}?`);
      await until('the member to be told', () => mia.countsIn(thread, waiting) === time);
      await until(
        'staff to be told',
        () => scene.staff.countsIn(log, 'A conversation waits for a Telegram account') === time,
      );
      await until(
        'the account to be reported',
        () => scene.staff.countsIn(log, 'needs a new sign-in') === time,
      );
      await signsInAgain(scene, account);
      await scene.agent.sees(account, `Can you hear me, ${time}?`);
    }
  });

  it('can be cleared, and its chat is wiped as soon as somebody signs in again', async () => {
    const scene = on.scene('ended');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    account.dies('SESSION_REVOKED');
    mia.says(thread, 'Can you hear me?');
    await mia.sees(thread, waiting);
    const answer = await scene.staff.runs('/vip clear', { user: mia });
    expect(answer.text).toContain('the Telegram account needs a new sign-in');
    await mia.sees(thread, 'One message written here never reached the agent');
    expect(await scene.liveSessionOf(mia)).toBeNull();
    await signsInAgain(scene, account);
    await scene.agent.seesOnlyEnding(account, 'staff cleared it');
    await until('the account to be free', async () => (await scene.freeAccounts()) === 1);
    await scene.closed(thread, 'cleared_by_staff');
  });
});
