import { expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { samples } from '../relay/carried/samples.js';
import { hold } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ waiting: { accounts: 1 }, gathered: { accounts: 1 } });

const photo = { kind: 'photo', bytes: samples.front } as const;

it('what the agent deletes before its turn comes is never shown', async () => {
  const scene = on.scene('waiting');
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  const posts = { service: 'discord', method: 'POST', path: `/channels/${thread.id}/messages` } as const;
  const held = hold(on.stage.faults, posts);
  agent.replies(account, 'The small plan?');
  await until('it to be on its way', held.isHeld);
  const mark = on.stage.discord.requests.mark();
  const words = agent.replies(account, 'Forget it.');
  const album = agent.sendsAlbum(account, [photo, photo], { caption: 'Nor this.' });
  const kept = agent.sendsAlbum(account, [photo, photo], { caption: 'But this.' });
  agent.deletes(account, [words, ...album, ...kept.slice(1)]);
  // Typing waits for nothing: once it is seen, the bot knows of all that came before it.
  agent.types(account);
  await until('the agent to be seen typing', () => mia.seesTyping(thread).length > 0);
  held.release();
  agent.replies(account, 'The big plan?');
  await mia.sees(thread, 'The big plan?');
  const asked = on.stage.discord.requests.since(mark).map((request) => JSON.stringify(request));
  expect(asked.filter((request) => /Forget it|Nor this/.test(request))).toEqual([]);
  await mia.sees(thread, 'But this.');
  expect(mia.countsIn(thread, 'The small plan?')).toBe(1);
});

it('an album that is deleted while the rest of it is waited for is never shown', async () => {
  const scene = on.scene('gathered');
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  const mark = on.stage.discord.requests.mark();
  agent.deletes(account, agent.sendsAlbum(account, [photo, photo], { caption: 'Forget it.' }));
  agent.replies(account, 'The big plan?');
  await mia.sees(thread, 'The big plan?');
  const asked = on.stage.discord.requests.since(mark).filter(({ method }) => method === 'POST');
  expect(asked.filter((request) => JSON.stringify(request).includes('Forget it.'))).toEqual([]);
});
