import { PermissionFlagsBits as Bits } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { UnreachableError } from '../../src/sessions/index.js';
import { keyOf, type Scene, startScene } from './scene.js';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});

afterEach(() => {
  scene.discord.faults.liftAll();
});

afterAll(async () => {
  expect(scene.requestViolations()).toEqual([]);
  await scene.stop();
});

const isClaimed = async () => false;
const ended = { kind: 'ended', reason: 'completed', by: { kind: 'bot' }, undelivered: 0 } as const;

let codes = 0;
const newCode = () => `C${codes++}`.padEnd(5, 'X');
const address = (threadId: string) => ({ guildId: scene.guild.id, channelId: scene.channel.id, threadId });
const request = (code: string) => ({
  guildId: scene.guild.id,
  channelId: scene.channel.id,
  memberName: 'Ann',
  code,
});
const threadRecord = (threadId: string) => scene.guild.threads.get(threadId);

describe('creating a thread', () => {
  it('makes a private one that is not invitable, with one request', async () => {
    const code = newCode();
    const mark = scene.discord.requests.mark();
    const created = await scene.threads.create(request(code));
    expect(created).toMatchObject({ kind: 'created' });
    expect(scene.asked(mark)).toEqual(['POST /channels/{channel_id}/threads']);
    const thread = threadRecord(created.kind === 'created' ? created.threadId : '');
    expect(thread).toMatchObject({
      type: 12,
      invitable: false,
      autoArchiveMinutes: 10_080,
      name: `Ann · ${code}`,
    });
  });

  it.each([500, 502])('never repeats it after a %i', async (status) => {
    const mark = scene.discord.requests.mark();
    scene.discord.faults.fail('POST /channels/{id}/threads', { status, when: 'after' });
    await expect(scene.threads.create(request(newCode()))).rejects.toThrow(UnreachableError);
    expect(scene.asked(mark)).toHaveLength(1);
  });

  it('uses the code alone where the name is refused', async () => {
    const code = newCode();
    scene.discord.faults.fail('POST /channels/{id}/threads', {
      status: 400,
      code: 200_001,
      message: 'blocked',
    });
    const created = await scene.threads.create(request(code));
    expect(threadRecord(created.kind === 'created' ? created.threadId : '')).toMatchObject({ name: code });
  });

  it.each([
    [404, 10_003, 'channel_gone'],
    [403, 50_013, 'missing_permission'],
    [403, 50_001, 'missing_permission'],
    [400, 160_006, 'too_many_threads'],
    [400, 50_024, 'refused'],
  ])('%i with code %i: %s', async (status, code, why) => {
    scene.discord.faults.fail('POST /channels/{id}/threads', { status, code, message: 'no' });
    expect(await scene.threads.create(request(newCode()))).toEqual({ kind: 'refused', why });
  });

  it('keeps its token after a 401', async () => {
    scene.discord.faults.fail('POST /channels/{id}/threads', {
      status: 401,
      code: 0,
      message: '401: Unauthorized',
    });
    await expect(scene.threads.create(request(newCode()))).rejects.toThrow(UnreachableError);
    expect(await scene.threads.create(request(newCode()))).toMatchObject({ kind: 'created' });
  });
});

describe('finding a thread whose creation was never confirmed', () => {
  it('finds it among the active ones with one request', async () => {
    const code = newCode();
    const threadId = await scene.openThread(code);
    const mark = scene.discord.requests.mark();
    expect(await scene.threads.find({ ...request(code), isClaimed })).toEqual({ kind: 'found', threadId });
    expect(scene.asked(mark)).toEqual(['GET /guilds/{guild_id}/threads/active']);
  });

  it('finds it among the archived ones', async () => {
    const code = newCode();
    const threadId = await scene.openThread(code);
    await scene.threads.archiveAndLock(threadId);
    expect(await scene.threads.find({ ...request(code), isClaimed })).toEqual({ kind: 'found', threadId });
  });

  it('leaves alone what a row claims, and says when there are several', async () => {
    const code = newCode();
    const first = await scene.openThread(code);
    const second = await scene.openThread(code);
    const several = await scene.threads.find({ ...request(code), isClaimed });
    expect(several.kind === 'ambiguous' && [...several.threadIds].sort()).toEqual([first, second].sort());
    const claimed = await scene.threads.find({ ...request(code), isClaimed: async (id) => id === first });
    expect(claimed).toEqual({ kind: 'found', threadId: second });
  });

  it('finds nothing where nothing is', async () => {
    expect(await scene.threads.find({ ...request('NONE1'), isClaimed })).toEqual({ kind: 'none' });
  });
});

describe('adding the member', () => {
  it('takes one request, twice is once', async () => {
    const threadId = await scene.openThread(newCode());
    const mark = scene.discord.requests.mark();
    expect(await scene.threads.addMember(threadId, scene.ann.id)).toBe('added');
    expect(scene.asked(mark)).toHaveLength(1);
  });

  it('says when the thread is gone', async () => {
    const threadId = await scene.openThread(newCode());
    scene.world.threads.delete(scene.mod.id, threadId);
    expect(await scene.threads.addMember(threadId, scene.ann.id)).toBe('thread_gone');
  });

  it('says when the member is gone', async () => {
    const threadId = await scene.openThread(newCode());
    scene.discord.faults.fail('PUT /channels/{id}/thread-members/{user}', {
      status: 404,
      code: 10_007,
      message: 'Unknown Member',
    });
    expect(await scene.threads.addMember(threadId, scene.ann.id)).toBe('member_gone');
  });
});

describe('saying something', () => {
  it('says it once for a key, also when the answer was lost', async () => {
    const threadId = await scene.openThread(newCode());
    scene.discord.faults.drop('POST /channels/{id}/messages', { when: 'after' });
    const first = await scene.threads.say(threadId, ended, keyOf('once'));
    const second = await scene.threads.say(threadId, ended, keyOf('once'));
    expect(first).toMatchObject({ kind: 'said' });
    expect(second).toEqual(first);
    expect(await scene.posts.ownPostsAfter(threadId, threadId)).toHaveLength(1);
  });

  it('looks for its words when Discord has forgotten the nonce', async () => {
    const threadId = await scene.openThread(newCode());
    const triedAt = new Date(scene.world.clock.now());
    const first = await scene.threads.say(threadId, ended, keyOf('old'));
    scene.world.clock.advance(3_600_000);
    const mark = scene.discord.requests.mark();
    expect(await scene.threads.say(threadId, ended, keyOf('old', triedAt))).toEqual(first);
    expect(scene.asked(mark)).toEqual(['GET /channels/{channel_id}/messages']);
  });

  it('says it anew when nothing was said then', async () => {
    const threadId = await scene.openThread(newCode());
    const triedAt = new Date(scene.world.clock.now());
    scene.world.clock.advance(3_600_000);
    expect(await scene.threads.say(threadId, ended, keyOf('fresh', triedAt))).toMatchObject({ kind: 'said' });
  });

  it.each([50_083, 160_005])(
    'opens an archived thread by speaking, but takes %i for a lock',
    async (code) => {
      const threadId = await scene.openThread(newCode());
      scene.world.threads.edit(scene.mod.id, threadId, { archived: true });
      expect(await scene.threads.say(threadId, ended, keyOf(`wake-${code}`))).toMatchObject({ kind: 'said' });
      expect(threadRecord(threadId)?.archived).toBe(false);
      scene.discord.faults.fail('POST /channels/{id}/messages', { status: 400, code, message: 'locked' });
      expect(await scene.threads.say(threadId, ended, keyOf(`late-${code}`))).toEqual({ kind: 'locked' });
    },
  );

  it('says when the thread is gone, and when what it said was deleted', async () => {
    const threadId = await scene.openThread(newCode());
    const said = await scene.threads.say(threadId, ended, keyOf('deleted'));
    if (said.kind === 'said') scene.world.history.delete(scene.mod.id, threadId, said.messageId);
    expect(await scene.threads.say(threadId, ended, keyOf('deleted'))).toEqual({ kind: 'said_and_deleted' });
    scene.world.threads.delete(scene.mod.id, threadId);
    expect(await scene.threads.say(threadId, ended, keyOf('x'))).toEqual({ kind: 'gone' });
  });

  it('answers the message that it speaks of, and speaks without it when it is gone', async () => {
    const threadId = await scene.openThread(newCode());
    const { id } = scene.world.messages.create(scene.ann.id, threadId, { content: 'x' });
    const refused = { kind: 'not_delivered', messageId: id, why: { kind: 'gave_up' } } as const;
    const mark = scene.discord.requests.mark();
    expect(await scene.threads.say(threadId, refused, keyOf('reply-1'))).toMatchObject({ kind: 'said' });
    scene.world.history.delete(scene.mod.id, threadId, id);
    expect(await scene.threads.say(threadId, refused, keyOf('reply-2'))).toMatchObject({ kind: 'said' });
    expect(scene.asked(mark)).toHaveLength(2);
  });

  it('takes lost access for no answer', async () => {
    const threadId = await scene.openThread(newCode());
    scene.discord.faults.fail('POST /channels/{id}/messages', {
      status: 403,
      code: 50_001,
      message: 'Missing Access',
    });
    await expect(scene.threads.say(threadId, ended, keyOf('access'))).rejects.toThrow(UnreachableError);
  });
});

describe('archiving and locking', () => {
  it('takes one request, and is done when it is done', async () => {
    const threadId = await scene.openThread(newCode());
    const mark = scene.discord.requests.mark();
    expect(await scene.threads.archiveAndLock(threadId)).toBe('done');
    expect(scene.asked(mark)).toEqual(['PATCH /channels/{channel_id}']);
    expect(threadRecord(threadId)).toMatchObject({ archived: true, locked: true });
    expect(await scene.threads.archiveAndLock(threadId)).toBe('done');
    expect(threadRecord(threadId)).toMatchObject({ archived: true, locked: true });
  });

  it('locks one that was archived before', async () => {
    const threadId = await scene.openThread(newCode());
    scene.world.threads.edit(scene.mod.id, threadId, { archived: true });
    expect(await scene.threads.archiveAndLock(threadId)).toBe('done');
    expect(threadRecord(threadId)).toMatchObject({ archived: true, locked: true });
  });

  it('is done when the thread is gone, refused without the right', async () => {
    const threadId = await scene.openThread(newCode());
    scene.discord.faults.fail('PATCH /channels/{id}', {
      status: 403,
      code: 50_013,
      message: 'Missing Permissions',
    });
    expect(await scene.threads.archiveAndLock(threadId)).toBe('refused');
    scene.world.threads.delete(scene.mod.id, threadId);
    expect(await scene.threads.archiveAndLock(threadId)).toBe('done');
  });
});

describe('inspecting a session', () => {
  const inspect = (threadId: string) => scene.threads.inspect(address(threadId), scene.ann.id);

  it('alive: two requests', async () => {
    const threadId = await scene.openThread(newCode());
    const mark = scene.discord.requests.mark();
    expect(await inspect(threadId)).toEqual({ kind: 'alive' });
    expect(scene.asked(mark)).toHaveLength(2);
  });

  it('gone: archived, deleted, left', async () => {
    const archived = await scene.openThread(newCode());
    scene.world.threads.edit(scene.mod.id, archived, { archived: true });
    expect(await inspect(archived)).toEqual({ kind: 'gone', reason: 'thread_archived' });
    const deleted = await scene.openThread(newCode());
    scene.world.threads.delete(scene.mod.id, deleted);
    expect(await inspect(deleted)).toEqual({ kind: 'gone', reason: 'thread_deleted' });
    const left = await scene.openThread(newCode());
    scene.world.threadMembers.leave(scene.ann.id, left);
    expect(await inspect(left)).toEqual({ kind: 'gone', reason: 'member_left_thread' });
  });

  it('gone: locked, but for a member who manages threads', async () => {
    const locked = await scene.openThread(newCode());
    scene.world.threads.edit(scene.owner.id, locked, { locked: true });
    expect(await inspect(locked)).toEqual({ kind: 'gone', reason: 'thread_not_visible' });
    expect(await scene.threads.inspectThread(address(locked), scene.ann.id)).toMatchObject({ kind: 'gone' });
    const ofModerator = address(await scene.openThread(newCode(), scene.mod.id));
    scene.world.threads.edit(scene.owner.id, ofModerator.threadId, { locked: true });
    expect(await scene.threads.inspect(ofModerator, scene.mod.id)).toEqual({ kind: 'alive' });
    expect(await scene.threads.inspectThread(ofModerator, scene.mod.id)).toEqual({ kind: 'alive' });
  });

  it('a thread alone: one request, and a second one for who is in one that is locked', async () => {
    const threadId = await scene.openThread(newCode());
    const look = async () => {
      const mark = scene.discord.requests.mark();
      await scene.threads.inspectThread(address(threadId), scene.ann.id);
      return scene.asked(mark).length;
    };
    expect(await look()).toBe(1);
    scene.world.threads.edit(scene.owner.id, threadId, { locked: true });
    expect(await look()).toBe(2);
  });

  it('gone: no longer visible to the member', async () => {
    const threadId = await scene.openThread(newCode());
    const deny = { type: 1, allow: '0', deny: Bits.ViewChannel.toString() };
    const updated = new Promise((resolve) => scene.client.once('channelUpdate', resolve));
    scene.world.channels.setOverwrite(scene.owner.id, scene.channel.id, scene.ann.id, deny);
    await updated;
    expect(await inspect(threadId)).toEqual({ kind: 'gone', reason: 'thread_not_visible' });
    expect(scene.threads.canUse(scene.guild.id, scene.channel.id, scene.ann.id)).not.toBe('present');
    const restored = new Promise((resolve) => scene.client.once('channelUpdate', resolve));
    scene.world.channels.deleteOverwrite(scene.owner.id, scene.channel.id, scene.ann.id);
    await restored;
    expect(await inspect(threadId)).toEqual({ kind: 'alive' });
  });

  it.each([
    [401, 0],
    [403, 40_333],
    [403, 50_001],
    [404, 0],
    [500, 0],
    [503, 0],
    [400, 130_000],
  ])('%i with code %i is unknown, and asked once', async (status, code) => {
    const threadId = await scene.openThread(newCode());
    const mark = scene.discord.requests.mark();
    scene.discord.faults.fail('GET /channels/{id}', { status, code, message: 'hm' });
    expect(await inspect(threadId)).toMatchObject({ kind: 'unknown' });
    expect(scene.asked(mark)).toHaveLength(1);
    expect(await inspect(threadId)).toEqual({ kind: 'alive' });
  });

  it('a dropped connection and a rate limit beyond patience are unknown', async () => {
    const threadId = await scene.openThread(newCode());
    scene.discord.faults.drop('GET /channels/{id}');
    expect(await inspect(threadId)).toMatchObject({ kind: 'unknown' });
    scene.discord.faults.flood('GET /channels/{id}', { seconds: 60 });
    expect(await inspect(threadId)).toMatchObject({ kind: 'unknown' });
  });
});

describe('presence through the gateway', () => {
  it('knows who is there, who can’t see, who left, and asks nothing over HTTP', async () => {
    const crowd = Array.from(
      { length: 150 },
      (_, index) => scene.world.users.add({ username: `u${index}` }).id,
    );
    for (const id of crowd.slice(0, 140)) scene.world.members.add(scene.guild, id);
    const mark = scene.discord.requests.mark();
    const presence = await scene.threads.presenceOf(scene.guild.id, scene.channel.id, crowd);
    expect(crowd.filter((id) => presence.get(id) === 'present')).toHaveLength(140);
    expect(crowd.filter((id) => presence.get(id) === 'absent')).toHaveLength(10);
    expect(scene.asked(mark)).toEqual([]);
  });

  it('knows nothing of a guild in an outage', async () => {
    const gone = new Promise((resolve) => scene.client.once('guildUnavailable', resolve));
    const back = new Promise((resolve) => scene.client.once('guildAvailable', resolve));
    scene.world.guilds.setUnavailable(scene.guild.id, true);
    await gone;
    const presence = await scene.threads.presenceOf(scene.guild.id, scene.channel.id, [scene.ann.id]);
    expect(presence.get(scene.ann.id)).toBe('unknown');
    expect(scene.threads.canUse(scene.guild.id, scene.channel.id, scene.ann.id)).toBe('unknown');
    scene.world.guilds.setUnavailable(scene.guild.id, false);
    await back;
  });
});
