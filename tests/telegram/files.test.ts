import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../sandbox/telegram/account.js';
import type { PersonMedia } from '../../sandbox/telegram/person-media.js';
import {
  type AgentPlan,
  type CarriedFile,
  type ChatMessage,
  FileGoneError,
  type FileKind,
  plain,
} from '../../src/relay/index.js';
import type { AgentChat } from '../../src/sessions/index.js';
import { TelegramBench, until } from './support/telegram-bench.js';

let bench: TelegramBench;
let account: Account;

beforeEach(async () => {
  bench = await TelegramBench.start();
  account = await bench.addAccount();
  await bench.startFleet(account);
});

afterEach(async () => {
  await bench.stop();
  expect(bench.telegram.notImplemented).toEqual([]);
});

/** A picture of 64 by 64 points as far as its head tells, which is what Telegram judges by. */
function picture(length: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000004000000040', 'hex');
  return Buffer.concat([head, numbered(length)]);
}

/** Bytes that tell where they stand, so that swapped or doubled parts are seen. */
function numbered(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 16)) % 251));
}

function heard(): readonly ChatMessage[] {
  return bench.handler.heard.flatMap(({ event }) => (event.kind === 'message' ? [event.message] : []));
}

async function nextHeard(): Promise<ChatMessage> {
  await until(() => heard().length > 0);
  const message = heard().at(-1);
  if (message === undefined) throw new Error('nothing was heard');
  return message;
}

async function fileHeard(): Promise<CarriedFile> {
  const [file] = (await nextHeard()).files;
  if (file === undefined) throw new Error('no file was heard');
  return file;
}

async function read(file: CarriedFile): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('what the agent sends', () => {
  const bytes = numbered(3_000);

  test.each<[PersonMedia, FileKind, string]>([
    [{ kind: 'photo', bytes }, 'photo', 'image/jpeg'],
    [{ kind: 'document', bytes, name: 'a.bin' }, 'document', 'application/octet-stream'],
    [{ kind: 'video', bytes, name: 'v.mp4' }, 'video', 'video/mp4'],
    [{ kind: 'audio', bytes, title: 'Song', performer: 'Band' }, 'audio', 'audio/mpeg'],
    [{ kind: 'voice', bytes }, 'voice', 'audio/ogg'],
    [{ kind: 'video_note', bytes }, 'video_note', 'video/mp4'],
    [{ kind: 'gif', bytes }, 'animation', 'video/mp4'],
    [{ kind: 'sticker', format: 'static', bytes, emoji: '👍' }, 'sticker', 'image/webp'],
    [{ kind: 'sticker', format: 'video', bytes, emoji: '🔥' }, 'sticker', 'video/webm'],
  ])('%j is a file with its bytes', async (media, kind, mimeType) => {
    bench.agent.sends(account, media);
    const file = await fileHeard();
    expect(file).toMatchObject({ kind, mimeType, size: bytes.length, isSpoiler: false });
    expect(await read(file)).toEqual(bytes);
  });

  test('a caption and a spoiler stay with the file', async () => {
    bench.agent.sends(account, { kind: 'photo', bytes }, { caption: 'look', spoiler: true });
    expect(await nextHeard()).toMatchObject({ text: { text: 'look' }, files: [{ isSpoiler: true }] });
  });

  test.each<[PersonMedia, RegExp]>([
    [{ kind: 'poll', question: 'Which?', answers: ['A', 'B'] }, /Which\?[\s\S]*A[\s\S]*B/],
    [{ kind: 'geo', latitude: 1.5, longitude: 2.5 }, /1\.5[\s\S]*2\.5[\s\S]*https:/],
    [{ kind: 'geo_live', latitude: 1.5, longitude: 2.5 }, /1\.5[\s\S]*2\.5[\s\S]*https:/],
    [
      { kind: 'venue', latitude: 1, longitude: 2, title: 'Harbour', address: 'Pier 1' },
      /Harbour[\s\S]*Pier 1/,
    ],
    [{ kind: 'contact', phone: '15551234', firstName: 'Bea' }, /Bea[\s\S]*15551234/],
    [{ kind: 'dice', emoji: '🎯', value: 6 }, /🎯[\s\S]*6/],
  ])('%j is put in words', async (media, words) => {
    bench.agent.sends(account, media);
    const message = await nextHeard();
    expect(message.text.text).toMatch(words);
    expect(message.files).toEqual([]);
  });

  test('a file of several pieces is read in order, and reading it may end early', async () => {
    const large = numbered(1_300_000);
    bench.agent.sends(account, { kind: 'document', bytes: large, name: 'large.bin' });
    const file = await fileHeard();
    expect((await read(file)).equals(large)).toBe(true);
    bench.telegram.calls.length = 0;
    for await (const _ of file.open()) break;
    expect(bench.telegram.countCalls({ method: 'upload.GetFile' })).toBe(1);
  });

  test('a reference that has expired is had anew', async () => {
    bench.agent.sends(account, { kind: 'document', bytes, name: 'a.bin' });
    const file = await fileHeard();
    bench.telegram.expireFileReferences();
    expect(await read(file)).toEqual(bytes);
  });

  test('a file whose message was deleted is gone once its reference has expired', async () => {
    const id = bench.agent.sends(account, { kind: 'document', bytes, name: 'a.bin' });
    const file = await fileHeard();
    bench.agent.deletes([id]);
    bench.telegram.expireFileReferences();
    await expect(read(file)).rejects.toBeInstanceOf(FileGoneError);
  });

  test('a lost connection is unreachable, and the file can be read again', async () => {
    bench.agent.sends(account, { kind: 'document', bytes, name: 'a.bin' });
    const file = await fileHeard();
    bench.telegram.faults.drop({ method: 'upload.GetFile' }, {});
    await expect(read(file)).rejects.toMatchObject({ name: 'UnreachableError' });
    expect(await read(file)).toEqual(bytes);
  });

  test('an album is one message, its items in order', async () => {
    const items = [1, 2, 3].map((size): PersonMedia => ({ kind: 'photo', bytes: numbered(size) }));
    bench.agent.sendsAlbum(account, items, { caption: 'three' });
    bench.agent.says(account, 'behind it');
    await until(() => heard().length === 2);
    const [album, behind] = heard();
    expect(album?.ids).toHaveLength(3);
    expect(album?.id).toBe(album?.ids[0]);
    expect(album?.text.text).toBe('three');
    expect(album?.files.map(({ size }) => size)).toEqual([1, 2, 3]);
    expect(behind?.text.text).toBe('behind it');
  });

  test('an album that was missed is one message too', async () => {
    await bench.fleet.stop();
    bench.agent.sendsAlbum(account, [
      { kind: 'photo', bytes },
      { kind: 'video', bytes },
    ]);
    await bench.restartFleet(account);
    expect((await nextHeard()).files.map(({ kind }) => kind)).toEqual(['photo', 'video']);
    expect(heard()).toHaveLength(1);
  });

  test('reactions are told whole, in either form, and typing at once', async () => {
    const id = account.says(bench.agent, 'react!');
    const theirs = bench.agent.seesChatWith(account)[0]?.id ?? 0;
    for (const form of ['edit', 'updateMessageReactions'] as const) {
      bench.telegram.settings.reactionForm = form;
      bench.handler.heard.length = 0;
      bench.agent.reacts(theirs, '👍');
      bench.agent.reacts(theirs, null);
      const reacted = (): unknown[] =>
        bench.handler.heard.flatMap(({ event }) => (event.kind === 'reacted' ? [event] : []));
      await until(() => reacted().length === 2);
      expect(reacted()).toEqual([
        { kind: 'reacted', peerUserId: bench.agent.id, messageId: id, emoji: ['👍'] },
        { kind: 'reacted', peerUserId: bench.agent.id, messageId: id, emoji: [] },
      ]);
    }
    bench.agent.types(account, { isCancelled: true });
    bench.agent.types(account);
    await until(() => bench.handler.typing.length > 0);
    expect(bench.handler.typing).toEqual([{ accountId: account.id, peerUserId: bench.agent.id }]);
  });

  test('an answer names what it answers', async () => {
    const first = bench.agent.says(account, 'first');
    bench.agent.says(account, 'second', { replyTo: first });
    await until(() => heard().length === 2);
    expect(heard()[1]?.replyTo).toEqual({ id: String(heard()[0]?.id), quote: null });
  });
});

describe('what is sent to the agent', () => {
  let chat: AgentChat;
  beforeEach(async () => {
    chat = await bench.prepare(account);
  });

  function file(kind: FileKind, bytes: Buffer, more: Partial<CarriedFile> = {}): CarriedFile {
    const mimeType = kind === 'photo' ? 'image/png' : kind === 'voice' ? 'audio/ogg' : 'video/mp4';
    return {
      id: `${kind}:${bytes.length}`,
      kind,
      name: kind === 'photo' ? 'photo.png' : `${kind}.bin`,
      mimeType,
      size: bytes.length,
      isSpoiler: false,
      async *open() {
        for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
      },
      ...more,
    };
  }

  const keys = { randomIdOf: (part: number) => BigInt(part + 1), replyTo: null };

  async function send(
    files: readonly CarriedFile[],
    words = '',
    replyTo: number | null = null,
  ): Promise<AgentPlan> {
    const plan = bench.fleet.messages.plan({ text: plain(words), files });
    for (const parcel of plan.parcels) await bench.fleet.messages.send(chat, parcel, { ...keys, replyTo });
    return plan;
  }

  const seen = () => bench.agent.seesChatWith(account);

  test.each<FileKind>(['photo', 'document', 'video', 'audio', 'voice'])(
    'a %s arrives as one, with its bytes and words, once',
    async (kind) => {
      const bytes = picture(5_000);
      await send([file(kind, bytes, { isSpoiler: kind === 'photo' })], 'look');
      await send([file(kind, bytes, { isSpoiler: kind === 'photo' })], 'look');
      expect(seen()).toHaveLength(1);
      const [message] = seen();
      expect(message).toMatchObject({ text: 'look', media: { kind, isSpoiler: kind === 'photo' } });
      expect(message?.media !== undefined && 'bytes' in message.media && message.media.bytes()).toEqual(
        bytes,
      );
    },
  );

  test.each([524_288, 600_000, 11_000_000])('%i bytes go in parts', async (length) => {
    const bytes = numbered(length);
    await send([file('document', bytes)]);
    const media = seen()[0]?.media;
    expect(media !== undefined && 'bytes' in media && media.bytes().equals(bytes)).toBe(true);
  });

  test('a file of unknown size arrives whole', async () => {
    for (const length of [70_000, 524_288, 1_048_576, 1_300_000]) {
      const bytes = numbered(length);
      const { messages } = bench.fleet;
      const [parcel] = messages.plan({
        text: plain(''),
        files: [file('document', bytes, { size: null })],
      }).parcels;
      if (parcel === undefined) throw new Error('nothing was planned');
      await messages.send(chat, parcel, { randomIdOf: () => BigInt(length), replyTo: null });
      const media = seen().at(-1)?.media;
      expect(media !== undefined && 'bytes' in media && media.bytes().equals(bytes)).toBe(true);
    }
  });

  test('photos and videos are one album: one call, the words below the first', async () => {
    bench.telegram.calls.length = 0;
    await send(
      [file('photo', picture(10)), file('video', numbered(20)), file('photo', picture(30))],
      'three',
    );
    expect(seen().map(({ text }) => text)).toEqual(['three', '', '']);
    expect(seen().map(({ media }) => media?.kind)).toEqual(['photo', 'video', 'photo']);
    expect(new Set(seen().map(({ groupedId }) => groupedId)).size).toBe(1);
    expect(seen()[0]?.groupedId).toBeDefined();
    expect(bench.telegram.countCalls({ method: 'messages.SendMultiMedia' })).toBe(1);
    expect(bench.telegram.countCalls({ method: 'messages.SendMedia' })).toBe(0);
  });

  test('a video note holds no words: they follow it', async () => {
    await send([file('video_note', numbered(10))], 'look');
    expect(seen()).toMatchObject([{ text: '', media: { kind: 'video_note' } }, { text: 'look' }]);
  });

  test('an album with a picture that Telegram can’t show goes as documents, whole', async () => {
    await send(
      [file('photo', picture(10)), file('video', numbered(20)), file('photo', numbered(30))],
      'three',
    );
    expect(seen().map(({ media }) => media?.kind)).toEqual(['document', 'document', 'document']);
    expect(new Set(seen().map(({ groupedId }) => groupedId)).size).toBe(1);
    expect(seen()[0]?.text).toBe('three');
  });

  test('a picture that Telegram does not take as a photo goes as a document', async () => {
    bench.telegram.faults.fail(
      { method: 'messages.SendMedia' },
      { status: 400, message: 'PHOTO_INVALID_DIMENSIONS' },
    );
    await send([file('photo', picture(50))]);
    expect(seen()[0]?.media?.kind).toBe('document');
  });

  test('a file that is gone at its source is nobody’s message', async () => {
    const gone = file('photo', picture(50), {
      // biome-ignore lint/correctness/useYield: it fails before its first piece
      async *open() {
        throw new FileGoneError('x');
      },
    });
    await expect(send([gone])).rejects.toBeInstanceOf(FileGoneError);
    expect(seen()).toEqual([]);
  });

  test('what is larger than Telegram takes is refused, the rest is sent', async () => {
    const large = file('video', numbered(10), { size: 2_097_152_001 });
    const plan = await send([large, file('photo', picture(10))]);
    expect(plan.refused).toEqual([{ file: large, limit: 2_097_152_000 }]);
    expect(seen()).toHaveLength(1);
  });

  test('an answer is a real one; to what is gone nothing is sent', async () => {
    const first = account.says(bench.agent, 'first');
    await send([file('photo', picture(10))], 'answer', first);
    expect(seen()[1]?.replyToId).toBe(seen()[0]?.id);
    const { messages } = bench.fleet;
    const [parcel] = messages.plan({ text: plain('late'), files: [] }).parcels;
    if (parcel === undefined) throw new Error('nothing was planned');
    const late = { randomIdOf: () => 99n, replyTo: 99_999 };
    expect(await messages.send(chat, parcel, late)).toEqual({ kind: 'reply_gone' });
    expect(seen()).toHaveLength(2);
  });

  test('words go on while a file is on its way', async () => {
    let go = (): void => {};
    const released = new Promise<void>((resolve) => {
      go = resolve;
    });
    let isOpen = false;
    const slow = file('photo', picture(10), {
      async *open() {
        isOpen = true;
        await released;
        yield picture(10);
      },
    });
    const sending = send([slow]);
    await until(() => isOpen);
    await bench.fleet.chats.say(chat, { kind: 'nobody_here' }, 77n);
    await bench.fleet.messages.showTyping(chat);
    expect(bench.agent.seesTyping(account)).toBe(true);
    bench.agent.says(account, 'meanwhile');
    await until(() => bench.handler.words.includes('meanwhile'));
    go();
    await sending;
    expect(seen()).toHaveLength(3);
  });

  test('a connection that is lost within an upload leaves nothing behind, and the same again sends it once', async () => {
    bench.telegram.faults.drop({ method: 'upload.SaveFilePart' }, {});
    await expect(send([file('photo', picture(10))])).rejects.toMatchObject({ name: 'UnreachableError' });
    await send([file('photo', picture(10))]);
    expect(seen()).toHaveLength(1);
  });

  test('a caption is edited, a reaction set and taken away, and what the agent wrote is marked as read', async () => {
    await send([file('photo', picture(10))], 'before');
    const own = account.seesChatWith(bench.agent)[0]?.id ?? 0;
    const { messages } = bench.fleet;
    expect(await messages.edit(chat, own, plain('after'))).toBe('edited');
    expect(seen()[0]?.text).toBe('after');
    bench.agent.says(account, 'hi');
    const theirs = account.seesChatWith(bench.agent)[1]?.id ?? 0;
    expect(await messages.react(chat, theirs, '❤️')).toBe('done');
    expect(seen()[1]?.reactions.size).toBe(1);
    expect(await messages.react(chat, theirs, null)).toBe('done');
    expect(seen()[1]?.reactions.size).toBe(0);
    expect(await messages.react(chat, theirs, '🧷')).toBe('not_possible');
    await messages.markRead(chat, theirs);
    expect(seen()[1]?.isRead).toBe(true);
    expect(await messages.messages(chat, [own, theirs, 99_999])).toMatchObject([
      { id: own, text: { text: 'after' } },
      { id: theirs, text: { text: 'hi' } },
    ]);
  });
});
