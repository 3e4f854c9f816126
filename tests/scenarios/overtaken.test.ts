import { expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ missed: { accounts: 1 }, flooded: { accounts: 1 }, crowded: { accounts: 1 } });

it('what was missed, then sent without an answer, and deleted before it was read again, is taken back', async () => {
  const scene = on.scene('missed');
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  await on.stage.bot.kill();
  const message = mia.says(thread, 'Forget it.');
  const { faults } = on.stage;
  const sending = faults.fail(
    { service: 'telegram', method: 'messages.SendMessage', account: account.id },
    { when: 'after' },
  );
  let isDeleted = false;
  const deletesIt = () => {
    if (sending.hits === 0 || isDeleted) return;
    isDeleted = true;
    mia.deletes(message);
    mia.says(thread, 'Hello?');
  };
  const path = new RegExp(`^/channels/${thread.id}/messages$`);
  const reading = { service: 'discord', method: 'GET', path } as const;
  faults.onRequest(reading, 'before', deletesIt, { times: Number.POSITIVE_INFINITY });
  await on.stage.startBot();
  await agent.sees(account, 'Hello?');
  await until('it to be taken back', () => !agent.wordsWith(account).includes('Forget it.'));
  expect(isDeleted).toBe(true);
});

it('what is deleted while a flood wait holds it up is never sent', async () => {
  const scene = on.scene('flooded');
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  const sends = { service: 'telegram', method: 'messages.SendMessage', account: account.id } as const;
  const flooding = on.stage.faults.flood(sends, { seconds: 3 });
  const slip = mia.says(thread, 'My password is 1234');
  await until('it to be held up', () => flooding.hits > 0);
  // The bot learns of the wait before it hears of this.
  await mia.presses('Upgrade to VIP');
  mia.deletes(slip);
  mia.says(thread, 'Never mind.');
  await agent.sees(account, 'Never mind.');
  const sent = on.stage.telegram.calls.filter(
    (call) => call.outcome === 'done' && JSON.stringify(call.request).includes('1234'),
  );
  expect(sent).toEqual([]);
});

it('a deletion is carried though more was written behind it than can wait', async () => {
  const scene = on.scene('crowded');
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  const slip = mia.says(thread, 'My password is 1234');
  await agent.sees(account, 'My password is 1234');
  const calls = { service: 'telegram', method: /SendMessage|DeleteMessages/, account: account.id } as const;
  const failing = on.stage.faults.fail(calls, { times: Number.POSITIVE_INFINITY });
  mia.says(thread, 'Sorry.');
  await until('it to be tried in vain', () => failing.hits > 0);
  mia.deletes(slip);
  for (let number = 1; number <= 120; number++) mia.says(thread, `Wish ${number}`);
  await mia.presses('Upgrade to VIP');
  failing.lift();
  await until('all to arrive', () => agent.wordsWith(account).includes('Wish 120'), { withinMs: 60_000 });
  await until('the slip to go', () => !agent.wordsWith(account).join().includes('1234'));
  const wishes = agent.wordsWith(account).filter((words) => words.startsWith('Wish '));
  expect(wishes).toEqual(Array.from({ length: 120 }, (_, index) => `Wish ${index + 1}`));
}, 90_000);
