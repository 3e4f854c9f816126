import { expect, it } from 'vitest';
import type { OutsideCall } from '../../sandbox/call-pattern.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ untold: { accounts: 1 } });

const says = (words: string) => (call: OutsideCall) => JSON.stringify(call.body)?.includes(words) === true;

it('that more than 200 messages of the agent’s were missed is said to both, also where it fails at first', {
  timeout: 90_000,
}, async () => {
  const scene = on.scene('untold');
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  await on.stage.bot.stop();
  for (let number = 1; number <= 202; number++) agent.replies(account, `From Ada, ${number}.`);
  const { faults } = on.stage;
  const toAgent = faults.fail({ method: 'messages.SendMessage', where: says('Please sum up') });
  const toMember = faults.fail(
    { service: 'discord', method: 'POST', where: says('I was away') },
    { times: 2 },
  );
  await on.stage.startBot();
  await until('the member to be told', () => mia.countsIn(thread, 'I was away for a while') === 1, {
    withinMs: 60_000,
  });
  await agent.sees(account, 'Please sum up your latest messages');
  agent.replies(account, 'Are you there?');
  await mia.sees(thread, 'Are you there?');
  expect(mia.countsIn(thread, /^From Ada, \d+/)).toBe(200);
  expect(agent.wordsWith(account).filter((words) => words.includes('Not delivered'))).toHaveLength(1);
  expect([toAgent.hits, toMember.hits]).toEqual([1, 2]);
});
