import { once } from 'node:events';
import { createServer } from 'node:http';
import { REST } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectionOptions } from '../../src/discord/client.js';
import { fromDiscordEmoji, toDiscordEmoji } from '../../src/discord/emoji.js';
import { MultipartBody } from '../../src/discord/files/multipart-body.js';
import { DiscordRest } from '../../src/discord/rest.js';
import { type CarriedFile, FileGoneError } from '../../src/relay/index.js';
import { keyOf, type Scene, startScene } from './scene.js';

const mebibyte = 1_048_576;

let scene: Scene;
let threadId: string;

beforeAll(async () => {
  scene = await startScene();
  threadId = await scene.openThread('F1LES');
});

afterEach(() => {
  scene.discord.faults.liftAll();
  scene.world.guilds.setPremiumTier(scene.guild.id, 0);
});
afterEach(() => void vi.unstubAllGlobals());
afterAll(() => scene.stop());

/** A file of so many bytes that are made as they are asked for. */
function file(size: number, changes: Partial<CarriedFile> = {}): CarriedFile {
  return {
    id: 'f',
    kind: 'document',
    name: 'a "b".bin',
    mimeType: 'application/octet-stream',
    size,
    isSpoiler: false,
    async *open() {
      for (let left = size; left > 0; left -= 65_536) yield new Uint8Array(Math.min(left, 65_536)).fill(7);
    },
    ...changes,
  };
}

async function post(files: readonly CarriedFile[], nonce: string, content = 'words') {
  const said = await scene.posts.post(threadId, { part: 0, content, files }, keyOf(nonce), null);
  if (said.kind !== 'said') throw new Error(JSON.stringify(said));
  return said.messageId;
}

/** Counts what the client's connection asks for of a body, and passes it on. */
function countAsked(): { readonly bytes: number } {
  const count = { bytes: 0 };
  const connect = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (!(init.body instanceof ReadableStream)) throw new Error('the body is in memory');
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, sink) {
        count.bytes += piece.byteLength;
        sink.enqueue(piece);
      },
    });
    return connect(url, { ...init, body: init.body.pipeThrough(counter) });
  });
  return count;
}

async function sizeOf(files: readonly CarriedFile[]): Promise<number> {
  let size = 0;
  for (const each of files) for await (const piece of each.open()) size += piece.byteLength;
  return size;
}

describe('files to a thread', () => {
  it('arrive whole, with names and spoilers, and can be read again', async () => {
    const id = await post([file(200_000), file(3, { name: 'b.txt', isSpoiler: true })], 'files-1');
    const stands = await scene.posts.message(threadId, id);
    expect(stands?.text.text).toBe('words');
    expect(stands?.files.map(({ size, isSpoiler }) => [size, isSpoiler])).toEqual([
      [200_000, false],
      [3, true],
    ]);
    expect(await sizeOf(stands?.files ?? [])).toBe(200_003);
  });

  it('are sent again, whole, after a rate limit', async () => {
    const sent = file(100_000);
    scene.discord.faults.flood('POST /channels/{id}/messages', { seconds: 0.2 });
    const id = await post([sent], 'files-2');
    expect(await sizeOf((await scene.posts.message(threadId, id))?.files ?? [])).toBe(100_000);
  });

  it('are replaced by an edit, or kept', async () => {
    const id = await post([file(10)], 'files-3');
    const now = { part: 0, content: 'other', files: [file(20)] };
    expect(await scene.posts.edit(threadId, id, { ...now, files: [] }, 'kept')).toBe('edited');
    expect((await scene.posts.message(threadId, id))?.files.map(({ size }) => size)).toEqual([10]);
    expect(await scene.posts.edit(threadId, id, now, 'replaced')).toBe('edited');
    expect((await scene.posts.message(threadId, id))?.files.map(({ size }) => size)).toEqual([20]);
  });

  it('that are gone from their source are told as they are', async () => {
    const gone = file(10, {
      open: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new FileGoneError('f')) }),
      }),
    });
    await expect(post([gone], 'files-4')).rejects.toThrow(FileGoneError);
  });

  it.each([
    [0, 10],
    [1, 10],
    [3, 100],
    [2, 50],
  ] as const)(
    'are refused by their size alone above what boost tier %i takes: %i MiB',
    async (tier, limit) => {
      scene.world.guilds.setPremiumTier(scene.guild.id, tier);
      const unread = {
        open: () => {
          throw new Error('read');
        },
      };
      const files = [file(limit * mebibyte + 1, unread), file(limit * mebibyte, unread)];
      const plan = () => scene.posts.plan(scene.guild.id, { text: { text: 'words', entities: [] }, files });
      await vi.waitFor(() =>
        expect(plan()).toEqual({
          refused: [{ file: files[0], limit: limit * mebibyte }],
          parcels: [{ part: 0, content: 'words', files: [files[1]] }],
        }),
      );
    },
  );

  it('of no bytes are taken: Discord takes them, too', async () => {
    const id = await post([file(0, { name: 'empty.txt' })], 'files-0');
    const stands = await scene.posts.message(threadId, id);
    expect(stands?.files.map(({ name, size }) => [name, size])).toEqual([['empty.txt', 0]]);
  });

  it('are never whole in memory: no more is read of a file than the connection asks for', async () => {
    let received = 0;
    const headers = new Map<string, string | undefined>();
    const server = createServer(async (request, answer) => {
      headers.set('content-length', request.headers['content-length']);
      for await (const piece of request) received += piece.length;
      answer.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const asked = countAsked();
    let read = 0;
    let ahead = 0;
    const large = file(60 * mebibyte, {
      async *open() {
        for (let left = 60 * mebibyte; left > 0; left -= 65_536) {
          read += 65_536;
          ahead = Math.max(ahead, read - asked.bytes);
          yield new Uint8Array(65_536);
        }
      },
    });
    const rest = new DiscordRest(
      new REST({ ...connectionOptions(`http://127.0.0.1:${port}/api`).rest }).setToken('token'),
      () => 'token',
    );
    const body = new MultipartBody({ content: '' }, [{ file: large, name: 'a.bin' }]);
    await rest.call({ method: 'Post', route: '/channels/1/messages', body });
    server.close();
    expect(asked.bytes).toBe(body.length);
    expect(received).toBe(body.length);
    expect(headers.get('content-length')).toBe(String(body.length));
    // The stream that counts holds two pieces by itself.
    expect(ahead).toBeLessThanOrEqual(4 * 65_536);
  });
});

describe('files from a thread', () => {
  it('are gone when their message is', async () => {
    const id = await post([file(10)], 'files-5');
    const [gone] = (await scene.posts.message(threadId, id))?.files ?? [];
    await scene.posts.delete(threadId, id);
    await expect(sizeOf(gone === undefined ? [] : [gone])).rejects.toThrow(FileGoneError);
  });

  it('are found again when their address has expired: one request', async () => {
    const id = await post([file(10)], 'files-6');
    const [old] = (await scene.posts.message(threadId, id))?.files ?? [];
    scene.world.clock.advance(25 * 60 * 60 * 1000);
    const mark = scene.discord.requests.mark();
    expect(await sizeOf(old === undefined ? [] : [old])).toBe(10);
    expect(scene.asked(mark).filter((asked) => asked.includes('/messages/'))).toHaveLength(1);
  });
});

describe('reactions', () => {
  it('stand in the form that Discord knows, and go', async () => {
    const { id } = scene.world.messages.create(scene.ann.id, threadId, { content: 'nice' });
    expect(await scene.posts.react(threadId, id, '❤', true)).toBe('done');
    expect(await scene.posts.ownReactions(threadId, id)).toEqual(['❤']);
    expect(await scene.posts.react(threadId, id, '❤', false)).toBe('done');
    expect(await scene.posts.ownReactions(threadId, id)).toEqual([]);
    expect(await scene.posts.react(threadId, '1', '❤', true)).toBe('not_possible');
  });

  it.each([
    ['❤', '❤️'],
    ['❤‍🔥', '❤️‍🔥'],
    ['🤷‍♂', '🤷‍♂️'],
    ['👍', '👍'],
    ['✍🏽', '✍🏽'],
    ['👁', '👁️'],
  ])('%s is %s', (shared, ofDiscord) => {
    expect(toDiscordEmoji(shared)).toBe(ofDiscord);
    expect(fromDiscordEmoji(ofDiscord)).toBe(shared);
  });
});

it('shows typing, and never throws', async () => {
  await scene.posts.showTyping(threadId);
  await scene.posts.showTyping('1');
});
