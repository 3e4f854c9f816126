import { describe, expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import type { Account } from '../../sandbox/telegram/account.js';
import { onStage } from './support/on-stage.js';

const on = onStage({
  live: { accounts: 1 },
  down: { accounts: 1 },
  shorter: { accounts: 1 },
  unforeseen: { accounts: 1 },
});

const tooLate = 'Telegram lets nobody change a message after two days';
const longerThanTwoDaysMs = 49 * 3_600_000;

function editsThrough(account: Account): number {
  return on.stage.telegram.calls.filter(
    (call) => call.account === account.id && call.method === 'messages.EditMessage',
  ).length;
}

describe('a change of a message that is older than Telegram lets it be changed', () => {
  it('is refused visibly, once, and holds up nothing', async () => {
    const scene = on.scene('live');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const message = mia.says(thread, 'The big plan');
    await scene.agent.sees(account, 'The big plan');
    on.stage.passTime(longerThanTwoDaysMs);
    mia.edits(message, 'The small plan');
    const notice = await mia.sees(thread, tooLate);
    expect(notice.replyToId).toBe(message.id);
    mia.edits(message, 'The tiny plan');
    mia.says(thread, 'Did you see?');
    await scene.agent.sees(account, 'Did you see?');
    expect(mia.countsIn(thread, tooLate)).toBe(1);
    expect(editsThrough(account)).toBe(1);
  });

  it('that was made while the bot was down holds up nothing either', async () => {
    const scene = on.scene('down');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const message = mia.says(thread, 'The big plan');
    await scene.agent.sees(account, 'The big plan');
    await on.stage.bot.stop();
    on.stage.passTime(longerThanTwoDaysMs);
    mia.edits(message, 'The small plan');
    mia.says(thread, 'Did you see?');
    await on.stage.startBot();
    await scene.agent.sees(account, 'Did you see?');
    await mia.sees(thread, tooLate);
    expect(scene.agent.wordsWith(account)).toContain('The big plan');
    const asked = editsThrough(account);
    await on.stage.bot.restart();
    mia.says(thread, 'And now?');
    await scene.agent.sees(account, 'And now?');
    expect(mia.countsIn(thread, tooLate)).toBe(1);
    expect(editsThrough(account)).toBe(asked);
  });

  it('takes nothing of it away', async () => {
    const scene = on.scene('shorter');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    // Signs that Telegram counts and Discord's two thousand do not grow by: a name before the words makes two parts of it.
    const message = scene.staff.says(thread, `${'&'.repeat(1_900)} end`);
    await scene.agent.sees(account, /end$/);
    const before = scene.agent.wordsWith(account);
    on.stage.passTime(longerThanTwoDaysMs);
    scene.staff.edits(message, 'Short.');
    await mia.sees(thread, tooLate);
    mia.says(thread, 'Still whole?');
    await scene.agent.sees(account, 'Still whole?');
    expect(scene.agent.wordsWith(account).slice(0, before.length)).toEqual(before);
  });
});

it('a change that Telegram refuses for a reason nobody foresaw is said, and holds up nothing after a start', async () => {
  const scene = on.scene('unforeseen');
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  const message = mia.says(thread, 'The big plan');
  await scene.agent.sees(account, 'The big plan');
  await on.stage.bot.stop();
  mia.edits(message, 'The small plan');
  mia.says(thread, 'Did you see?');
  const refusing = on.stage.faults.fail(
    { service: 'telegram', method: 'messages.EditMessage', account: account.id },
    { status: 400, message: 'MOON_TOO_FULL', times: Number.POSITIVE_INFINITY },
  );
  await on.stage.startBot();
  await scene.agent.sees(account, 'Did you see?');
  await mia.sees(thread, 'This could not be delivered');
  await until('it to be tried', () => refusing.hits > 0);
  refusing.lift();
});
