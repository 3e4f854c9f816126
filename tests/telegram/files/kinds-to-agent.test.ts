import { Api } from 'telegram';
import { expect, test } from 'vitest';
import { type FileKind, plain } from '../../../src/relay/index.js';
import { film } from '../../relay/carried/film.js';
import { bytesOf, file, numbered, onFileBench, picture } from '../support/file-bench.js';

const on = onFileBench();

test.each<FileKind>(['photo', 'document', 'video', 'audio', 'voice'])(
  'a %s arrives as one, with its bytes and words, once',
  async (kind) => {
    const bytes = picture(5_000);
    const isSpoiler = kind === 'photo';
    await on().send([file(kind, bytes, { isSpoiler })], 'look');
    await on().send([file(kind, bytes, { isSpoiler })], 'look');
    expect(on().seen()).toHaveLength(1);
    const [message] = on().seen();
    expect(message).toMatchObject({ text: 'look', media: { kind, isSpoiler } });
    expect(bytesOf(message)).toEqual(bytes);
  },
);

test('a voice note has its length and its loudness: samples of five bits, lowest bit first', async () => {
  const waveform = Uint8Array.from([255, 0, 132, 8, 255, 66, 0, 255]);
  await on().send([file('voice', numbered(50), { durationSeconds: 6.6, waveform })]);
  const { agent, account, bench } = on();
  const id = agent.seesChatWith(account)[0]?.id ?? 0;
  const media = bench.telegram.world.mailbox(agent.id).find(id)?.body.media;
  const attributes = media?.kind === 'document' ? media.document.attributes : [];
  const audio = attributes.find((each) => each instanceof Api.DocumentAttributeAudio);
  expect(audio).toMatchObject({ voice: true, duration: 7 });
  expect(audio?.waveform).toEqual(Buffer.from([0x1f, 0xc0, 0xf0, 0x11, 0xf8]));
});

test('photos and videos are one album: one call, the words below the first', async () => {
  const { telegram } = on().bench;
  telegram.calls.length = 0;
  await on().send(
    [file('photo', picture(10)), file('video', numbered(20)), file('photo', picture(30))],
    'three',
  );
  const seen = on().seen();
  expect(seen.map(({ text }) => text)).toEqual(['three', '', '']);
  expect(seen.map(({ media }) => media?.kind)).toEqual(['photo', 'video', 'photo']);
  expect(new Set(seen.map(({ groupedId }) => groupedId)).size).toBe(1);
  expect(seen[0]?.groupedId).toBeDefined();
  expect(telegram.countCalls({ method: 'messages.SendMultiMedia' })).toBe(1);
  expect(telegram.countCalls({ method: 'messages.SendMedia' })).toBe(0);
});

test('a video without sound stays one, alone and in an album', async () => {
  const silent = film('vide');
  await on().send([file('video', silent)], 'alone');
  await on().send([file('photo', picture(10)), file('video', silent)], 'together', null, 10);
  expect(on().seen()).toMatchObject([
    { text: 'alone', media: { kind: 'video' } },
    { text: 'together', media: { kind: 'photo' } },
    { text: '', media: { kind: 'video' } },
  ]);
  expect(bytesOf(on().seen()[2])).toEqual(silent);
});

test('a video note holds no words: they follow it', async () => {
  await on().send([file('video_note', numbered(10))], 'look');
  expect(on().seen()).toMatchObject([{ text: '', media: { kind: 'video_note' } }, { text: 'look' }]);
});

test('an album with a picture that Telegram can’t show goes as documents, whole', async () => {
  await on().send(
    [file('photo', picture(10)), file('video', numbered(20)), file('photo', numbered(30))],
    'three',
  );
  const seen = on().seen();
  expect(seen.map(({ media }) => media?.kind)).toEqual(['document', 'document', 'document']);
  expect(new Set(seen.map(({ groupedId }) => groupedId)).size).toBe(1);
  expect(seen[0]?.text).toBe('three');
});

test('a picture that Telegram does not take as a photo goes as a document', async () => {
  on().bench.telegram.faults.fail(
    { method: 'messages.SendMedia' },
    { status: 400, message: 'PHOTO_INVALID_DIMENSIONS' },
  );
  await on().send([file('photo', picture(50))]);
  expect(on().seen()[0]?.media?.kind).toBe('document');
});

test('an answer is a real one; to what is gone nothing is sent', async () => {
  const { account, agent, bench } = on();
  const first = account.says(agent, 'first');
  await on().send([file('photo', picture(10))], 'answer', first);
  expect(on().seen()[1]?.replyToId).toBe(on().seen()[0]?.id);
  const { messages } = bench.fleet;
  const [parcel] = messages.plan({ text: plain('late'), files: [] }).parcels;
  if (parcel === undefined) throw new Error('nothing was planned');
  const late = { randomIdOf: () => 99n, replyTo: 99_999 };
  expect(await messages.send(await on().chat, parcel, late)).toEqual({ kind: 'reply_gone' });
  expect(on().seen()).toHaveLength(2);
});

test('a caption is edited, a reaction set and taken away, and what the agent wrote is marked as read', async () => {
  const { account, agent, bench } = on();
  await on().send([file('photo', picture(10))], 'before');
  const chat = await on().chat;
  const own = account.seesChatWith(agent)[0]?.id ?? 0;
  const { messages } = bench.fleet;
  expect(await messages.edit(chat, own, plain('after'))).toBe('edited');
  expect(on().seen()[0]?.text).toBe('after');
  agent.says(account, 'hi');
  const theirs = account.seesChatWith(agent)[1]?.id ?? 0;
  expect(await messages.react(chat, theirs, '❤️')).toBe('done');
  expect(on().seen()[1]?.reactions.size).toBe(1);
  expect(await messages.react(chat, theirs, null)).toBe('done');
  expect(on().seen()[1]?.reactions.size).toBe(0);
  expect(await messages.react(chat, theirs, '🧷')).toBe('not_possible');
  await messages.markRead(chat, theirs);
  expect(on().seen()[1]?.isRead).toBe(true);
  expect(await messages.messages(chat, [own, theirs, 99_999])).toMatchObject([
    { id: own, text: { text: 'after' } },
    { id: theirs, text: { text: 'hi' } },
  ]);
});
