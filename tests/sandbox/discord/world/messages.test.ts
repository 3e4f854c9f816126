import { MessageFlags, MessageType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { findMentions } from '../../../../sandbox/discord/world/mentions.js';
import { codeOf, foundWorld, listen, openThread } from './founded-world.js';

describe('GIVEN a nonce that is enforced', () => {
  const said = { content: 'once', nonce: 'key', enforce_nonce: true };

  it('THEN a repeat within minutes gives the first message, even with another text', () => {
    const scene = foundWorld();
    const { world, bot, channel, member } = scene;
    const first = world.messages.create(bot, channel.id, said);
    world.clock.advance(60_000);
    expect(world.messages.create(bot, channel.id, { ...said, content: 'twice' }).id).toBe(first.id);
    expect(world.messages.create(member, channel.id, said).id).not.toBe(first.id);
    expect(world.store.log(channel.id).all()).toHaveLength(2);
    world.clock.advance(world.settings.nonceWindowMs);
    expect(world.messages.create(bot, channel.id, said).id).not.toBe(first.id);
  });

  it('THEN a repeat of what was deleted is an unknown message, and not enforced it is a new one', () => {
    const { world, bot, channel } = foundWorld();
    const first = world.messages.create(bot, channel.id, said);
    expect(world.messages.create(bot, channel.id, { content: 'a', nonce: 'key' }).id).not.toBe(first.id);
    const other = world.messages.create(bot, channel.id, { ...said, nonce: 'other' });
    world.history.delete(bot, channel.id, other.id);
    expect(codeOf(() => world.messages.create(bot, channel.id, { ...said, nonce: 'other' }))).toBe(10008);
  });

  it('THEN it has 25 characters at most', () => {
    const { world, bot, channel } = foundWorld();
    const send = (nonce: string) =>
      codeOf(() => world.messages.create(bot, channel.id, { content: 'x', nonce }));
    expect([send('x'.repeat(25)), send('x'.repeat(26))]).toEqual([null, 50035]);
  });
});

describe('GIVEN mentions', () => {
  it.each([
    [
      'all by default',
      '<@1> <@!2> <@&3> @everyone',
      {},
      { userIds: ['1', '2'], roleIds: ['3'], everyone: true },
    ],
    [
      'none where none are allowed',
      '<@1> <@&3> @here',
      { parse: [] },
      { userIds: [], roleIds: [], everyone: false },
    ],
    ['those that are named', '<@1> <@2>', { parse: [], users: ['2', '9'] }, { userIds: ['2'] }],
    ['not those in code', '`<@1>` ```\n<@2>\n``` <@3>', {}, { userIds: ['3'] }],
    ['those behind a backslash', '\\<@1>', {}, { userIds: ['1'] }],
  ])('THEN %s are found', (_case, text, allowed, expected) => {
    const all = { parse: ['users', 'roles', 'everyone'] as never };
    expect(findMentions(text, { ...all, ...allowed }, null)).toMatchObject(expected);
  });

  it('THEN who is mentioned in a private thread is in it, after a create as after an edit', () => {
    const scene = foundWorld();
    const { world, member, bot, other, moderator } = scene;
    const thread = openThread(scene);
    const message = world.messages.create(member, thread.id, { content: `ask <@${other}>` });
    expect(thread.members.has(other)).toBe(true);
    expect(thread.members.has(moderator)).toBe(false);
    const told = listen(world, bot);
    world.messages.edit(member, thread.id, message.id, { content: `ask <@${moderator}>` });
    expect(told.names()).toEqual(
      ['MESSAGE_UPDATE', 'THREAD_CREATE', 'THREAD_MEMBERS_UPDATE'].filter((name) => name !== 'THREAD_CREATE'),
    );
    expect(thread.members.has(moderator)).toBe(true);
  });

  it('THEN suppressed mentions add nobody, an edit without allowed_mentions does', () => {
    const scene = foundWorld();
    const { world, bot, other } = scene;
    const thread = openThread(scene);
    const content = `hello <@${other}>`;
    const message = world.messages.create(bot, thread.id, { content, allowed_mentions: { parse: [] } });
    expect(thread.members.has(other)).toBe(false);
    world.messages.edit(bot, thread.id, message.id, { content });
    expect(thread.members.has(other)).toBe(true);
  });

  it('THEN in a thread that is not invitable a member’s mention adds nobody', () => {
    const scene = foundWorld();
    const { world, member, other } = scene;
    const thread = openThread(scene, { invitable: false });
    world.messages.create(member, thread.id, { content: `<@${other}>` });
    expect(thread.members.has(other)).toBe(false);
  });

  it('THEN @everyone and roles need the permission or a mentionable role', () => {
    const { world, member, owner, channel, moderators } = foundWorld();
    const content = `@everyone <@&${moderators.id}>`;
    const small = world.messages.create(member, channel.id, { content });
    expect(small).toMatchObject({ mentionsEveryone: false, mentionedRoleIds: [] });
    const great = world.messages.create(owner, channel.id, { content });
    expect(great).toMatchObject({ mentionsEveryone: true, mentionedRoleIds: [moderators.id] });
  });
});

describe('GIVEN the limits of a message', () => {
  const button = (custom_id: string) => ({ type: 2, style: 1, label: 'x', custom_id });
  const row = (...components: object[]) => ({ type: 1, components });

  it.each<[string, object, number | null]>([
    ['nothing at all', {}, 50006],
    ['blanks only', { content: '  ' }, 50006],
    ['2,000 characters', { content: '😀'.repeat(2_000) }, null],
    ['2,001 characters', { content: 'x'.repeat(2_001) }, 50035],
    ['10 embeds', { embeds: Array(10).fill({ title: 'x' }) }, null],
    ['11 embeds', { embeds: Array(11).fill({ title: 'x' }) }, 50035],
    ['an empty embed', { embeds: [{}] }, 50035],
    ['a long title', { embeds: [{ title: 'x'.repeat(257) }] }, 50035],
    [
      '6,001 characters of embeds',
      { embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }] },
      50035,
    ],
    ['5 rows', { content: 'x', components: [1, 2, 3, 4, 5].map((n) => row(button(`b${n}`))) }, null],
    ['6 rows', { content: 'x', components: [1, 2, 3, 4, 5, 6].map((n) => row(button(`b${n}`))) }, 50035],
    [
      '6 buttons in a row',
      { content: 'x', components: [row(...[1, 2, 3, 4, 5, 6].map((n) => button(`b${n}`)))] },
      50035,
    ],
    ['the same custom id twice', { content: 'x', components: [row(button('a'), button('a'))] }, 50035],
    ['a button outside of a row', { content: 'x', components: [button('a')] }, 50035],
    [
      'a link button',
      { content: 'x', components: [row({ type: 2, style: 5, label: 'x', url: 'https://example.com' })] },
      null,
    ],
    [
      'a link button with an id',
      { content: 'x', components: [row({ ...button('a'), style: 5, url: 'https://example.com' })] },
      50035,
    ],
    [
      'an unlabelled button',
      { content: 'x', components: [row({ type: 2, style: 1, custom_id: 'a' })] },
      50035,
    ],
    ['texts without the flag', { components: [{ type: 10, content: 'x' }] }, 50035],
    [
      'texts with the flag',
      { components: [{ type: 10, content: 'x' }], flags: MessageFlags.IsComponentsV2 },
      null,
    ],
    [
      'content beside layout',
      { content: 'x', components: [{ type: 10, content: 'x' }], flags: MessageFlags.IsComponentsV2 },
      50035,
    ],
    [
      'parse and a list together',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      50035,
    ],
    ['a reply to nothing', { content: 'x', message_reference: { message_id: '1' } }, 50035],
    [
      'a reply that may fail',
      { content: 'x', message_reference: { message_id: '1', fail_if_not_exists: false } },
      null,
    ],
  ])('THEN %s', (_case, body, code) => {
    const { world, bot, channel } = foundWorld();
    expect(codeOf(() => world.messages.create(bot, channel.id, body))).toBe(code);
  });

  it('THEN a file is refused above the guild’s size, and eleven files are', () => {
    const { world, bot, channel, guild } = foundWorld();
    const file = (index: number, size: number) => ({
      index: String(index),
      filename: 'a.bin',
      contentType: 'application/octet-stream',
      bytes: new Uint8Array(size),
    });
    const send = (...files: ReturnType<typeof file>[]) =>
      codeOf(() => world.messages.create(bot, channel.id, {}, files));
    expect(send(file(0, 10 * 1_048_576))).toBeNull();
    expect(send(file(0, 10 * 1_048_576 + 1))).toBe(40005);
    guild.premiumTier = 2;
    expect(send(file(0, 10 * 1_048_576 + 1))).toBeNull();
    expect(send(...Array.from({ length: 11 }, (_, index) => file(index, 1)))).toBe(50035);
  });
});

describe('GIVEN replies, edits and deletions', () => {
  it('THEN a reply names and mentions whom it answers', () => {
    const { world, bot, member, channel } = foundWorld();
    const question = world.messages.create(member, channel.id, { content: '?' });
    const reply = world.messages.create(bot, channel.id, {
      content: '!',
      message_reference: { message_id: question.id },
    });
    expect(reply).toMatchObject({ type: MessageType.Reply, mentionedUserIds: [member] });
    world.history.delete(member, channel.id, question.id);
    expect(world.messageViews.view(reply, bot)).toMatchObject({ referenced_message: null });
  });

  it('THEN one edits only one’s own, and deletes others’ only with Manage Messages', () => {
    const { world, bot, member, other, channel } = foundWorld();
    const message = world.messages.create(member, channel.id, { content: 'mine' });
    expect(codeOf(() => world.messages.edit(bot, channel.id, message.id, { content: 'x' }))).toBe(50005);
    expect(codeOf(() => world.history.delete(other, channel.id, message.id))).toBe(50013);
    expect(codeOf(() => world.history.delete(bot, channel.id, message.id))).toBeNull();
    expect(codeOf(() => world.history.delete(bot, channel.id, message.id))).toBe(10008);
  });

  it('THEN bulk deletion takes 2 to 100 of the last two weeks', () => {
    const { world, bot, channel } = foundWorld();
    const ids = ['a', 'b'].map((content) => world.messages.create(bot, channel.id, { content }).id);
    const bulk = (messages: string[]) =>
      codeOf(() => world.history.bulkDelete(bot, channel.id, { messages }));
    expect(bulk(ids.slice(1))).toBe(50016);
    world.clock.advance(15 * 86_400_000);
    expect(bulk(ids)).toBe(50034);
  });
});

describe('GIVEN direct messages', () => {
  it('THEN who refuses them, or shares no guild, is not reached', () => {
    const { world, bot, member, other, outsider } = foundWorld();
    const send = (userId: string) =>
      codeOf(() => world.messages.create(bot, world.users.openDirect(bot, userId).id, { content: 'hi' }));
    world.users.setAcceptsDirectMessages(other, false);
    expect([send(member), send(other), send(outsider)]).toEqual([null, 50007, 50278]);
  });

  it('THEN only its two users see them', () => {
    const { world, bot, member, other } = foundWorld();
    const heard = [listen(world, member), listen(world, other)];
    const channel = world.users.openDirect(bot, member);
    world.messages.create(bot, channel.id, { content: 'hi' });
    expect(heard.map((ear) => ear.names())).toEqual([['MESSAGE_CREATE'], []]);
    expect(world.users.openDirect(member, bot)).toBe(channel);
    expect(codeOf(() => world.channels.get(other, channel.id))).toBe(50001);
  });
});

describe('GIVEN answers to interactions', () => {
  it('THEN an ephemeral one is seen by its user and the bot alone, and by no list', () => {
    const { world, bot, member, other, channel } = foundWorld();
    const heard = [listen(world, member), listen(world, bot), listen(world, other)];
    const message = world.interactionMessages.post({
      channelId: channel.id,
      type: MessageType.ChatInputCommand,
      body: null,
      files: [],
      interaction: { metadata: null, applicationId: bot, webhookId: bot },
      ephemeralFor: member,
      reference: null,
    });
    expect(message.flags).toBe(MessageFlags.Ephemeral | MessageFlags.Loading);
    world.interactionMessages.edit(channel.id, message.id, { content: 'done' }, []);
    expect(heard.map((ear) => ear.names())).toEqual([
      ['MESSAGE_CREATE', 'MESSAGE_UPDATE'],
      ['MESSAGE_CREATE', 'MESSAGE_UPDATE'],
      [],
    ]);
    expect(message).toMatchObject({ content: 'done', flags: MessageFlags.Ephemeral, editedAt: null });
    expect(world.history.list(bot, channel.id, { kind: 'latest' }, 50)).toEqual([]);
    expect(codeOf(() => world.history.get(bot, channel.id, message.id))).toBe(10008);
  });
});

describe('GIVEN an outage', () => {
  it('THEN the guild falls silent and comes back whole', () => {
    const scene = foundWorld();
    const { world, bot, member, guild, channel } = scene;
    const thread = openThread(scene);
    const told = listen(world, bot);
    world.guilds.setUnavailable(guild.id, true);
    expect(codeOf(() => world.messages.create(member, channel.id, { content: 'x' }))).toBe(0);
    expect(world.guildCreatePayload(guild.id, bot)).toEqual({ id: guild.id, unavailable: true });
    world.clock.advance(8 * 86_400_000);
    world.guilds.setUnavailable(guild.id, false);
    expect(told.names()).toEqual(['GUILD_DELETE', 'GUILD_CREATE']);
    expect(thread.archived).toBe(true);
    expect(told.data('GUILD_CREATE')).toMatchObject([{ id: guild.id, threads: [] }]);
  });
});
