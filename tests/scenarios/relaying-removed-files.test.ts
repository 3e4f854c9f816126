import { expect, it } from 'vitest';
import type { Scene } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ album: { accounts: 1 }, only: { accounts: 1 } });

const textFile = (name: string) => ({
  name,
  bytes: Buffer.from(`This is ${name}`),
  contentType: 'text/plain',
});

/** What the agent's chat holds behind the greeting: the names of files, and the words. */
function standing({ agent }: Scene, { account }: Conversation): readonly string[] {
  const all = agent.person.seesChatWith(account);
  const greeting = all.findIndex(({ text }) => text.startsWith('With pleasure'));
  return all.slice(greeting + 1).map(({ text, media }) => {
    const name = media !== undefined && 'name' in media ? `[${media.name}]` : '';
    return [name, text].filter((part) => part !== '').join(' ');
  });
}

it('a file that its author takes out goes, and the others stay, with the words', async () => {
  const scene = on.scene('album');
  const mia = scene.member('Mia');
  const talk = await beginsToTalk(scene, mia);
  const files = ['first.txt', 'second.txt', 'third.txt'].map(textFile);
  const message = mia.says(talk.thread, 'My papers', { files });
  await until('all to be there', () =>
    areSame(standing(scene, talk), ['[first.txt] My papers', '[second.txt]', '[third.txt]']),
  );
  mia.removesFile(message, 'first.txt');
  await until('the first to go', () =>
    areSame(standing(scene, talk), ['[second.txt] My papers', '[third.txt]']),
  );
  mia.removesFile(message, 'third.txt');
  await until('the third to go', () => areSame(standing(scene, talk), ['[second.txt] My papers']));
});

it('the words below the only file stay when it is taken out', async () => {
  const scene = on.scene('only');
  const mia = scene.member('Mia');
  const talk = await beginsToTalk(scene, mia);
  const message = mia.says(talk.thread, 'My passport', { files: [textFile('passport.txt')] });
  await until('it to be there', () => areSame(standing(scene, talk), ['[passport.txt] My passport']));
  mia.removesFile(message, 'passport.txt');
  await until('it to go', () => areSame(standing(scene, talk), ['My passport']));
  mia.edits(message, 'My passport is valid');
  await until('the edit', () => areSame(standing(scene, talk), ['My passport is valid']));
  expect(on.stage.faultsOfServices()).toEqual([]);
});

function areSame(actual: readonly string[], wanted: readonly string[]): boolean {
  return JSON.stringify(actual) === JSON.stringify(wanted);
}
