import { MessageType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { codeOf, foundWorld, listen, openThread } from './founded-world.js';

const HOUR = 3_600_000;

describe('GIVEN an archived or locked thread', () => {
  type Act = (scene: ReturnType<typeof foundWorld>, threadId: string) => unknown;
  const says =
    (who: 'bot' | 'member' | 'moderator'): Act =>
    (scene, id) =>
      scene.world.messages.create(scene[who], id, { content: 'hello' });
  const patches =
    (who: 'bot' | 'member', body: object): Act =>
    (scene, id) =>
      scene.world.threads.edit(scene[who], id, body);
  const ARCHIVED = { archived: true, locked: false };
  const LOCKED = { archived: false, locked: true };
  const BOTH = { archived: true, locked: true };

  it.each<[string, { archived: boolean; locked: boolean }, Act, number | null]>([
    ['a member writes into the archived', ARCHIVED, says('member'), null],
    ['a member writes into the locked', LOCKED, says('member'), 160005],
    ['a member writes into the archived and locked', BOTH, says('member'), 160005],
    ['who manages threads writes into the locked', LOCKED, says('moderator'), null],
    ['who manages threads writes into the archived and locked', BOTH, says('bot'), null],
    ['the archived is locked', ARCHIVED, patches('bot', { locked: true }), 50083],
    ['the archived is archived and locked', ARCHIVED, patches('bot', BOTH), 50083],
    ['the archived is renamed', ARCHIVED, patches('bot', { name: 'x' }), 50083],
    ['the archived is archived again', ARCHIVED, patches('bot', { archived: true }), null],
    ['the closed one is closed again', BOTH, patches('bot', BOTH), null],
    [
      'the archived is woken and renamed at once',
      ARCHIVED,
      patches('bot', { archived: false, name: 'x' }),
      null,
    ],
    [
      'the active is archived and locked at once',
      { archived: false, locked: false },
      patches('bot', BOTH),
      null,
    ],
    ['a member wakes the archived', ARCHIVED, patches('member', { archived: false }), null],
    ['a member wakes the archived and locked', BOTH, patches('member', { archived: false }), 50013],
    [
      'a member archives another’s thread',
      { archived: false, locked: false },
      patches('member', { archived: true }),
      50013,
    ],
    [
      'someone is added to the archived',
      ARCHIVED,
      (s, id) => s.world.threadMembers.add(s.bot, id, s.other),
      50083,
    ],
    ['the member leaves the archived', ARCHIVED, (s, id) => s.world.threadMembers.leave(s.member, id), 50083],
    [
      'someone is removed from the archived',
      ARCHIVED,
      (s, id) => s.world.threadMembers.remove(s.bot, id, s.member),
      50083,
    ],
  ])('THEN %s', (_case, state, act, code) => {
    const scene = foundWorld();
    const thread = openThread(scene);
    if (state.archived || state.locked) scene.world.threads.edit(scene.bot, thread.id, state);
    expect(codeOf(() => act(scene, thread.id))).toBe(code);
  });

  it('THEN a message wakes the archived and tells so before the message', () => {
    const scene = foundWorld();
    const { world, bot, member } = scene;
    const thread = openThread(scene);
    world.threads.edit(bot, thread.id, { archived: true });
    const told = listen(world, bot);
    world.messages.create(member, thread.id, { content: 'still there?' });
    expect(told.names()).toEqual(['THREAD_UPDATE', 'THREAD_MEMBER_UPDATE', 'MESSAGE_CREATE']);
    expect(thread.archived).toBe(false);
  });

  it('THEN messages of the archived can be deleted, not edited, nor reacted to', () => {
    const scene = foundWorld();
    const { world, bot } = scene;
    const thread = openThread(scene);
    const message = world.messages.create(bot, thread.id, { content: 'a' });
    world.threads.edit(bot, thread.id, { archived: true });
    expect(codeOf(() => world.messages.edit(bot, thread.id, message.id, { content: 'b' }))).toBe(50083);
    expect(codeOf(() => world.reactions.add(bot, thread.id, message.id, '👍'))).toBe(50083);
    expect(codeOf(() => world.history.delete(bot, thread.id, message.id))).toBeNull();
  });
});

describe('GIVEN idleness', () => {
  it('THEN a thread is archived when its time has come, and a message puts it off', () => {
    const scene = foundWorld();
    const { world, member, bot } = scene;
    const thread = openThread(scene, { auto_archive_duration: 60 });
    world.clock.advance(0.9 * HOUR);
    world.messages.create(member, thread.id, { content: 'here' });
    const told = listen(world, bot);
    world.clock.advance(0.9 * HOUR);
    expect(thread.archived).toBe(false);
    world.clock.advance(0.2 * HOUR);
    expect(thread.archived).toBe(true);
    expect(told.data('THREAD_UPDATE')).toMatchObject([
      { thread_metadata: { archived: true, locked: false } },
    ]);
  });
});

describe('GIVEN the start of a thread', () => {
  it('THEN who can see it is told, and the added member gets it with their membership', () => {
    const scene = foundWorld();
    const { world, bot, member, other, moderator, channel } = scene;
    const heard = {
      bot: listen(world, bot),
      member: listen(world, member),
      other: listen(world, other),
      moderator: listen(world, moderator),
    };
    const thread = openThread(scene);
    expect(heard.bot.names()).toEqual([
      'THREAD_CREATE',
      'THREAD_MEMBERS_UPDATE',
      'THREAD_MEMBERS_UPDATE',
      'MESSAGE_CREATE',
    ]);
    expect(heard.bot.data('THREAD_CREATE')).toMatchObject([{ newly_created: true, parent_id: channel.id }]);
    expect(heard.moderator.names()).toEqual(heard.bot.names());
    expect(heard.member.names()).toEqual(['THREAD_CREATE', 'THREAD_MEMBERS_UPDATE', 'MESSAGE_CREATE']);
    expect(heard.member.data('THREAD_CREATE')).toMatchObject([{ member: { user_id: member } }]);
    expect(heard.other.names()).toEqual([]);
    expect(world.store.log(thread.id).all()).toMatchObject([
      { type: MessageType.RecipientAdd, authorId: bot, mentionedUserIds: [member] },
    ]);
    expect(thread).toMatchObject({ messageCount: 1, lastMessageId: world.store.log(thread.id).latestId });
  });

  it('THEN a message becomes a thread once', () => {
    const { world, member, channel } = foundWorld();
    const message = world.messages.create(member, channel.id, { content: 'topic' });
    const thread = world.threads.createFromMessage(member, channel.id, message.id, { name: 'topic' });
    expect(thread.id).toBe(message.id);
    expect(codeOf(() => world.threads.createFromMessage(member, channel.id, message.id, { name: 'x' }))).toBe(
      160004,
    );
  });

  it('THEN the limit of active threads holds for new, woken and written-to ones', () => {
    const scene = foundWorld({ activeThreadLimit: 2 });
    const { world, bot, channel, member } = scene;
    const asleep = openThread(scene);
    world.threads.edit(bot, asleep.id, { archived: true });
    const [one] = [openThread(scene), openThread(scene)];
    expect(codeOf(() => world.threads.create(bot, channel.id, { name: 'third' }))).toBe(160006);
    expect(codeOf(() => world.threads.edit(bot, asleep.id, { archived: false }))).toBe(160006);
    expect(codeOf(() => world.messages.create(member, asleep.id, { content: 'x' }))).toBe(160006);
    world.threads.delete(bot, one.id);
    expect(codeOf(() => world.threads.create(bot, channel.id, { name: 'third' }))).toBeNull();
  });

  it('THEN names have 1 to 100 characters and durations are of the four', () => {
    const { world, bot, channel } = foundWorld();
    const start = (body: object) => codeOf(() => world.threads.create(bot, channel.id, body));
    expect(start({})).toBe(50035);
    expect(start({ name: '' })).toBe(50035);
    expect(start({ name: 'x'.repeat(101) })).toBe(50035);
    expect(start({ name: 'x', auto_archive_duration: 61 })).toBe(50035);
    expect(start({ name: 'x'.repeat(100), auto_archive_duration: 10_080 })).toBeNull();
  });
});

describe('GIVEN people who come and go', () => {
  it('THEN who leaves the thread, the guild, or is kicked is out of it, and the bot is told', () => {
    const scene = foundWorld();
    const { world, bot, member, guild, owner } = scene;
    const thread = openThread(scene);
    const told = listen(world, bot);
    world.threadMembers.leave(member, thread.id);
    expect(told.data('THREAD_MEMBERS_UPDATE')).toMatchObject([
      { removed_member_ids: [member], member_count: 1 },
    ]);
    world.threadMembers.add(bot, thread.id, member);
    world.members.kick(owner, guild.id, member);
    expect(thread.members.has(member)).toBe(false);
    expect(told.names().slice(-2)).toEqual(['THREAD_MEMBERS_UPDATE', 'GUILD_MEMBER_REMOVE']);
    expect(codeOf(() => world.messages.create(member, thread.id, { content: 'x' }))).toBe(50001);
    expect(codeOf(() => world.threadMembers.add(bot, thread.id, member))).toBe(10007);
  });

  it('THEN in a thread that is not invitable only who manages threads adds others', () => {
    const scene = foundWorld();
    const { world, member, other, moderator } = scene;
    const thread = openThread(scene, { invitable: false });
    expect(codeOf(() => world.threadMembers.add(member, thread.id, other))).toBe(50013);
    expect(codeOf(() => world.threadMembers.add(moderator, thread.id, other))).toBeNull();
    const open = openThread(scene);
    expect(codeOf(() => world.threadMembers.add(member, open.id, other))).toBeNull();
  });

  it('THEN a deleted thread is unknown, and a deleted parent takes its threads without events of theirs', () => {
    const scene = foundWorld();
    const { world, bot, owner, moderator, member, channel } = scene;
    const [one, two] = [openThread(scene), openThread(scene)];
    const told = listen(world, bot);
    expect(codeOf(() => world.threads.delete(member, one.id))).toBe(50013);
    world.threads.delete(moderator, one.id);
    world.channels.delete(owner, channel.id);
    expect(told.names()).toEqual(['THREAD_DELETE', 'CHANNEL_DELETE']);
    expect(codeOf(() => world.channels.get(bot, two.id))).toBe(10003);
  });
});

describe('GIVEN changes of access', () => {
  it('THEN who loses sight hears only of the cause, and who gains it gets the threads', () => {
    const scene = foundWorld();
    const { world, bot, owner, channel, guild } = scene;
    const thread = openThread(scene);
    const told = listen(world, bot);
    world.channels.setOverwrite(owner, channel.id, bot, { type: 1, deny: String(P.ViewChannel) });
    expect(told.names()).toEqual(['CHANNEL_UPDATE']);
    expect(codeOf(() => world.channels.get(bot, thread.id))).toBe(50001);
    expect(world.guildCreatePayload(guild.id, bot)).toMatchObject({ threads: [] });
    world.channels.deleteOverwrite(owner, channel.id, bot);
    expect(told.names().slice(1)).toEqual(['CHANNEL_UPDATE', 'THREAD_LIST_SYNC']);
    expect(told.data('THREAD_LIST_SYNC')).toMatchObject([
      { channel_ids: [channel.id], threads: [{ id: thread.id }], members: [{ user_id: bot }] },
    ]);
  });
});

describe('GIVEN lists', () => {
  it('THEN archived ones come by time of archiving, page by page, to who may see them', () => {
    const scene = foundWorld();
    const { world, bot, member, other, channel } = scene;
    const threads = [openThread(scene), openThread(scene), openThread(scene)];
    for (const thread of [...threads].reverse()) {
      world.clock.advance(1_000);
      world.threads.edit(bot, thread.id, { archived: true });
    }
    const ids = threads.map(({ id }) => id);
    const first = world.threadLists.archived(bot, channel.id, 'private', null, 2);
    expect(first.threads.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.hasMore).toBe(true);
    const before = first.threads.at(-1)?.archiveChangedAt ?? null;
    const second = world.threadLists.archived(bot, channel.id, 'private', before, 2);
    expect(second.threads.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.hasMore).toBe(false);
    expect(codeOf(() => world.threadLists.archived(member, channel.id, 'private', null, 50))).toBe(50013);
    const joined = world.threadLists.archived(member, channel.id, 'joined-private', null, 50);
    expect(joined.threads.map(({ id }) => id)).toEqual([...ids].reverse());
    expect(world.threadLists.archived(other, channel.id, 'joined-private', null, 50).threads).toEqual([]);
    expect(world.threadLists.archived(bot, channel.id, 'public', null, 50).threads).toEqual([]);
  });

  it('THEN a guild with 900 threads is shown whole among 200 others', () => {
    const scene = foundWorld();
    const { world, bot, owner, guild } = scene;
    for (let count = 0; count < 900; count += 1) openThread(scene);
    for (let count = 0; count < 200; count += 1) {
      world.guilds.addBot(world.guilds.add({ name: `Guild ${count}`, ownerId: owner }), 0n);
    }
    expect(world.guildCreatePayload(guild.id, bot)).toMatchObject({ threads: { length: 900 } });
  });
});
