import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Api } from 'telegram';
import { expect, it } from 'vitest';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { film } from '../../relay/carried/film.js';
import { useBench } from './bench.js';
import { createPng, send, upload, uploadDocument } from './file-transfer.js';
import { readDocument } from './received-media.js';

const bench = useBench();

/** Sends a video, or what else its attributes make of it. */
async function sendVideo(
  described: Partial<Api.InputMediaUploadedDocument>,
  bytes: Buffer = Buffer.from('x'),
): Promise<void> {
  const attributes = [new Api.DocumentAttributeVideo({ duration: 1, w: 2, h: 2 })];
  const uploaded = await uploadDocument(bench, bytes);
  const media = { ...uploaded, mimeType: 'video/mp4', attributes, ...described };
  await send(bench, new Api.InputMediaUploadedDocument(media), { randomId: randomInt(1e12) });
}

function seenKinds(): readonly unknown[] {
  return bench.agent.seesChatWith(bench.account).map(({ media }) => media?.kind);
}

it.each([
  ['a small file', 700 * 1024],
  ['a file of whole parts', 256 * 1024],
  ['a big file', 60 * 1024 * 1024 + 5],
])('GIVEN %s THEN the agent gets every byte, name and caption', async (_, size) => {
  const bytes = randomBytes(size);
  const sent = await send(bench, await uploadDocument(bench, bytes, 'rates.pdf'), {
    message: 'Here: https://example.com',
  });
  expect(sent).toMatchObject({
    updates: [
      { className: 'UpdateMessageID', id: 1 },
      {
        className: 'UpdateNewMessage',
        pts: 2,
        message: { media: { document: { dcId: 2 } }, entities: [{ className: 'MessageEntityUrl' }] },
      },
    ],
  });
  const [message] = bench.agent.seesChatWith(bench.account);
  expect(message).toMatchObject({
    text: 'Here: https://example.com',
    media: { kind: 'document', name: 'rates.pdf', size },
  });
  expect(message?.media && 'bytes' in message.media && message.media.bytes().equals(bytes)).toBe(true);
});

it('GIVEN a photo and a spoiler THEN it has the size of the picture', async () => {
  const file = await upload(bench, createPng(900, 600), 'p.png');
  const sent = await send(bench, new Api.InputMediaUploadedPhoto({ file, spoiler: true }), {
    message: 'Look',
  });
  expect(sent).toMatchObject({
    updates: [{}, { message: { media: { spoiler: true, photo: { sizes: [{}, { type: 'y', w: 900 }] } } } }],
  });
  expect(bench.agent.seesChatWith(bench.account)).toMatchObject([
    { text: 'Look', media: { kind: 'photo', isSpoiler: true } },
  ]);
});

it.each([
  ['no picture', Buffer.from('nothing'), 'p.png', 'IMAGE_PROCESS_FAILED'],
  ['an odd name', createPng(9, 9), 'p.txt', 'PHOTO_EXT_INVALID'],
  ['a strip', createPng(2100, 100), 'p.png', 'PHOTO_INVALID_DIMENSIONS'],
])('GIVEN %s for a photo THEN it is refused', async (_, bytes, name, error) => {
  const file = await upload(bench, bytes, name);
  await expect(send(bench, new Api.InputMediaUploadedPhoto({ file }))).rejects.toThrow(error);
  expect(bench.agent.seesChatWith(bench.account)).toEqual([]);
});

it('GIVEN force_file, a thumbnail and voice THEN attributes follow', async () => {
  await sendVideo({ forceFile: true });
  await sendVideo({ thumb: await upload(bench, createPng(320, 200), 't.png') });
  await sendVideo({ attributes: [new Api.DocumentAttributeAudio({ voice: true, duration: 2 })] });
  expect(seenKinds()).toEqual(['document', 'video', 'voice']);
  const { document } = await readDocument(bench, 2);
  expect(document).toMatchObject({ thumbs: [{ type: 'm', w: 320, size: 33 }] });
});

it('GIVEN a video without sound THEN it is a GIF, unless nosound_video or force_file is set', async () => {
  const [silent, loud] = [film('vide'), film('vide', 'soun')];
  await sendVideo({}, silent);
  await sendVideo({ nosoundVideo: true }, silent);
  await sendVideo({ forceFile: true }, silent);
  await sendVideo({}, loud);
  const note = new Api.DocumentAttributeVideo({ duration: 1, w: 2, h: 2, roundMessage: true });
  await sendVideo({ attributes: [note] }, silent);
  expect(seenKinds()).toEqual(['gif', 'video', 'document', 'video', 'video_note']);
  expect((await readDocument(bench, 2)).document).toMatchObject({ attributes: [{ nosound: true }] });
  expect((await readDocument(bench, 4)).document).toMatchObject({ attributes: [{ nosound: false }] });
});

it('GIVEN voice notes that the agent does not take THEN they are refused', async () => {
  bench.agent.user.forbidsVoiceMessages = true;
  const attributes = [new Api.DocumentAttributeAudio({ voice: true, duration: 2 })];
  const media = new Api.InputMediaUploadedDocument({
    ...(await uploadDocument(bench, Buffer.from('x'))),
    attributes,
  });
  await expect(send(bench, media)).rejects.toThrow('VOICE_MESSAGES_FORBIDDEN');
});

it.each<[string, object, string]>([
  ['an empty part', { filePart: 0, bytes: Buffer.alloc(0) }, 'FILE_PART_EMPTY'],
  ['too large a part', { filePart: 0, bytes: Buffer.alloc(513 * 1024) }, 'FILE_PART_TOO_BIG'],
  ['a negative part', { filePart: -1, bytes: Buffer.alloc(9) }, 'FILE_PART_INVALID'],
  ['a part beyond all', { filePart: 4000, bytes: Buffer.alloc(9) }, 'FILE_PART_INVALID'],
  ['too many parts', { filePart: 0, fileTotalParts: 4001, bytes: Buffer.alloc(1024) }, 'FILE_PARTS_INVALID'],
  [
    'a crooked part',
    { filePart: 0, fileTotalParts: 3, bytes: Buffer.alloc(3 * 1024) },
    'FILE_PART_SIZE_INVALID',
  ],
])('GIVEN %s THEN saving it is refused', async (_, part, error) => {
  const fields = { fileId: toLong(7), filePart: 0, fileTotalParts: 0, bytes: Buffer.alloc(0), ...part };
  const request =
    'fileTotalParts' in part ? new Api.upload.SaveBigFilePart(fields) : new Api.upload.SaveFilePart(fields);
  await expect(bench.client.invoke(request)).rejects.toThrow(error);
});

it('GIVEN a wrong checksum, a missing part, or a limit on parts THEN sending is refused', async () => {
  const media = await uploadDocument(bench, randomBytes(200 * 1024));
  const { file } = media;
  if (!(file instanceof Api.InputFile)) throw new Error('not a small file');
  const md5 = createHash('md5').update('other').digest('hex');
  const sendAs = (changed: Partial<Api.InputFile>): Promise<unknown> =>
    send(
      bench,
      new Api.InputMediaUploadedDocument({ ...media, file: new Api.InputFile({ ...file, ...changed }) }),
    );
  await expect(sendAs({ md5Checksum: md5 })).rejects.toThrow('MD5_CHECKSUM_INVALID');
  await expect(sendAs({ parts: file.parts + 1 })).rejects.toThrow(`FILE_PART_${file.parts}_MISSING`);
  await expect(sendAs({ parts: 0 })).rejects.toThrow('FILE_PARTS_INVALID');
  bench.telegram.settings.uploadMaxFileParts = file.parts - 1;
  await expect(sendAs({})).rejects.toThrow('FILE_PARTS_INVALID');
  bench.telegram.settings.uploadMaxFileParts = file.parts;
  await sendAs({});
});

it('GIVEN a repeated random_id THEN a file is sent once', async () => {
  await send(bench, await uploadDocument(bench, Buffer.from('once')), { randomId: 7 });
  const again = await uploadDocument(bench, Buffer.from('once'));
  expect(await send(bench, again, { randomId: 7 })).toMatchObject({ updates: [{ id: 1 }, { pts: 2 }] });
  bench.telegram.settings.repeatedRandomId = 'refuse';
  await expect(send(bench, again, { randomId: 7 })).rejects.toThrow('RANDOM_ID_DUPLICATE');
  expect(bench.agent.seesChatWith(bench.account)).toHaveLength(1);
});

it('GIVEN a caption of more than 1,024 characters THEN it is refused', async () => {
  const media = await uploadDocument(bench, Buffer.from('x'));
  await expect(send(bench, media, { message: 'x'.repeat(1025) })).rejects.toThrow('MEDIA_CAPTION_TOO_LONG');
  await send(bench, media, { message: 'x'.repeat(1024) });
});
