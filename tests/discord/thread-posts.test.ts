import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ThreadMessage, ThreadParcel } from '../../src/relay/index.js';
import { UnreachableError } from '../../src/sessions/index.js';
import { keyOf, type Scene, startScene } from './scene.js';

let scene: Scene;
let threadId: string;

beforeAll(async () => {
  scene = await startScene();
  threadId = await scene.openThread('K7Q2M');
});

afterEach(() => {
  scene.discord.faults.liftAll();
});

afterAll(async () => {
  expect(scene.requestViolations()).toEqual([]);
  await scene.stop();
});

const words = (content: string): ThreadParcel => ({ part: 0, content, files: [] });

async function collect(after: string | null): Promise<ThreadMessage[]> {
  const messages: ThreadMessage[] = [];
  for await (const message of scene.posts.messagesAfter(threadId, after)) messages.push(message);
  return messages;
}

describe('posts in a thread', () => {
  it('posts with one request and pings nobody', async () => {
    const mark = scene.discord.requests.mark();
    const said = await scene.posts.post(threadId, words('hello'), keyOf('post-1'), null);
    expect(said.kind).toBe('said');
    const [asked] = scene.discord.requests.since(mark);
    expect(scene.asked(mark)).toEqual(['POST /channels/{channel_id}/messages']);
    expect(asked?.body).toMatchObject({
      content: 'hello',
      nonce: 'post-1',
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
  });

  it('waits out a short rate limit, and passes on a long one', async () => {
    scene.discord.faults.flood('POST /channels/{id}/messages', { seconds: 0.2 });
    expect((await scene.posts.post(threadId, words('soon'), keyOf('post-2'), null)).kind).toBe('said');
    scene.discord.faults.flood('POST /channels/{id}/messages', { seconds: 600 });
    await expect(scene.posts.post(threadId, words('later'), keyOf('post-3'), null)).rejects.toThrow(
      UnreachableError,
    );
  });

  it('edits and deletes its own, and knows when they are gone', async () => {
    const other = await scene.openThread('EDITS');
    const said = await scene.posts.post(other, words('first'), keyOf('post-4'), null);
    const id = said.kind === 'said' ? said.messageId : '';
    expect(await scene.posts.edit(other, id, words('second'), 'kept')).toBe('edited');
    expect(await scene.posts.ownPostsAfter(other, other)).toEqual([{ id, content: 'second' }]);
    await scene.posts.delete(other, id);
    await scene.posts.delete(other, id);
    expect(await scene.posts.edit(other, id, words('third'), 'kept')).toBe('gone');
    expect(await scene.posts.message(other, id)).toBeNull();
  });

  it('reads everything after a message in order, page by page', async () => {
    const other = threadId;
    const first = scene.world.messages.create(scene.ann.id, other, { content: 'number 0' }).id;
    for (let index = 1; index <= 205; index++)
      scene.world.messages.create(scene.ann.id, other, { content: `number ${index}` });
    const mark = scene.discord.requests.mark();
    const messages = await collect(first);
    expect(messages.map(({ text }) => text.text)).toEqual(
      Array.from({ length: 205 }, (_, index) => `number ${index + 1}`),
    );
    expect(messages[0]).toMatchObject({ authorName: 'Ann', authorKind: 'person', threadId: other });
    expect(scene.asked(mark)).toHaveLength(3);
  });

  it('reads from the beginning, its own posts and system messages told apart', async () => {
    const [first, ...others] = (await collect(null)).filter(({ authorKind }) => authorKind !== 'person');
    expect(first?.authorKind).toBe('system');
    expect(others.some(({ authorKind, text }) => authorKind === 'bot' && text.text === 'hello')).toBe(true);
  });

  it('has nothing to read in a thread that is gone', async () => {
    const other = await scene.openThread('GONE1');
    scene.world.threads.delete(scene.mod.id, other);
    const messages: ThreadMessage[] = [];
    for await (const message of scene.posts.messagesAfter(other, null)) messages.push(message);
    expect(messages).toEqual([]);
    expect(await scene.posts.message(other, '1')).toBeNull();
  });
});

describe('announcements', () => {
  const notice = { kind: 'ended', reason: 'thread_deleted', guildId: '1', code: 'K7Q2M' } as const;

  it('tells a member by direct message, once', async () => {
    expect(await scene.announcements.tellMember(scene.ann.id, notice, keyOf('dm-1'))).toBe('told');
    expect(await scene.announcements.tellMember(scene.ann.id, notice, keyOf('dm-1'))).toBe('told');
  });

  it('is refused by members who take no messages', async () => {
    scene.world.users.setAcceptsDirectMessages(scene.mod.id, false);
    expect(await scene.announcements.tellMember(scene.mod.id, notice, keyOf('dm-2'))).toBe('refused');
  });

  it('writes to the log, and says when it may not', async () => {
    const log = { kind: 'account_dead', accountLabel: 'pool', why: 'signed_out' } as const;
    expect(await scene.announcements.writeLog(scene.channel.id, log, keyOf('log-1'))).toBe('written');
    scene.discord.faults.fail('POST /channels/{id}/messages', {
      status: 403,
      code: 50_001,
      message: 'Missing Access',
    });
    expect(await scene.announcements.writeLog(scene.channel.id, log, keyOf('log-2'))).toBe('refused');
    expect(await scene.announcements.writeLog('1', log, keyOf('log-3'))).toBe('refused');
    scene.discord.faults.fail('POST /channels/{id}/messages', { times: 2 });
    await expect(scene.announcements.writeLog(scene.channel.id, log, keyOf('log-4'))).rejects.toThrow(
      UnreachableError,
    );
  });
});
