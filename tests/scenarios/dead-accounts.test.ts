import { describe, expect, it } from 'vitest';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { withoutTable } from './support/damage.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ unheard: { accounts: 1 }, unforeseen: { accounts: 1 } });

describe('an account that Telegram refuses', () => {
  it('is reported again when staff could not be told the first time', async () => {
    const scene = on.scene('unheard');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const log = { id: scene.plan.logChannelId };
    const silence = on.stage.faults.fail(`POST /channels/${log.id}/messages`, {
      times: Number.POSITIVE_INFINITY,
    });
    account.dies('SESSION_REVOKED');
    mia.says(thread, 'Can you hear me?');
    await mia.sees(thread, 'The line to the agent is down');
    await on.stage.bot.logged('could not report dead account', { accountId: account.id });
    expect(on.stage.bot.isRunning).toBe(true);
    silence.lift();
    await scene.staff.sees(log, 'needs a new sign-in');
    await scene.staff.sees(log, 'A conversation waits for a Telegram account');
    mia.says(thread, 'And now?');
    expect(mia.countsIn(thread, 'The line to the agent is down')).toBe(1);
    expect(scene.staff.countsIn(log, 'needs a new sign-in')).toBe(1);
  });

  it('does not bring the process down when something that nobody foresaw keeps the report from being made', async () => {
    const scene = on.scene('unforeseen');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const log = { id: scene.plan.logChannelId };
    const { pid } = on.stage.bot;
    await withoutTable(on.stage, 'ReportedFact', async () => {
      account.dies('SESSION_REVOKED');
      mia.says(thread, 'Can you hear me?');
      await on.stage.bot.logged('could not report dead account', { accountId: account.id });
    });
    await scene.staff.sees(log, 'needs a new sign-in');
    expect(scene.staff.countsIn(log, 'needs a new sign-in')).toBe(1);
    expect(on.stage.bot).toMatchObject({ isRunning: true, pid });
  });
});
