import { expect, it } from 'vitest';
import { threadIn } from '../../sandbox/stage/scene.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ superseded: { accounts: 1 } });

it('what becomes of messages of a conversation that was superseded touches neither the new thread nor the chat', async () => {
  const scene = on.scene('superseded');
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  const wish = mia.says(thread, 'The big plan.');
  const slip = mia.says(thread, 'Quickly, please.');
  await scene.agent.sees(account, 'Quickly, please.');
  const [kept, gone] = ['Noted.', 'At once.'].map((words) => scene.agent.replies(account, words));
  await mia.sees(thread, 'At once.');
  // The old thread can't be asked for, nor archived: people can still change what they said there.
  const everything = { service: 'discord', path: new RegExp(`^/channels/${thread.id}(/|$)`) } as const;
  on.stage.faults.fail(everything, { times: Number.POSITIVE_INFINITY, status: 503 });
  const next = threadIn(await mia.presses('Upgrade to VIP'));
  await mia.sees(next, 'Welcome, Mia!');
  mia.edits(wish, 'The small plan.');
  mia.deletes(slip);
  mia.reacts(wish, '👍');
  scene.agent.edits(account, kept ?? 0, 'Noted!');
  scene.agent.deletes(account, [gone ?? 0]);
  mia.says(next, 'Where were we?');
  await scene.agent.sees(account, 'Where were we?');
  scene.agent.replies(account, 'At the big plan.');
  await mia.sees(next, 'At the big plan.');
  const chat = scene.agent.wordsWith(account);
  expect(chat).toEqual(expect.arrayContaining(['The big plan.', 'Quickly, please.', 'Noted!']));
  expect(chat).not.toContain('The small plan.');
  const words = mia.looksAt(next).map(({ text }) => text);
  expect(words.filter((text) => text !== '' && !text.startsWith('Welcome'))).toEqual([
    'Where were we?',
    'At the big plan.',
  ]);
  expect(on.stage.bot.findLine('gave up event', {})).toBeUndefined();
});
