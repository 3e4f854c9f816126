import { describe, expect, it } from 'vitest';
import type { CallMatch, OutsideCall } from '../../sandbox/call-pattern.js';
import type { Scene } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import type { Account } from '../../sandbox/telegram/account.js';
import { onStage } from './support/on-stage.js';
import { otherThan } from './support/pool.js';

const on = onStage(
  {
    arrives: { accounts: 1 },
    fails: { accounts: 1 },
    deleted: { accounts: 1 },
    moves: {},
    unread: {},
  },
  { timings: { sendUnderWayMs: 8_000 } },
);

function sendsOf({ id: account }: Account, words: string): CallMatch {
  const where = ({ body }: OutsideCall): boolean => JSON.stringify(body).includes(words);
  return { service: 'telegram', method: 'messages.SendMessage', account, where };
}

/** Whether a send of the account's was refused because Telegram knows its random_id, and the chat looked at for what it says was sent. */
function isRepeatedInVain({ id }: Account): boolean {
  const calls = on.stage.telegram.calls.filter(({ account }) => account === id);
  const refused = calls.findIndex(({ outcome }) => outcome === 'RANDOM_ID_DUPLICATE');
  if (refused < 0) return false;
  return calls
    .slice(refused)
    .some(({ method, outcome }) => method === 'messages.GetHistory' && outcome === 'done');
}

async function talks(name: Parameters<typeof on.scene>[0]) {
  const scene: Scene = on.scene(name);
  const mia = scene.member('Mia');
  return { scene, mia, ...(await beginsToTalk(scene, mia)) };
}

describe('a message with which Telegram is still busy after its connection was lost', () => {
  it('is edited and deleted as any other once it has arrived', async () => {
    const { scene, mia, thread, account } = await talks('arrives');
    const words = () => scene.agent.wordsWith(account).slice(-2);
    const held = on.stage.telegram.holdNext(sendsOf(account, 'smal one'), { cutsConnection: true });
    const message = mia.says(thread, 'I take the smal one.');
    await until('it to be repeated', () => isRepeatedInVain(account));
    mia.says(thread, 'Please.');
    held.release();
    await scene.agent.sees(account, 'Please.');
    expect(words()).toEqual(['I take the smal one.', 'Please.']);
    mia.edits(message, 'I take the small one.');
    await until('it to be edited', () => words()[0] === 'I take the small one.');
    mia.deletes(message);
    await until('it to be gone', () => !words().includes('I take the small one.'));
  });

  it('is sent again when that came to nothing', async () => {
    const { scene, mia, thread, account } = await talks('fails');
    let first: OutsideCall | undefined;
    const sends = sendsOf(account, 'I take the small one.');
    const held = on.stage.telegram.holdNext(sends, { cutsConnection: true });
    on.stage.faults.fail({ where: (call) => call === first });
    mia.says(thread, 'I take the small one.');
    first = await held.arrived;
    await until('it to be repeated', () => isRepeatedInVain(account));
    held.release();
    await scene.agent.sees(account, 'I take the small one.');
    mia.says(thread, 'Please.');
    await scene.agent.sees(account, 'Please.');
    expect(scene.agent.wordsWith(account).slice(-2)).toEqual(['I take the small one.', 'Please.']);
  });
});

it('a message that the agent deleted before it was known to be sent holds nothing up for ever', async () => {
  const { scene, mia, thread, account } = await talks('deleted');
  const sends = sendsOf(account, 'Forget it.');
  on.stage.faults.onRequest(sends, 'after', () => {
    const { person } = scene.agent;
    person.deletes(
      person
        .seesChatWith(account)
        .filter(({ text }) => text === 'Forget it.')
        .map(({ id }) => id),
    );
  });
  on.stage.faults.drop(sends, { when: 'after' });
  mia.says(thread, 'Forget it.');
  mia.says(thread, 'One more thing.');
  await scene.agent.sees(account, 'One more thing.');
  expect(isRepeatedInVain(account)).toBe(true);
  expect(scene.agent.wordsWith(account)).not.toContain('Forget it.');
});

it('an introduction with which Telegram is still busy is waited for', async () => {
  const { scene, mia, thread, account } = await talks('moves');
  const other = otherThan(scene, account);
  const held = on.stage.telegram.holdNext(sendsOf(other, 'Your conversation with'), { cutsConnection: true });
  account.dies('SESSION_REVOKED');
  mia.says(thread, 'Can you hear me?');
  await until('it to be repeated', () => isRepeatedInVain(other));
  const { id: sessionId } = await scene.sessionOf(thread);
  const isPostponed = () =>
    on.stage.bot.log.filter((line) => line.msg.startsWith('postponed move') && line.sessionId === sessionId)
      .length > 1;
  await until('the move to be postponed', isPostponed);
  held.release();
  await scene.agent.sees(other, 'Can you hear me?');
  expect(scene.agent.wordsWith(other).filter((text) => text.includes('Your conversation with'))).toHaveLength(
    1,
  );
  const lines = on.stage.bot.log.filter((line) => line.sessionId === sessionId);
  expect(JSON.stringify(lines)).not.toContain('is gone from the chat');
});

it('an introduction that the agent deleted before it was known to be said is said anew', async () => {
  const { scene, mia, thread, account } = await talks('unread');
  const other = otherThan(scene, account);
  const introduces = sendsOf(other, 'Your conversation with');
  on.stage.faults.onRequest(introduces, 'after', () => {
    const said = scene.agent.person.seesChatWith(other).map(({ id }) => id);
    expect(said).toHaveLength(1);
    scene.agent.person.deletes(said);
  });
  on.stage.faults.drop(introduces, { when: 'after' });
  account.dies('SESSION_REVOKED');
  mia.says(thread, 'Can you hear me?');
  await until('it to be repeated', () => isRepeatedInVain(other));
  await scene.agent.sees(other, 'Can you hear me?');
  expect(scene.agent.wordsWith(other)).toEqual([
    expect.stringContaining('Your conversation with Mia'),
    expect.stringContaining('The last messages were:'),
    'Can you hear me?',
  ]);
  // After a gap only Telegram's dates tell whether the agent had read the introduction, in whole seconds.
  scene.agent.person.reads(other);
  on.stage.passTime(2_000);
  scene.agent.replies(other, 'Loud and clear.');
  await mia.sees(thread, 'Loud and clear.');
});
