import { beforeAll, expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { samples } from '../relay/carried/samples.js';
import { hold } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';

const one = { accounts: 1, members: ['Mia'] };
const on = onStage({ fromMember: one, fromAgent: one, expired: one, waited: one });
const talks = new Map<string, Conversation>();

function talk(name: string): Conversation {
  const found = talks.get(name);
  if (found === undefined) throw new Error(`nobody talks in ${name}`);
  return found;
}

const missed = 205;

beforeAll(async () => {
  await Promise.all(
    on.stage.scenes.map(async (scene) => {
      talks.set(scene.plan.name, await beginsToTalk(scene, scene.member('Mia')));
    }),
  );
  await on.stage.bot.stop();
  for (let number = 1; number <= missed; number++) {
    on.scene('fromMember').member('Mia').says(talk('fromMember').thread, `From Mia, ${number}.`);
    on.scene('fromAgent').agent.replies(talk('fromAgent').account, `From Ada, ${number}.`);
  }
  const file = { name: 'front.png', bytes: samples.front, contentType: 'image/png' };
  on.scene('expired')
    .member('Mia')
    .says(talk('expired').thread, 'My receipt', { files: [file] });
  await on.stage.startBot();
}, 90_000);

it('more than 200 messages of the member’s: 200 are carried, and both are told of the rest', {
  timeout: 90_000,
}, async () => {
  const scene = on.scene('fromMember');
  const { thread, account } = talk('fromMember');
  const isTold = () => scene.agent.wordsWith(account).some((line) => line.includes('5 more messages'));
  await until('the agent to be told', isTold, { withinMs: 60_000 });
  const told = await scene.agent.sees(account, '5 more messages');
  expect(told.text).toContain(`https://discord.com/channels/${scene.guildId}/${thread.id}/`);
  const words = scene.agent.wordsWith(account).filter((line) => line.startsWith('From Mia'));
  expect(words).toEqual(Array.from({ length: 200 }, (_, index) => `From Mia, ${index + 1}.`));
  await scene.member('Mia').sees(thread, '5 messages from here on could not be carried');
  scene.member('Mia').says(thread, 'Are you there?');
  await scene.agent.sees(account, 'Are you there?');
});

it('more than 200 messages of the agent’s: 200 are carried, and both are told', {
  timeout: 90_000,
}, async () => {
  const scene = on.scene('fromAgent');
  const { thread, account } = talk('fromAgent');
  const mia = scene.member('Mia');
  await until('the member to be told', () => mia.countsIn(thread, 'I was away for a while') === 1, {
    withinMs: 60_000,
  });
  expect(mia.countsIn(thread, /^From Ada, \d+/)).toBe(200);
  await scene.agent.sees(account, 'Please sum up your latest messages');
  scene.agent.replies(account, 'Are you there?');
  await mia.sees(thread, 'Are you there?');
});

it('what was carried before does not count when the chat is read anew, and stays beyond what is read of it', {
  timeout: 90_000,
}, async () => {
  const scene = on.scene('fromAgent');
  const { thread, account } = talk('fromAgent');
  const mia = scene.member('Mia');
  const comesBack = async (words: string) => {
    await on.stage.startBot();
    await mia.sees(thread, words);
    // Events come in order: by now the chat was compared with the thread.
    scene.agent.replies(account, `${words} Live.`);
    await mia.sees(thread, `${words} Live.`);
    expect(mia.countsIn(thread, /^From Ada, \d+/)).toBe(200);
  };
  const { settings } = on.stage.telegram;
  const { differenceLimit } = settings;
  settings.differenceLimit = 1;
  await on.stage.bot.stop();
  for (const words of ['One more.', 'And another.']) scene.agent.replies(account, words);
  await comesBack('And another.');
  expect(mia.countsIn(thread, 'One more.')).toBe(1);
  await on.stage.bot.stop();
  for (let count = 0; count < 1_000; count++) account.says(scene.agent, 'From another device');
  scene.agent.replies(account, 'The last.');
  await comesBack('The last.');
  settings.differenceLimit = differenceLimit;
});

it('a file is sent anew, never linked: no link of the one side stands on the other (matterbridge#2137)', async () => {
  const scene = on.scene('expired');
  const { account } = talk('expired');
  const { media, text } = await scene.agent.sees(account, 'My receipt');
  expect(text).toBe('My receipt');
  expect(media && 'bytes' in media && media.bytes().equals(samples.front)).toBe(true);
});

it('a file whose address expired while it waited is asked for anew and carried (matterbridge#2137)', async () => {
  const scene = on.scene('waited');
  const mia = scene.member('Mia');
  const { thread, account } = talk('waited');
  const sends = { service: 'telegram', method: 'messages.SendMessage', account: account.id } as const;
  const held = hold(on.stage.faults, sends);
  mia.says(thread, 'Wait a moment.');
  await until('it to be on its way', held.isHeld);
  const file = { name: 'front.png', bytes: samples.front, contentType: 'image/png' };
  const receipt = mia.says(thread, 'My receipt', { files: [file] });
  // One gateway tells of all guilds in order: what is carried elsewhere was said after it.
  const elsewhere = on.scene('expired');
  elsewhere.member('Mia').says(talk('expired').thread, 'Said later.');
  await elsewhere.agent.sees(talk('expired').account, 'Said later.');
  const mark = on.stage.discord.requests.mark();
  on.stage.discord.world.clock.advance(25 * 60 * 60 * 1_000);
  held.release();
  const { media } = await scene.agent.sees(account, 'My receipt');
  expect(media && 'bytes' in media && media.bytes().equals(samples.front)).toBe(true);
  const asked = on.stage.discord.requests
    .since(mark)
    .filter(({ path }) => path === `/channels/${thread.id}/messages/${receipt.id}`);
  expect(asked).toHaveLength(1);
});
