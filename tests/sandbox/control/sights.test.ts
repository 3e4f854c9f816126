import { beforeAll, describe, expect, it } from 'vitest';
import type { AgentSight, Cast, GuildSight } from '../../../sandbox/control/protocol.js';
import { until } from '../../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../../sandbox/story/conversation.js';
import { onControl } from './support/on-control.js';

const on = onControl({ withBot: true });
let talk: Conversation;

beforeAll(async () => {
  talk = await beginsToTalk(on.scene, on.scene.member('Mia'));
});

const guildOf = (name: string): Promise<GuildSight> =>
  on.read(`/page/guilds/${on.scene.guildId}/people/${name}`);
const placeOf = async (name: string, placeId: string) =>
  (await guildOf(name)).places.find(({ id }) => id === placeId);

describe('what people are shown', () => {
  it('begins with the cast: members first, someone from outside last', async () => {
    const { guilds, stories, bot } = await on.read<Cast>('/page/cast');
    expect(guilds).toMatchObject([{ id: on.scene.guildId, isTour: false, agent: { name: 'Ada' } }]);
    expect(guilds[0]?.people.map(({ name, part }) => `${name} ${part}`)).toEqual([
      'Mia member',
      'Noah member',
      'Victor vip',
      'Sam staff',
      'Alex admin',
      'Sofia support',
      'Olivia owner',
      'Gwen guest',
    ]);
    expect(stories.map(({ id }) => id)).toEqual(['archived', 'deleted', 'alive', 'cleared']);
    expect(bot.name).not.toBe('');
  });

  it('is nothing of the guild for a guest', async () => {
    const sight = await guildOf('Gwen');
    expect(sight).toMatchObject({ roles: [], members: [], places: [], commands: [], modal: null });
    expect(sight.viewer).toMatchObject({ part: 'guest', isInServer: false });
  });

  it('is a thread to its member and to staff, and to nobody else', async () => {
    const { id } = talk.thread;
    expect((await placeOf('Mia', id))?.thread).toMatchObject({ isPrivate: true, isJoined: true });
    for (const staff of ['Sam', 'Alex', 'Sofia', 'Olivia']) {
      expect((await placeOf(staff, id))?.thread, staff).toMatchObject({ isJoined: false });
      expect((await placeOf(staff, id))?.may.manageThread, staff).toBe(true);
    }
    for (const other of ['Noah', 'Victor', 'Gwen']) {
      expect(await placeOf(other, id), other).toBeUndefined();
    }
    expect((await placeOf('Mia', id))?.may).toMatchObject({ write: true, manageThread: false, leave: true });
  });

  it('is the log to staff only, and the panel to everybody', async () => {
    const { logChannelId, upgradeChannelId } = on.scene.plan;
    expect(await placeOf('Mia', logChannelId)).toBeUndefined();
    expect(await placeOf('Sam', logChannelId)).toBeDefined();
    const panel = await placeOf('Noah', upgradeChannelId);
    expect(panel?.may).toMatchObject({ write: false, useCommands: true });
    expect(JSON.stringify(panel?.messages)).toContain('Upgrade to VIP');
    const [command] = (await guildOf('Noah')).commands;
    expect(command).toMatchObject({ name: 'vip' });
    expect(command?.placeIds).toContain(upgradeChannelId);
  });

  it('is an answer for one’s own eyes until it is dismissed', async () => {
    const where = on.scene.plan.upgradeChannelId;
    const { body } = await on.person('Noah', { act: 'runs', command: '/vip end', where });
    const answer = body.sees?.id ?? '';
    const shown = async (name: string) =>
      (await placeOf(name, where))?.messages.find(({ id }) => id === answer);
    expect(await shown('Noah')).toMatchObject({
      isEphemeral: true,
      usedCommand: { user: { name: 'Noah' }, command: '/vip end' },
    });
    expect(await shown('Sam')).toBeUndefined();
    await on.person('Noah', { act: 'dismisses', channel: where, message: answer });
    expect(await shown('Noah')).toBeUndefined();
  });

  it('is a file only to who sees its place', async () => {
    const data = Buffer.from('<script>').toString('base64');
    const files = [{ name: 'a page.html', contentType: 'text/html', data }];
    await on.person('Mia', { act: 'says', where: talk.thread.id, text: 'See', files });
    const message = (await placeOf('Mia', talk.thread.id))?.messages.find(({ content }) => content === 'See');
    const url = new URL(message?.attachments[0]?.url ?? '', on.address);
    const file = await fetch(url);
    expect(await file.text()).toBe('<script>');
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    url.searchParams.set('as', on.scene.member('Noah').id);
    expect((await fetch(url)).status).toBe(404);
  });

  it('is who is typing, without oneself', async () => {
    await on.person('Mia', { act: 'types', where: talk.thread.id });
    expect((await placeOf('Sam', talk.thread.id))?.typing).toEqual(['Mia']);
    expect((await placeOf('Mia', talk.thread.id))?.typing).toEqual([]);
  });

  it('is not there for who is nobody', async () => {
    const { guildId } = on.scene;
    expect(await on.ask(`/page/guilds/${guildId}/people/Nobody`)).toMatchObject({ status: 404 });
    expect(await on.ask('/page/guilds/1/agent')).toMatchObject({ status: 404 });
  });
});

describe('what the agent is shown', () => {
  it('is a chat for each account, the latest first, under the customer’s name', async () => {
    on.scene.member('Mia').says(talk.thread, 'Are you there?');
    const { chats } = await until('the message to arrive', async () => {
      const sight = await on.read<AgentSight>(`/page/guilds/${on.scene.guildId}/agent`);
      return sight.chats[0]?.messages.at(-1)?.text === 'Are you there?' ? sight : undefined;
    });
    expect(chats).toHaveLength(on.scene.accounts.length);
    expect(chats[0]).toMatchObject({ accountId: talk.account.id, name: expect.stringContaining('Mia') });
    expect(chats[0]?.unread).toBeGreaterThan(0);
    expect(chats[1]).toMatchObject({ messages: [], unread: 0 });
  });
});

describe('the machine room', () => {
  it('shows what the bot has written down, beside what is', async () => {
    const { code } = await on.scene.sessionOf(talk.thread);
    const { bot, sessions, pool, steps, faults } = await on.machine();
    expect(bot).toMatchObject({ state: 'ready', pid: on.stage.bot.pid });
    expect(sessions).toMatchObject([
      {
        code,
        state: 'active',
        member: { name: 'Mia' },
        thread: { id: talk.thread.id, state: 'open' },
        account: { id: talk.account.id },
        reason: null,
        toDiscord: 1,
        undelivered: 0,
      },
    ]);
    expect(pool.map(({ sessionCode }) => sessionCode).filter(Boolean)).toEqual([code]);
    expect([steps, faults]).toEqual([[], []]);
  });

  it('shows each request of the bot with both directions', async () => {
    const { exchanges, log } = await on.read<{
      exchanges: { seq: number; method: string; account: string | null }[];
      log: { text: string }[];
    }>('/page/stream');
    expect(log.map(({ text }) => text)).toContain('ready');
    const sent = exchanges.findLast(({ method }) => method === 'messages.SendMessage');
    expect(sent?.account).toBe(talk.account.user.username);
    expect(JSON.stringify(exchanges)).not.toContain('Are you there?');
    const detail = await on.read<object>(`/page/exchanges/${sent?.seq}`);
    expect(JSON.stringify(detail)).toContain('Are you there?');
    expect(await on.ask('/page/exchanges/0')).toMatchObject({ status: 404 });
  });
});
