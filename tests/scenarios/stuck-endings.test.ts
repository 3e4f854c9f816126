import { describe, expect, it } from 'vitest';
import { type Scene, threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { hideFromBot, showToBot } from './support/bot-sight.js';
import { hold, holdAndFail } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';
import { signsInAgain } from './support/pool.js';

describe('an ending while Discord does not answer', () => {
  const on = onStage({ silent: { accounts: 1 } });

  it('wipes the chat and frees the account all the same (modmailbot#822)', async () => {
    const scene = on.scene('silent');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await on.stage.bot.stop();
    // What the thread holds is not known to this process, and can't be read.
    hideFromBot(scene);
    mia.says(thread, 'Said in the dark');
    const about = `* /channels/${thread.id}/messages`;
    const silence = on.stage.faults.fail(about, { status: 503, times: Number.POSITIVE_INFINITY });
    await on.stage.startBot();
    await scene.staff.runs('/vip clear', { user: mia });
    await scene.agent.seesOnlyEnding(account, 'staff cleared it');
    await until('the account to be free', async () => (await scene.freeAccounts()) === 1);
    expect((await scene.sessionOf(thread)).state).toBe('closing');
    showToBot(scene);
    silence.lift();
    await scene.closed(thread, 'cleared_by_staff');
    expect(mia.countsIn(thread, 'One message written here never reached the agent')).toBe(1);
  });
});

describe('an ending while a message is on its way', () => {
  // A wait of this length is not waited for.
  const patience = { retryFirstMs: 120_000, retryMaxMs: 120_000, drainMs: 1, telegramCallMs: 10_000 };
  const on = onStage({ underWay: { accounts: 1 } }, { timings: patience });

  it('does not wait until it would be tried again', async () => {
    const scene = on.scene('underWay');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const sending = holdAndFail(on.stage.faults, {
      service: 'telegram',
      method: 'messages.SendMessage',
      account: account.id,
    });
    mia.says(thread, 'Wait, there is more');
    await until('it to be on its way', sending.isHeld);
    await mia.runs('/vip end', {}, thread);
    const { id } = await scene.sessionOf(thread);
    await until('the wipe to begin', async () =>
      (await on.stage.database.sessions.steps(id)).some(
        ({ name, attempts }) => name === 'wipe_chat' && attempts > 0,
      ),
    );
    sending.release();
    await scene.closed(thread, 'ended_by_member');
    await scene.agent.seesOnlyEnding(account, 'the member ended it');
    expect(mia.countsIn(thread, 'One message written here never reached the agent')).toBe(1);
  });
});

describe('the line of an ending in the log of the process', () => {
  const on = onStage({ cutOff: { accounts: 1 }, unheard: { accounts: 1 } });

  function linesOf(sessionId: string): number {
    return on.stage.bot.log.filter((line) => line.msg === 'closed session' && line.sessionId === sessionId)
      .length;
  }

  it('is written after all when the process died as it was about to write it', async () => {
    const scene = on.scene('cutOff');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    const { id } = await scene.sessionOf(thread);
    const locking = hold(on.stage.faults, {
      service: 'discord',
      method: 'PATCH',
      path: `/channels/${thread.id}`,
    });
    await mia.runs('/vip end', {}, thread);
    await until('the log to be the only step that was not begun', async () => {
      const waiting = (await on.stage.database.sessions.steps(id)).filter(({ attempts }) => attempts === 0);
      return locking.isHeld() && waiting.map(({ name }) => name).join() === 'write_log';
    });
    await on.stage.bot.kill();
    locking.release();
    // No outside call stands between the intent and the line: this is what a process leaves that died there.
    await on.stage.database.sessions.beginStep(id, 'write_log', new Date());
    expect(linesOf(id)).toBe(0);
    await on.stage.startBot();
    await scene.closed(thread, 'ended_by_member');
    expect(linesOf(id)).toBe(1);
  });

  it('is not written again each time that the log channel does not answer', async () => {
    const scene = on.scene('unheard');
    const mia = scene.member('Mia');
    const { thread } = await beginsToTalk(scene, mia);
    const { id } = await scene.sessionOf(thread);
    const silence = on.stage.faults.fail(`POST /channels/${scene.plan.logChannelId}/messages`, { times: 6 });
    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
    expect(silence.hits).toBe(6);
    expect(linesOf(id)).toBe(1);
  });
});

describe('an ending that could not give the account its own name back', () => {
  const on = onStage({ died: { accounts: 1 }, parked: { accounts: 1 } });

  /** Mia's ending has wiped the chat, and Telegram lets it change no name for so long. */
  async function endsWithoutName(scene: Scene, seconds: number) {
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const naming = on.stage.faults.flood(
      { service: 'telegram', method: 'account.UpdateProfile', account: account.id },
      { seconds },
    );
    await mia.runs('/vip end', {}, thread);
    await until('the name to be refused', () => naming.hits > 0);
    return { mia, thread, account };
  }

  /** The account is Noah's, and staff clear what Mia may have left. */
  async function goesToNoah(scene: Scene, account: { readonly id: string }) {
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const thread = threadIn(await noah.presses('Upgrade to VIP'));
    await noah.sees(thread, 'Welcome, Noah!');
    await scene.staff.runs('/vip clear', { user: mia });
    noah.says(thread, 'Is this mine?');
    await scene.agent.sees(account, 'Is this mine?');
    expect(scene.agent.wordsWith(account)).toEqual([
      expect.stringContaining(`Noah from ${scene.plan.name}`),
      'Is this mine?',
    ]);
    expect(scene.account(account.id).user.firstName).toContain('Noah');
  }

  it('leaves the next customer of the account alone: Telegram refused it meanwhile', async () => {
    const scene = on.scene('died');
    const { thread, account } = await endsWithoutName(scene, 2);
    account.dies('SESSION_REVOKED');
    account.losesConnection();
    await scene.staff.sees({ id: scene.plan.logChannelId }, 'needs a new sign-in');
    const { id } = await scene.closed(thread, 'ended_by_member');
    expect((await on.stage.database.sessions.steps(id)).filter(({ state }) => state !== 'done')).toEqual([]);
    await signsInAgain(scene, account);
    await goesToNoah(scene, account);
  });

  it('leaves the next customer of the account alone: it was parked before the lease ended', async () => {
    const scene = on.scene('parked');
    const { thread, account } = await endsWithoutName(scene, 1);
    await on.stage.bot.kill();
    const { id } = await scene.sessionOf(thread);
    await on.stage.database.sessions.settleStep(id, 'reset_account', 'parked', 'it can not be done');
    await on.stage.startBot();
    await scene.closed(thread, 'ended_by_member');
    await goesToNoah(scene, account);
    const steps = await on.stage.database.sessions.steps(id);
    expect(steps.find(({ name }) => name === 'reset_account')).toMatchObject({ state: 'done' });
  });
});

describe('an ending whose account Telegram has frozen', () => {
  const on = onStage({ thawed: { accounts: 1 }, removed: { accounts: 1 } });
  const frozen = 'Telegram has frozen the account';

  async function ends(scene: Scene) {
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const ice = on.stage.faults.fail(
      { service: 'telegram', method: 'messages.DeleteHistory', account: account.id },
      { status: 420, message: 'FROZEN_METHOD_INVALID', times: Number.POSITIVE_INFINITY },
    );
    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
    return { mia, account, ice };
  }

  it('tells staff so, and is finished once it is the account’s own again', async () => {
    const scene = on.scene('thawed');
    const { mia, account, ice } = await ends(scene);
    await scene.staff.sees({ id: scene.plan.logChannelId }, frozen);
    const answer = await scene.staff.runs('/vip clear', { user: mia });
    expect(answer.text).toContain(`Could not wipe the chat on Telegram (${frozen})`);
    expect(await scene.freeAccounts()).toBe(0);
    ice.lift();
    await scene.staff.runs('/vip clear', { user: mia });
    await scene.agent.seesOnlyEnding(account, 'the member ended it');
    await until('the account to be free', async () => (await scene.freeAccounts()) === 1);
  });

  it('is finished without its wipe once somebody removes the account', async () => {
    const scene = on.scene('removed');
    const { mia, account } = await ends(scene);
    expect(await on.stage.database.accounts.remove(account.id)).toBe('removed');
    const answer = await scene.staff.runs('/vip clear', { user: mia });
    expect(answer.text).not.toContain('needs your help');
    expect(await scene.pool()).toEqual([]);
  });
});
