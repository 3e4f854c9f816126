import { expect, it } from 'vitest';
import type { OutsideCall } from '../../sandbox/call-pattern.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ swapped: { accounts: 1 }, refused: { accounts: 1 } });

it('what Discord tells of later than of something newer is carried, once', async () => {
  const scene = on.scene('swapped');
  const { agent, staff } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  on.stage.discord.gateway.swapNext('MESSAGE_CREATE');
  mia.says(thread, 'The big plan, please.');
  staff.says(thread, 'At your service.');
  await agent.sees(account, /At your service\./);
  await agent.sees(account, 'The big plan, please.');
  on.stage.discord.gateway.swapNext('MESSAGE_CREATE');
  mia.says(thread, 'And the extras.');
  agent.replies(account, 'Which extras?');
  await mia.sees(thread, 'Which extras?');
  await agent.sees(account, 'And the extras.');

  await on.stage.bot.restart();
  mia.says(thread, 'All of them.');
  await agent.sees(account, 'All of them.');
  const words = agent.wordsWith(account).filter((line) => /plan, please|extras\.|All of/.test(line));
  expect(words).toEqual(['The big plan, please.', 'And the extras.', 'All of them.']);
});

it('what Discord tells of later is tried until it is carried', async () => {
  const scene = on.scene('refused');
  const { agent, staff } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  on.stage.discord.gateway.swapNext('MESSAGE_CREATE');
  const where = ({ body }: OutsideCall): boolean => JSON.stringify(body).includes('The big plan');
  const failing = on.stage.faults.fail(
    { service: 'telegram', method: 'messages.SendMessage', where },
    { times: 2 },
  );
  mia.says(thread, 'The big plan, please.');
  staff.says(thread, 'At your service.');
  await agent.sees(account, /At your service\./);
  await agent.sees(account, 'The big plan, please.');
  expect(failing.hits).toBe(2);
});
