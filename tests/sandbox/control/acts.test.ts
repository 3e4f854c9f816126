import { beforeAll, describe, expect, it } from 'vitest';
import type { AgentSight, GuildSight } from '../../../sandbox/control/protocol.js';
import { until } from '../../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../../sandbox/story/conversation.js';
import { onControl } from './support/on-control.js';

const on = onControl({ withBot: true });
let talk: Conversation;

beforeAll(async () => {
  talk = await beginsToTalk(on.scene, on.scene.member('Mia'));
});

const file = (name: string, contentType: string, isSpoiler = false) => ({
  name,
  contentType,
  data: Buffer.from(`the bytes of ${name}`).toString('base64'),
  isSpoiler,
});

/** The messages of the thread, as someone sees them. */
async function thread(name = 'Mia') {
  const sight = await on.read<GuildSight>(`/page/guilds/${on.scene.guildId}/people/${name}`);
  return sight.places.find(({ id }) => id === talk.thread.id)?.messages ?? [];
}

/** The agent's chat with her. */
async function chat() {
  const { chats } = await on.read<AgentSight>(`/page/guilds/${on.scene.guildId}/agent`);
  const found = chats.find(({ accountId }) => accountId === talk.account.id);
  if (found === undefined) throw new Error('there is no chat');
  return found;
}

const inThread = (text: string) =>
  until(`“${text}” in the thread`, async () => (await thread()).find(({ content }) => content === text));
const inChat = (text: string) =>
  until(`“${text}” in the chat`, async () =>
    (await chat()).messages.find((message) => message.text === text),
  );

/** Mia says it, and it arrives; returns how the message is named on Discord. */
async function miaSays(text: string): Promise<{ channel: string; message: string }> {
  const { body } = await on.person('Mia', { act: 'says', where: talk.thread.id, text });
  await inChat(text);
  return { channel: talk.thread.id, message: body.sees?.id ?? '' };
}

describe('acts on Discord reach the agent', () => {
  it('edits and deletions', async () => {
    const said = await miaSays('first words');
    expect(await on.person('Mia', { act: 'edits', ...said, text: 'second words' })).toMatchObject({
      status: 200,
      body: { sees: null },
    });
    expect(await inChat('second words')).toMatchObject({ isEdited: true });
    await on.person('Mia', { act: 'deletes', ...said });
    await until('it to be gone', async () =>
      (await chat()).messages.every(({ text }) => text !== 'second words'),
    );
  });

  it('files with words, and a reply', async () => {
    const said = await miaSays('look at these');
    await on.person('Mia', {
      act: 'says',
      where: talk.thread.id,
      text: 'two files',
      replyTo: said.message,
      files: [file('plan.pdf', 'application/pdf'), file('no-type', '')],
    });
    const arrived = await until('both files', async () => {
      const media = (await chat()).messages.filter((message) => message.media !== null);
      return media.length === 2 ? media : undefined;
    });
    expect(arrived.map(({ media }) => media?.fileName)).toEqual(['plan.pdf', 'no-type']);
    const bytes = await fetch(`${on.address}${arrived[0]?.media?.url}`);
    expect(await bytes.text()).toBe('the bytes of plan.pdf');
    expect((await thread()).find(({ content }) => content === 'two files')?.replyTo).toMatchObject({
      content: 'look at these',
    });
  });

  it('reactions, which can be taken back', async () => {
    const said = await miaSays('react to me');
    const reactions = async () => (await thread()).find(({ id }) => id === said.message)?.reactions;
    await on.person('Mia', { act: 'reacts', ...said, emoji: '👍' });
    expect(await reactions()).toEqual([{ emoji: '👍', emojiId: null, count: 1, isMine: true }]);
    await on.person('Mia', { act: 'unreacts', ...said, emoji: '👍' });
    expect(await reactions()).toEqual([]);
  });

  it('but not what Discord does not allow', async () => {
    const said = await miaSays('this is mine');
    expect(await on.person('Sam', { act: 'edits', ...said, text: 'no' })).toMatchObject({ status: 409 });
    expect(await on.person('Noah', { act: 'deletes', ...said })).toMatchObject({ status: 409 });
    expect(
      await on.person('Gwen', { act: 'says', where: on.scene.plan.generalChannelId, text: 'hi' }),
    ).toMatchObject({ status: 409, body: { error: expect.stringContaining('Missing Access') } });
  });
});

describe('acts on Telegram reach the member', () => {
  const account = () => talk.account.id;

  it('words, edits, reactions and deletions', async () => {
    await on.agent({ act: 'reads', account: account() });
    expect((await chat()).unread).toBe(0);
    await on.agent({ act: 'replies', account: account(), text: 'from the agent' });
    await inThread('from the agent');
    const { id: message } = await inChat('from the agent');
    await on.agent({ act: 'edits', account: account(), message, text: 'from the agent, edited' });
    await inThread('from the agent, edited');
    await on.agent({ act: 'reacts', account: account(), message, emoji: '❤' });
    expect((await inChat('from the agent, edited')).reactions).toEqual([
      { emoji: '❤', count: 1, isMine: true },
    ]);
    await on.agent({ act: 'reacts', account: account(), message, emoji: null });
    expect((await inChat('from the agent, edited')).reactions).toEqual([]);
    await on.agent({ act: 'deletes', account: account(), message });
    await until('it to be gone', async () =>
      (await thread()).every(({ content }) => content !== 'from the agent, edited'),
    );
  });

  it('a file, and several as an album', async () => {
    const files = [file('one.txt', 'text/plain'), file('two.txt', 'text/plain')];
    await on.agent({ act: 'replies', account: account(), text: 'one file', files: files.slice(0, 1) });
    await on.agent({ act: 'replies', account: account(), text: 'an album', files });
    const names = await until('all files', async () => {
      const all = (await thread('Sam')).filter(({ author }) => author.isBot);
      const found = all.flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
      return found.length === 3 ? found : undefined;
    });
    expect(names).toEqual(['one.txt', 'one.txt', 'two.txt']);
    const album = (await chat()).messages.filter(({ isOut, albumId }) => isOut && albumId !== null);
    expect(album.map(({ text }) => text)).toContain('an album');
    expect(new Set(album.map(({ albumId }) => albumId)).size).toBe(1);
  });

  it('typing', async () => {
    await on.agent({ act: 'types', account: account() });
    await until('the bot to be typing', async () => {
      const sight = await on.read<GuildSight>(`/page/guilds/${on.scene.guildId}/people/Mia`);
      return (sight.places.find(({ id }) => id === talk.thread.id)?.typing.length ?? 0) > 0;
    });
  });

  it('but not what is not there', async () => {
    expect(await on.agent({ act: 'edits', account: account(), message: 9_999, text: 'x' })).toMatchObject({
      status: 409,
    });
    expect(await on.agent({ act: 'reads', account: '1' })).toMatchObject({ status: 404 });
    expect(await on.ask(`/guilds/${on.scene.guildId}/agent`, { act: 'reads' })).toMatchObject({
      status: 400,
    });
  });
});

it('lets people come and go', async () => {
  const isHere = async () =>
    (await on.read<GuildSight>(`/page/guilds/${on.scene.guildId}/people/Noah`)).viewer.isInServer;
  await on.person('Noah', { act: 'leavesServer' });
  expect(await isHere()).toBe(false);
  await on.person('Noah', { act: 'joinsServer' });
  expect(await isHere()).toBe(true);
});
