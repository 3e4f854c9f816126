import { expect, it } from 'vitest';
import type { SeenMessage } from '../../sandbox/people/seen-message.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { samples } from '../relay/carried/samples.js';
import { showInChat, showInThread } from '../relay/carried/shown.js';
import { onStage } from './support/on-stage.js';

const names = ['albums', 'mixed', 'quotes', 'empty'] as const;
const on = onStage(Object.fromEntries(names.map((name) => [name, { accounts: 1, members: ['Mia'] }])));

async function talk(name: (typeof names)[number]) {
  const scene = on.scene(name);
  const mia = scene.member('Mia');
  return { scene, mia, agent: scene.agent, ...(await beginsToTalk(scene, mia)) };
}

const photo = { kind: 'photo', bytes: samples.front } as const;
const shownPhoto = `[photo_N.jpg ${samples.front.length}]`;
const picture = { name: 'front.png', bytes: samples.front, contentType: 'image/png' };

it('albums of both people at the same time: each one stays one, with its own words', async () => {
  const { mia, agent, thread, account } = await talk('albums');
  for (const round of ['one', 'two']) {
    agent.sendsAlbum(account, [photo, photo, photo], { caption: `Agent’s ${round}` });
    mia.says(thread, `Mia’s ${round}`, { files: [picture, picture, picture] });
  }
  const inThread = () =>
    mia
      .looksAt(thread)
      .filter(({ text }) => text.startsWith('Agent'))
      .map(showInThread);
  const three = `${shownPhoto} ${shownPhoto} ${shownPhoto}`;
  await until('both in the thread', () => inThread().length === 2);
  expect(inThread()).toEqual([`${three} Agent’s one`, `${three} Agent’s two`]);

  const inChat = () =>
    agent.person.seesChatWith(account).filter(({ isOut, groupedId }) => !isOut && groupedId);
  await until('both in the chat', () => inChat().length === 6);
  const shown = `[album photo ${samples.front.length}]`;
  const album = (words: string) => [`${shown} ${words}`, shown, shown];
  expect(inChat().map(showInChat)).toEqual([...album('Mia’s one'), ...album('Mia’s two')]);
  const groups = inChat().map(({ groupedId }) => groupedId);
  expect(new Set(groups.slice(0, 3)).size).toBe(1);
  expect(new Set(groups).size).toBe(2);
});

it('two albums whose items come by turns, words between them: everything arrives, once', async () => {
  const { mia, agent, thread, account } = await talk('mixed');
  agent.sends(account, photo, { album: '1', caption: 'First album' });
  agent.sends(account, photo, { album: '2', caption: 'Second album' });
  agent.sends(account, photo, { album: '1' });
  agent.replies(account, 'Words between');
  agent.sends(account, photo, { album: '2' });
  agent.replies(account, 'The end');
  await mia.sees(thread, 'The end');
  const isAgents = ({ text, attachments }: SeenMessage) =>
    attachments.length > 0 || /album|Words|end/u.test(text);
  const shown = mia.looksAt(thread).filter(isAgents).map(showInThread);
  const all = shown.join(' ');
  expect(all.split(shownPhoto)).toHaveLength(5);
  expect(all.match(/First album|Second album|Words between|The end/gu)).toEqual([
    'First album',
    'Second album',
    'Words between',
    'The end',
  ]);
});

it('an answer to a part of a message is a real reply that says to what, also once it was edited', async () => {
  const { mia, agent, thread, account } = await talk('quotes');
  const asked = mia.says(thread, 'Is there a small plan, and what is in the big plan?');
  const copy = await agent.sees(account, 'Is there a small plan');
  const answer = agent.replies(account, 'Everything', {
    replyTo: copy.id,
    quote: 'what is in the big plan?',
  });
  const shown = await mia.sees(thread, 'Everything');
  expect(shown.replyToId).toBe(asked.id);
  expect(shown.text).toBe('> what is in the big plan?\nEverything');
  agent.edits(account, answer, 'Nearly everything');
  await mia.sees(thread, '> what is in the big plan?\nNearly everything');
});

it('an empty file is answered with its name, and the rest of its message is carried', async () => {
  const { mia, agent, thread, account } = await talk('empty');
  const empty = { name: 'empty.txt', bytes: Buffer.alloc(0), contentType: 'text/plain' };
  mia.says(thread, 'Two files', { files: [empty, picture] });
  const arrived = await agent.sees(account, 'Two files');
  expect(showInChat(arrived)).toBe(`[photo ${samples.front.length}] Two files`);
  await mia.sees(thread, 'the file “empty.txt” is empty, and Telegram takes no empty files.');
});
