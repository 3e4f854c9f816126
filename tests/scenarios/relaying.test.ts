import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../sandbox/discord/front/request-log.js';
import type { Place } from '../../sandbox/people/discord-person.js';
import type { Scene } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { samples } from '../relay/carried/samples.js';
import { hold } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';
import { recorded } from './support/recorded.js';

const one = { accounts: 1, members: ['Mia'] };
const scenery = {
  editsHere: one,
  editsThere: one,
  reactions: one,
  typing: one,
  seen: one,
  waiting: one,
  bulk: one,
  tooLarge: one,
  unknownReplies: one,
  overtaken: one,
  markdown: one,
  costs: one,
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

function play(name: Name) {
  const scene = on.scene(name);
  const talk = talks.get(name);
  if (talk === undefined) throw new Error(`nobody talks in ${name}`);
  return { scene, talk, mia: scene.member('Mia'), agent: scene.agent, ...talk };
}

describe('edits across the length limit (TediCross#569)', () => {
  it('of the agent’s: parts come and go, and nothing stands twice', async () => {
    const { scene, agent, thread, account } = play('editsHere');
    const posts = () => postsIn(scene, thread).map(({ text }) => text);
    const id = agent.replies(account, 'Short.');
    await until('the short one', () => same(posts(), ['Short.']));
    const [first] = postsIn(scene, thread);
    const long = numbered(3_900);
    agent.edits(account, id, long);
    await until('the long one', () => posts().join(' ') === long);
    expect(posts().length).toBeGreaterThan(1);
    agent.edits(account, id, 'Short again.');
    await until('the short one again', () => same(posts(), ['Short again.']));
    expect(postsIn(scene, thread)[0]?.id).toBe(first?.id);
    agent.edits(account, id, long);
    await until('the long one again', () => posts().join(' ') === long);
    agent.edits(account, id, 'Short at last.');
    await until('the last short one', () => same(posts(), ['Short at last.']));
  });

  it('of the member’s: parts come and go, and nothing stands twice', async () => {
    const { scene, mia, thread, account } = play('editsThere');
    const words = () => behindGreeting(scene.agent.wordsWith(account));
    const message = mia.says(thread, 'Short.');
    await until('the short one', () => same(words(), ['Short.']));
    // Each of these five characters is read as a date: that is how Discord's 2,000 become more than 4,096.
    const long = '<t:0>'.repeat(400);
    const isLong = () =>
      words()
        .join(' ')
        .match(/1 January 1970/g)?.length === 400;
    mia.edits(message, long);
    await until('the long one', isLong);
    expect(words().length).toBeGreaterThan(1);
    mia.edits(message, 'Short again.');
    await until('the short one again', () => same(words(), ['Short again.']));
    mia.edits(message, long);
    await until('the long one again', isLong);
    mia.edits(message, 'Short at last.');
    await until('the last short one', () => same(words(), ['Short at last.']));
  });
});

describe('around the messages', () => {
  it('reactions appear on the other side, and go again', async () => {
    const { scene, talk, mia, agent, thread, account } = play('reactions');
    const ask = mia.says(thread, 'Is this fine?');
    const copy = await agent.sees(account, 'Is this fine?');
    await recorded(scene, talk, 'to_telegram', String(copy.id));
    agent.reacts(account, copy.id, '👍');
    const onMine = () => emojiOn(mia.looksAt(thread), ask.id);
    await until('the thumb', () => onMine().includes('👍'));
    agent.reacts(account, copy.id, '❤');
    await until('the heart instead', () => onMine().some((each) => each.startsWith('❤')));
    await until('the thumb to go', () => !onMine().includes('👍'));
    agent.reacts(account, copy.id, null);
    await until('the heart to go', () => !onMine().some((each) => each.startsWith('❤')));

    const answerId = agent.replies(account, 'Perfectly.');
    const answer = await mia.sees(thread, 'Perfectly.');
    await recorded(scene, talk, 'to_discord', answer.id);
    const onTheirs = () =>
      agent.person
        .seesChatWith(account)
        .find(({ id }) => id === answerId)
        ?.reactions.get(account.id);
    mia.reacts(answer, '🎉');
    await until('the party', () => onTheirs() === '🎉');
    mia.unreacts(answer, '🎉');
    await until('the party to be over', () => onTheirs() === undefined);
  });

  it('typing is shown to the other one', async () => {
    const { scene, mia, agent, thread, account } = play('typing');
    // Discord's app tells again while somebody goes on typing; an account that has something better to do leaves one of these out.
    await until('the agent to see typing', () => {
      mia.types(thread);
      return agent.seesTyping(account);
    });
    agent.types(account);
    const { botId } = scene.stage.discord.world.application;
    await until('the member to see typing', () => mia.seesTyping(thread).includes(botId));
  });

  it('one quiet sign shows up to where the agent has read', async () => {
    const { mia, agent, thread, account } = play('seen');
    const [first, second] = [mia.says(thread, 'One'), mia.says(thread, 'Two')];
    await agent.sees(account, 'Two');
    const signs = (id: string) => emojiOn(mia.looksAt(thread), id);
    expect(signs(second.id)).toEqual([]);
    agent.reads(account);
    await until('the sign', () => signs(second.id).some((each) => each.startsWith('👁')));
    expect(signs(first.id)).toEqual([]);
  });

  it('a message that a flood wait holds up says so, and is delivered (mautrix-telegram#1079)', async () => {
    const { mia, agent, thread, account } = play('waiting');
    const sends = { service: 'telegram', method: 'messages.SendMessage', account: account.id } as const;
    on.stage.faults.flood(sends, { seconds: 3 });
    const message = mia.says(thread, 'It can wait.');
    const signs = () => emojiOn(mia.looksAt(thread), message.id);
    await until('the sign that it waits', () => signs().includes('⏳'));
    await agent.sees(account, 'It can wait.');
    await until('the sign to go', () => !signs().includes('⏳'));
    expect(agent.wordsWith(account).filter((words) => words === 'It can wait.')).toHaveLength(1);
  });

  it('many messages that are deleted at once are deleted there', async () => {
    const { scene, mia, agent, thread, account } = play('bulk');
    const messages = [1, 2, 3, 4].map((number) => mia.says(thread, `Spam ${number}`));
    mia.says(thread, 'Sorry.');
    await agent.sees(account, 'Sorry.');
    expect(behindGreeting(agent.wordsWith(account))).toHaveLength(5);
    scene.moderationBot.deletesMany(messages);
    await until('all to be gone', () => same(behindGreeting(agent.wordsWith(account)), ['Sorry.']));
  });

  it('a file too large for Discord is refused to its sender, and the words beside it delivered (TediCross#76)', async () => {
    const { scene, mia, agent, thread, account } = play('tooLarge');
    const bytes = Buffer.alloc(10 * 1024 * 1024 + 1);
    agent.sends(account, { kind: 'document', bytes, name: 'plans.zip' }, { caption: 'All our plans.' });
    await mia.sees(thread, 'All our plans.');
    const told = await agent.sees(account, 'Not delivered');
    expect(told.text).toContain('“plans.zip”');
    expect(told.text).toMatch(/\(10 MiB\).*takes 10 MiB/);
    expect(postsIn(scene, thread).flatMap(({ attachments }) => attachments)).toEqual([]);
  });

  it('a reply to what the other side can’t show is delivered with a quote of it (TediCross#571)', async () => {
    const { mia, agent, thread, account } = play('unknownReplies');
    const welcome = await mia.sees(thread, 'Welcome, Mia!');
    mia.says(thread, 'How do I end it?', { replyTo: welcome });
    expect((await agent.sees(account, 'How do I end it?')).text).toMatch(
      /^.*Welcome, Mia!.*\nHow do I end it\?$/,
    );
    const introduction = agent.person.seesChatWith(account)[0];
    agent.replies(account, 'Who is that?', { replyTo: introduction?.id ?? 0 });
    expect((await mia.sees(thread, 'Who is that?')).text).toMatch(/^> .*Mia from .*\nWho is that\?$/s);
  });

  it('a delete that overtakes its message leaves nothing behind (mautrix-telegram#649)', async () => {
    const { mia, agent, thread, account } = play('overtaken');
    const sends = { service: 'telegram', method: 'messages.SendMessage', account: account.id } as const;
    const held = hold(on.stage.faults, sends);
    const message = mia.says(thread, 'Forget it.');
    await until('it to be on its way', () => held.isHeld());
    mia.deletes(message);
    held.release();
    mia.says(thread, 'Hello?');
    await agent.sees(account, 'Hello?');
    await until('nothing else to stand', () => same(behindGreeting(agent.wordsWith(account)), ['Hello?']));
  });

  it('what was typed is what is read, whatever it would mean on the other side (matterbridge#2141, TediCross#130)', async () => {
    const { mia, agent, thread, account } = play('markdown');
    const typed = '*not* _at_ `all` ~~bold~~ ||or|| [this](https://example.com) \\*';
    agent.replies(account, typed);
    const { text } = await mia.sees(thread, 'example.com');
    expect(text.replace(/\\([^a-zA-Z0-9\s])/gu, '$1')).toBe(typed);
    mia.says(thread, '**bold** and 2 \\* 3');
    const read = await agent.sees(account, 'bold and');
    expect(read.text).toBe('bold and 2 * 3');
    expect(read.entities).toMatchObject([{ className: 'MessageEntityBold', offset: 0, length: 4 }]);
  });
});

it('costs one request a message, edit, delete and album, and none for a preview', async () => {
  const { scene, talk, mia, agent, thread, account } = play('costs');
  let callMark = 0;
  let requestMark = on.stage.discord.requests.mark();
  const begin = () => {
    callMark = on.stage.telegram.calls.length;
    requestMark = on.stage.discord.requests.mark();
  };
  const calls = () =>
    on.stage.telegram.calls
      .slice(callMark)
      .filter((call) => call.account === account.id && !isBeside(call.method))
      .map(({ method }) => method);
  const requests = () =>
    on.stage.discord.requests
      .since(requestMark)
      .filter(({ channelId, route }) => channelId === thread.id && !route.includes('/reactions/'))
      .map(line);
  const files = [samples.front, samples.back].map((bytes, index) => ({
    name: `${index}.png`,
    bytes,
    contentType: 'image/png',
  }));

  begin();
  const message = mia.says(thread, 'Look at https://example.com');
  await agent.sees(account, 'Look at');
  on.stage.discord.world.messages.addPreviews(thread.id, message.id, [{ title: 'Example' }]);
  mia.edits(message, 'Look at this');
  await agent.sees(account, 'Look at this');
  const album = mia.says(thread, 'Two pictures', { files });
  await agent.sees(account, 'Two pictures');
  mia.deletes(album);
  await until('the album to go', () => same(behindGreeting(agent.wordsWith(account)), ['Look at this']));
  expect(calls()).toEqual([
    'messages.SendMessage',
    'messages.EditMessage',
    'messages.SendMultiMedia',
    'messages.DeleteMessages',
  ]);
  expect(requests()).toEqual([]);

  begin();
  const id = agent.replies(account, 'A wrod');
  await recorded(scene, talk, 'to_discord', (await mia.sees(thread, 'A wrod')).id);
  agent.edits(account, id, 'A word');
  await mia.sees(thread, 'A word');
  const photos = [samples.front, samples.back].map((bytes) => ({ kind: 'photo', bytes }) as const);
  const ids = agent.sendsAlbum(account, photos, { caption: 'Two photos' });
  await recorded(scene, talk, 'to_discord', (await mia.sees(thread, 'Two photos')).id);
  agent.deletes(account, ids);
  await until('the album to go', () =>
    same(
      postsIn(scene, thread).map(({ text }) => text),
      ['A word'],
    ),
  );
  await until('four requests', () => requests().length >= 4);
  expect(requests()).toEqual([
    'POST /channels/{channel_id}/messages 200',
    'PATCH /channels/{channel_id}/messages/{message_id} 200',
    'POST /channels/{channel_id}/messages 200',
    'DELETE /channels/{channel_id}/messages/{message_id} 204',
  ]);
});

/** Calls that carry a file's bytes, ask for the service's settings, or are the courtesy of a read tick. */
function isBeside(method: string): boolean {
  return !method.startsWith('messages.') || ['messages.UploadMedia', 'messages.ReadHistory'].includes(method);
}

function line({ method, route, status }: RequestRecord): string {
  return `${method} ${route} ${status}`;
}

/** What the bot posted behind the greeting. */
function postsIn(scene: Scene, thread: Place) {
  const { botId } = scene.stage.discord.world.application;
  const posts = scene.staff.looksAt(thread).filter(({ authorId }) => authorId === botId);
  return posts.slice(posts.findIndex(({ text }) => text.startsWith('With pleasure')) + 1);
}

function behindGreeting(words: readonly string[]): readonly string[] {
  return words.slice(words.findIndex((line) => line.startsWith('With pleasure')) + 1);
}

function emojiOn(
  messages: readonly { readonly id: string; readonly reactions: readonly { readonly emoji: string }[] }[],
  id: string,
): readonly string[] {
  return messages.find((message) => message.id === id)?.reactions.map(({ emoji }) => emoji) ?? [];
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

function numbered(length: number): string {
  let text = '';
  for (let number = 1; text.length < length; number++) text += `This is sentence number ${number}. `;
  return text.trimEnd();
}
