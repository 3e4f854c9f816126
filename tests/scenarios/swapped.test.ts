import { expect, it } from 'vitest';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ swapped: { accounts: 1 }, moved: {} });

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
