import { expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ missed: { accounts: 1 } });

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
