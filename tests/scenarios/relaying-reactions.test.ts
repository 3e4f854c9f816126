import { beforeAll, describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../sandbox/people/seen-message.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { hold } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';
import { recorded } from './support/recorded.js';

const one = { accounts: 1, members: ['Mia'] };
const scenery = {
  newest: one,
  forbidden: one,
  limitedHere: one,
  limitedThere: one,
  down: one,
  early: one,
  edited: one,
  album: one,
};
type Name = keyof typeof scenery;

const on = onStage<Name>(scenery);
const talks = new Map<string, Conversation>();

beforeAll(async () => {
  await Promise.all(
    on.stage.scenes.map(async (scene) => {
      talks.set(scene.plan.name, await beginsToTalk(scene, scene.member('Mia')));
    }),
  );
}, 60_000);

/** A conversation, and in it one message of the agent's and one of the member's, both carried. */
async function play(name: Name) {
  const scene = on.scene(name);
  const talk = talks.get(name);
  if (talk === undefined) throw new Error(`nobody talks in ${name}`);
  const [mia, agent] = [scene.member('Mia'), scene.agent];
  const { thread, account } = talk;
  const answerId = agent.replies(account, 'The big plan?');
  const answer = await mia.sees(thread, 'The big plan?');
  await recorded(scene, talk, 'to_discord', answer.id);
  const wish = mia.says(thread, 'The big plan.');
  const copy = await agent.sees(account, 'The big plan.');
  await recorded(scene, talk, 'to_telegram', String(copy.id));
  const accountShows = (id: number) =>
    agent.person
      .seesChatWith(account)
      .find((each) => each.id === id)
      ?.reactions.get(account.id);
  const botShows = ({ id }: Pick<SeenMessage, 'id'>) => {
    const message = mia.looksAt(thread).find((each) => each.id === id);
    return (message?.reactions ?? []).map(({ emoji }) => emoji).filter((emoji) => emoji !== '👁️');
  };
  return { scene, mia, agent, thread, account, answerId, answer, wish, copy, accountShows, botShows };
}

const reactionCalls = { service: 'telegram', method: 'messages.SendReaction' } as const;

describe('reactions in the thread, of which an account shows one', () => {
  it('the newest counts, whoever set it, and when it is taken away the one before it', async () => {
    const { scene, mia, answer, answerId, accountShows } = await play('newest');
    const shows = (emoji: string | undefined) =>
      until(`the account to show ${emoji}`, () => accountShows(answerId) === emoji);
    mia.reacts(answer, '👍');
    await shows('👍');
    scene.staff.reacts(answer, '🎉');
    await shows('🎉');
    scene.staff.unreacts(answer, '🎉');
    await shows('👍');
    scene.staff.reacts(answer, '👍');
    mia.unreacts(answer, '👍');
    mia.reacts(answer, '🔥');
    await shows('🔥');
    mia.unreacts(answer, '🔥');
    await shows('👍');
    scene.staff.unreacts(answer, '👍');
    await shows(undefined);
  });

  it('one that Telegram does not know leaves the one before it', async () => {
    const { mia, answer, answerId, thread, agent, account, accountShows } = await play('forbidden');
    mia.reacts(answer, '👍');
    await until('the thumb', () => accountShows(answerId) === '👍');
    mia.reacts(answer, '🧦');
    mia.says(thread, 'Socks!');
    await agent.sees(account, 'Socks!');
    expect(accountShows(answerId)).toBe('👍');
    mia.unreacts(answer, '👍');
    await until('the thumb to go', () => accountShows(answerId) === undefined);
  });
});

describe('a service that takes no more reactions for a while', () => {
  it('delays nothing else that the member wrote', async () => {
    const { mia, answer, answerId, thread, agent, account, accountShows } = await play('limitedThere');
    on.stage.faults.flood({ ...reactionCalls, account: account.id }, { seconds: 8 });
    mia.reacts(answer, '👍');
    mia.says(thread, 'And something else.');
    await agent.sees(account, 'And something else.');
    expect(accountShows(answerId)).toBeUndefined();
    await until('the thumb after all', () => accountShows(answerId) === '👍');
  });

  it('delays nothing else that the agent wrote', async () => {
    const { mia, wish, copy, thread, agent, account, botShows } = await play('limitedHere');
    on.stage.faults.flood(`PUT /channels/${thread.id}/messages/${wish.id}/**`, { seconds: 8 });
    agent.reacts(account, copy.id, '👍');
    agent.replies(account, 'And something else.');
    await mia.sees(thread, 'And something else.');
    expect(botShows(wish)).toEqual([]);
    await until('the thumb after all', () => botShows(wish).includes('👍'));
  });
});

it('reactions that came and went while the bot was down are carried, each once', async () => {
  const talk = await play('down');
  const { mia, agent, account, thread, answer, answerId, wish, copy, accountShows, botShows } = talk;
  mia.reacts(answer, '👍');
  mia.reacts(wish, '🎉');
  agent.reacts(account, copy.id, '❤');
  await until('the thumb', () => accountShows(answerId) === '👍');
  await until('the party', () => accountShows(copy.id) === '🎉');
  await until('the heart', () => botShows(wish).some((emoji) => emoji.startsWith('❤')));
  await on.stage.bot.stop();
  mia.unreacts(answer, '👍');
  mia.unreacts(wish, '🎉');
  mia.reacts(wish, '🔥');
  agent.reacts(account, copy.id, null);
  agent.reacts(account, answerId, '👏');
  const calls = () =>
    on.stage.telegram.calls.filter(
      (call) => call.account === account.id && call.method === reactionCalls.method,
    ).length;
  const before = calls();
  await on.stage.startBot();
  await until('the thumb to go', () => accountShows(answerId) === undefined);
  await until('the fire', () => accountShows(copy.id) === '🔥');
  await until('the heart to go', () => botShows(wish).every((emoji) => !emoji.startsWith('❤')));
  await until('the applause', () => botShows(answer).includes('👏'));
  expect(calls() - before).toBe(2);

  const mark = on.stage.discord.requests.mark();
  await on.stage.bot.stop();
  await on.stage.startBot();
  mia.says(thread, 'Good morning!');
  await agent.sees(account, 'Good morning!');
  await until('the thread to be read', () =>
    on.stage.discord.requests.since(mark).some(({ path }) => path === `/channels/${thread.id}/messages`),
  );
  expect(calls() - before).toBe(2);
});

describe('reactions of the agent’s to what was edited, of which Telegram tells as it tells of edits', () => {
  it('come and go, also when the bot was started again in between', async () => {
    const { mia, agent, account, thread, answer, answerId, wish, copy, botShows } = await play('edited');
    agent.edits(account, answerId, 'The big plan, perhaps?');
    mia.edits(wish, 'The very big plan.');
    await mia.sees(thread, 'The big plan, perhaps?');
    await agent.sees(account, 'The very big plan.');
    const both = [
      { id: answerId, post: answer },
      { id: copy.id, post: wish },
    ];
    for (const { id, post } of both) {
      const show = (emoji: readonly string[]) =>
        until(`the bot to show ${emoji.join() || 'nothing'}`, () => `${botShows(post)}` === `${emoji}`);
      agent.reacts(account, id, '👏');
      await show(['👏']);
      agent.reacts(account, id, null);
      await show([]);
      agent.reacts(account, id, '🎉');
      await show(['🎉']);
    }
    await on.stage.bot.stop();
    await on.stage.startBot();
    const mark = on.stage.discord.requests.mark();
    for (const { id, post } of both) {
      agent.reacts(account, id, null);
      await until('the reaction to go', () => botShows(post).length === 0);
    }
    // For each: what stands is asked for, and taken away.
    const ofMessages = `/channels/${thread.id}/messages/`;
    const asked = on.stage.discord.requests.since(mark).filter(({ path }) => path.startsWith(ofMessages));
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET', 'DELETE']);
  });

  it('go from an album whose caption was edited', async () => {
    const { mia, agent, account, thread, botShows } = await play('album');
    const files = ['one', 'two'].map((name) => ({
      kind: 'document' as const,
      bytes: Buffer.from(name),
      fileName: `${name}.txt`,
      mimeType: 'text/plain',
    }));
    const [first, second] = agent.sendsAlbum(account, files, { caption: 'Two files.' });
    if (first === undefined || second === undefined) throw new Error('an album of two');
    const post = await mia.sees(thread, 'Two files.');
    agent.edits(account, first, 'Two plans.');
    await mia.sees(thread, 'Two plans.');
    agent.reacts(account, first, '👏');
    await until('the applause', () => botShows(post).includes('👏'));
    agent.reacts(account, first, null);
    await until('the applause to go', () => botShows(post).length === 0);
  });
});

describe('reactions to what is on its way', () => {
  it('come when it has arrived, both ways', async () => {
    const { scene, mia, agent, thread, account } = await play('early');
    const { faults } = on.stage;
    const sending = { service: 'telegram', method: 'messages.SendMessage', account: account.id } as const;
    const there = hold(faults, sending, 'after');
    const wish = mia.says(thread, 'As soon as possible.');
    const copy = await agent.sees(account, 'As soon as possible.');
    await until('its answer to be held', () => there.isHeld());
    agent.reacts(account, copy.id, '👍');
    const path = new RegExp(`^/channels/${thread.id}/messages$`);
    const here = hold(faults, { service: 'discord', method: 'POST', path }, 'after');
    agent.replies(account, 'Tomorrow, then.');
    const post = await mia.sees(thread, 'Tomorrow, then.');
    await until('its answer to be held', () => here.isHeld());
    mia.reacts(post, '🎉');
    there.release();
    here.release();
    const { botId } = scene.stage.discord.world.application;
    const onWish = () => mia.looksAt(thread).find(({ id }) => id === wish.id)?.reactions ?? [];
    await until('the agent’s to come', () => onWish().some(({ emoji }) => emoji === '👍'));
    const answer = () => agent.person.seesChatWith(account).find(({ text }) => text === 'Tomorrow, then.');
    await until('the member’s to come', () => answer()?.reactions.get(account.id) === '🎉');
    expect(post.authorId).toBe(botId);
  });
});
