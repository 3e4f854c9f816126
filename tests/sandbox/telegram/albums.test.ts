import { randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import { expect, it } from 'vitest';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { film } from '../../relay/carried/film.js';
import { useBench } from './bench.js';
import { createPng, upload, uploadDocument } from './file-transfer.js';

const bench = useBench();

/** Registers a file with messages.uploadMedia, as an album asks for. */
async function register(media: Api.TypeInputMedia): Promise<Api.TypeInputMedia> {
  const { client, peer } = bench;
  const done = await client.invoke(new Api.messages.UploadMedia({ peer, media }));
  if (done instanceof Api.MessageMediaPhoto && done.photo instanceof Api.Photo) {
    return new Api.InputMediaPhoto({ id: new Api.InputPhoto({ ...done.photo }) });
  }
  if (done instanceof Api.MessageMediaDocument && done.document instanceof Api.Document) {
    return new Api.InputMediaDocument({ id: new Api.InputDocument({ ...done.document }) });
  }
  throw new Error(`registered as ${done.className}`);
}

const createPhoto = async (): Promise<Api.TypeInputMedia> =>
  register(new Api.InputMediaUploadedPhoto({ file: await upload(bench, createPng(90, 60), 'p.png') }));

async function createFile(...attributes: Api.TypeDocumentAttribute[]): Promise<Api.TypeInputMedia> {
  const media = await uploadDocument(bench, randomBytes(50));
  return register(new Api.InputMediaUploadedDocument({ ...media, attributes }));
}

async function createSilent(nosoundVideo: boolean): Promise<Api.TypeInputMedia> {
  const media = await uploadDocument(bench, film('vide'));
  return register(new Api.InputMediaUploadedDocument({ ...media, attributes: [video()], nosoundVideo }));
}

const video = (): Api.DocumentAttributeVideo => new Api.DocumentAttributeVideo({ duration: 1, w: 9, h: 9 });

function sendAlbum(
  album: readonly Api.TypeInputMedia[],
  options: { first?: number; caption?: string } = {},
): Promise<Api.TypeUpdates> {
  const { client, peer } = bench;
  const multiMedia = album.map(
    (media, index) =>
      new Api.InputSingleMedia({
        media,
        randomId: toLong((options.first ?? 100) + index),
        message: index === 0 ? (options.caption ?? '') : '',
      }),
  );
  return client.invoke(new Api.messages.SendMultiMedia({ peer, multiMedia }));
}

it('GIVEN photos and a video THEN they arrive as one album with its caption, in order', async () => {
  const sent = await sendAlbum([await createPhoto(), await createFile(video())], { caption: 'Both' });
  expect(sent).toMatchObject({
    updates: [{ id: 1 }, { id: 2 }, { pts: 2, message: { message: 'Both' } }, { pts: 3 }],
  });
  const [first, second] = bench.agent.seesChatWith(bench.account);
  expect([first?.media?.kind, second?.media?.kind, first?.text, second?.text]).toEqual([
    'photo',
    'video',
    'Both',
    '',
  ]);
  expect(first?.groupedId).toBeDefined();
  expect(second?.groupedId).toBe(first?.groupedId);
  expect(bench.telegram.countCalls({ method: 'messages.SendMultiMedia' })).toBe(1);
});

it('GIVEN the random_ids of an album again THEN nothing is sent twice', async () => {
  const album = [await createPhoto(), await createPhoto()];
  await sendAlbum(album);
  expect(await sendAlbum(album)).toMatchObject({ updates: [{ id: 1 }, { id: 2 }, { pts: 2 }, { pts: 3 }] });
  await expect(sendAlbum(album, { first: 101 })).rejects.toThrow('RANDOM_ID_DUPLICATE');
  bench.telegram.settings.repeatedRandomId = 'refuse';
  await expect(sendAlbum(album)).rejects.toThrow('RANDOM_ID_DUPLICATE');
  expect(bench.agent.seesChatWith(bench.account)).toHaveLength(2);
});

it('GIVEN what makes no album THEN it is refused and nothing of it is sent', async () => {
  const photo = await createPhoto();
  const file = await createFile();
  const audio = await createFile(new Api.DocumentAttributeAudio({ duration: 1 }));
  const voice = await createFile(new Api.DocumentAttributeAudio({ voice: true, duration: 1 }));
  const gif = await createFile(video(), new Api.DocumentAttributeAnimated());
  const uploaded = await uploadDocument(bench, randomBytes(9));
  const refused: [Api.TypeInputMedia[], string][] = [
    [Array.from({ length: 11 }, () => photo), 'MULTI_MEDIA_TOO_LONG'],
    [[photo], 'MEDIA_INVALID'],
    [[], 'MEDIA_EMPTY'],
    [[photo, file], 'MEDIA_INVALID'],
    [[file, audio], 'MEDIA_INVALID'],
    [[voice, voice], 'MEDIA_INVALID'],
    [[photo, gif], 'MEDIA_INVALID'],
    [[photo, await createSilent(false)], 'MEDIA_INVALID'],
    [[file, uploaded], 'MEDIA_INVALID'],
  ];
  for (const [album, error] of refused) {
    await expect(sendAlbum(album)).rejects.toThrow(error);
  }
  const caption = 'x'.repeat(1025);
  await expect(sendAlbum([photo, photo], { caption })).rejects.toThrow('MEDIA_CAPTION_TOO_LONG');
  expect(bench.agent.seesChatWith(bench.account)).toEqual([]);
  await sendAlbum(Array.from({ length: 9 }, () => photo).concat(await createSilent(true)));
});
