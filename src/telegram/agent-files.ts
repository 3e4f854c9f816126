import { Api } from 'telegram';
import type { AgentFile, CarriedFile, SendingKeys, SentParcel } from '../relay/index.js';
import { UnreachableError } from '../sessions/index.js';
import type { AccountClient } from './account-client.js';
import { toLong } from './agent-peer.js';
import { toTelegramText } from './entities.js';
import { TelegramRefusedError } from './errors.js';
import { inputMediaOf, isPhoto } from './media/input-media.js';
import { uploadFile } from './media/upload.js';
import { readSent, replyRefusals, replyTo } from './sent-answer.js';

/** Telegram can't make a photo of it: it goes as a document (core.telegram.org/method/messages.sendMedia). */
const photoRefusals = [
  'PHOTO_INVALID_DIMENSIONS',
  'PHOTO_SAVE_FILE_INVALID',
  'PHOTO_EXT_INVALID',
  'PHOTO_INVALID',
  'IMAGE_PROCESS_FAILED',
];

/** Sends one file, or an album, once for its random ids. Uploading again after a failure is harmless: nothing is seen before the message. */
export async function sendFiles(
  client: AccountClient,
  peer: Api.InputPeerUser,
  files: readonly AgentFile[],
  keys: SendingKeys,
): Promise<SentParcel> {
  const [first, ...others] = files;
  if (first === undefined) return { kind: 'sent', ids: new Map() };
  try {
    return others.length === 0
      ? await sendOne(client, peer, first, keys)
      : await sendAlbum(client, peer, files, keys);
  } catch (error) {
    if (!(error instanceof TelegramRefusedError)) throw error;
    if (error.reason === 'RANDOM_ID_DUPLICATE') return { kind: 'duplicate' };
    if (replyRefusals.includes(error.reason)) return { kind: 'reply_gone' };
    throw error;
  }
}

async function sendOne(
  client: AccountClient,
  peer: Api.InputPeerUser,
  { file, part, caption }: AgentFile,
  keys: SendingKeys,
): Promise<SentParcel> {
  const randomId = keys.randomIdOf(part);
  const key = uploadKey(keys, part, file);
  const send = async (asDocument: boolean) => {
    const handle = await client.uploads.once(key, () => uploadFile(client, file));
    const request = new Api.messages.SendMedia({
      ...toTelegramText(caption),
      ...replyTo(keys),
      peer,
      media: inputMediaOf(file, handle, asDocument),
      randomId: toLong(randomId),
    });
    const expected = ['RANDOM_ID_DUPLICATE', ...replyRefusals, ...photoRefusals];
    return client.takeTurn(() => client.invoke(request, expected));
  };
  const answer = await withUploads(
    () => asPhotoOrDocument(send),
    () => client.uploads.forget(key),
  );
  return readSent(answer, [part], keys);
}

/**
 * Items of an album are uploaded for the chat first: messages.sendMultiMedia takes no fresh uploads, nor documents among photos (MEDIA_INVALID). Where
 * Telegram can't make a photo of one picture, the whole album goes as documents.
 */
async function sendAlbum(
  client: AccountClient,
  peer: Api.InputPeerUser,
  files: readonly AgentFile[],
  keys: SendingKeys,
): Promise<SentParcel> {
  const parts = files.map(({ part }) => part);
  const send = async (asDocuments: boolean) => {
    const multiMedia: Api.InputSingleMedia[] = [];
    for (const item of files) {
      const media = await albumItem(client, peer, item, keys, asDocuments);
      if (!asDocuments && isPhoto(item.file) && media instanceof Api.InputMediaDocument) return null;
      const randomId = toLong(keys.randomIdOf(item.part));
      multiMedia.push(new Api.InputSingleMedia({ ...toTelegramText(item.caption), media, randomId }));
    }
    const request = new Api.messages.SendMultiMedia({ ...replyTo(keys), peer, multiMedia });
    return client.takeTurn(() => client.invoke(request, ['RANDOM_ID_DUPLICATE', ...replyRefusals]));
  };
  const forget = (): void => {
    for (const { file, part } of files)
      for (const how of forms) client.albumItems.forget(uploadKey(keys, part, file, how));
  };
  const answer = await withUploads(async () => (await send(false)) ?? (await send(true)), forget);
  if (answer === null) throw new Error('Telegram made photos of documents');
  return readSent(answer, parts, keys);
}

function albumItem(
  client: AccountClient,
  peer: Api.InputPeerUser,
  { file, part }: AgentFile,
  keys: SendingKeys,
  asDocuments: boolean,
): Promise<Api.TypeInputMedia> {
  return client.albumItems.once(uploadKey(keys, part, file, asDocuments ? 'document' : 'shown'), async () => {
    const handle = await uploadFile(client, file);
    const uploaded = await asPhotoOrDocument((asDocument) =>
      client.invoke(
        new Api.messages.UploadMedia({ peer, media: inputMediaOf(file, handle, asDocument || asDocuments) }),
        photoRefusals,
      ),
    );
    const media = storedMedia(uploaded, file.isSpoiler);
    if (media === null) throw new Error(`Telegram kept ${uploaded.className} of an upload`);
    return media;
  });
}

/** How an item of an album can be kept: as what it is shown as, or as a document. */
const forms = ['shown', 'document'] as const;

/** The file is named, too: an edit of its message may put another one in its place. */
function uploadKey(
  keys: SendingKeys,
  part: number,
  { id }: CarriedFile,
  form: (typeof forms)[number] = 'shown',
): string {
  return `${keys.randomIdOf(part)}:${id}:${form}`;
}

/** Sends what was uploaded. Uploads are kept only while it is open whether they are needed once more; those that Telegram no longer has are made anew. */
async function withUploads<T>(send: () => Promise<T>, forget: () => void): Promise<T> {
  try {
    const answer = await send();
    forget();
    return answer;
  } catch (error) {
    if (error instanceof UnreachableError) throw error;
    forget();
    if (!(error instanceof TelegramRefusedError) || !isUploadGone(error.reason)) throw error;
    return send().finally(forget);
  }
}

/** FILE_PART_X_MISSING; FILE_REFERENCE_EXPIRED and its kin for items of albums. */
function isUploadGone(reason: string): boolean {
  return /^(?:FILE_PART_\d+_MISSING|FILE_REFERENCE_\w+)$/u.test(reason);
}

async function asPhotoOrDocument<T>(send: (asDocument: boolean) => Promise<T>): Promise<T> {
  try {
    return await send(false);
  } catch (error) {
    if (error instanceof TelegramRefusedError && photoRefusals.includes(error.reason)) return send(true);
    throw error;
  }
}

function storedMedia(media: Api.TypeMessageMedia, spoiler: boolean): Api.TypeInputMedia | null {
  if (media instanceof Api.MessageMediaPhoto && media.photo instanceof Api.Photo) {
    const { id, accessHash, fileReference } = media.photo;
    return new Api.InputMediaPhoto({ id: new Api.InputPhoto({ id, accessHash, fileReference }), spoiler });
  }
  if (media instanceof Api.MessageMediaDocument && media.document instanceof Api.Document) {
    const { id, accessHash, fileReference } = media.document;
    return new Api.InputMediaDocument({
      id: new Api.InputDocument({ id, accessHash, fileReference }),
      spoiler,
    });
  }
  return null;
}
