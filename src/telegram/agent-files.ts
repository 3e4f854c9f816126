import { Api } from 'telegram';
import type { AgentFile, SendingKeys, SentParcel } from '../relay/index.js';
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
  const handle = await uploadFile(client, file);
  const send = (asDocument: boolean) =>
    client.takeTurn(() =>
      client.invoke(
        new Api.messages.SendMedia({
          ...toTelegramText(caption),
          ...replyTo(keys),
          peer,
          media: inputMediaOf(file, handle, asDocument),
          randomId: toLong(keys.randomIdOf(part)),
        }),
        ['RANDOM_ID_DUPLICATE', ...replyRefusals, ...photoRefusals],
      ),
    );
  const answer = await asPhotoOrDocument(send);
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
  asDocuments = false,
): Promise<SentParcel> {
  const multiMedia: Api.InputSingleMedia[] = [];
  for (const { file, part, caption } of files) {
    const handle = await uploadFile(client, file);
    const uploaded = await asPhotoOrDocument((asDocument) =>
      client.invoke(
        new Api.messages.UploadMedia({ peer, media: inputMediaOf(file, handle, asDocument || asDocuments) }),
        photoRefusals,
      ),
    );
    if (!asDocuments && isPhoto(file) && uploaded instanceof Api.MessageMediaDocument)
      return sendAlbum(client, peer, files, keys, true);
    const media = storedMedia(uploaded, file.isSpoiler);
    if (media === null) throw new Error(`Telegram kept ${uploaded.className} of an upload`);
    multiMedia.push(
      new Api.InputSingleMedia({
        ...toTelegramText(caption),
        media,
        randomId: toLong(keys.randomIdOf(part)),
      }),
    );
  }
  const request = new Api.messages.SendMultiMedia({ ...replyTo(keys), peer, multiMedia });
  const answer = await client.takeTurn(() =>
    client.invoke(request, ['RANDOM_ID_DUPLICATE', ...replyRefusals]),
  );
  return readSent(
    answer,
    files.map(({ part }) => part),
    keys,
  );
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
