import { Api } from 'telegram';
import type { Bench } from './bench.js';

async function readMedia({ client }: Bench, messageId: number): Promise<Api.TypeMessageMedia | undefined> {
  const id = [new Api.InputMessageID({ id: messageId })];
  const answer = await client.invoke(new Api.messages.GetMessages({ id }));
  const [message] = 'messages' in answer ? answer.messages : [];
  return message instanceof Api.Message ? message.media : undefined;
}

/** The document of a message, read afresh, and where to download it. */
export async function readDocument(
  bench: Bench,
  messageId: number,
): Promise<{ document: Api.Document; location: Api.InputDocumentFileLocation }> {
  const media = await readMedia(bench, messageId);
  const document = media instanceof Api.MessageMediaDocument ? media.document : undefined;
  if (!(document instanceof Api.Document)) throw new Error('no document');
  const { id, accessHash, fileReference } = document;
  const name = { id, accessHash, fileReference, thumbSize: '' };
  return { document, location: new Api.InputDocumentFileLocation(name) };
}

/** The photo of a message, read afresh, and where to download its largest size. */
export async function readPhoto(
  bench: Bench,
  messageId: number,
): Promise<{ photo: Api.Photo; location: Api.InputPhotoFileLocation }> {
  const media = await readMedia(bench, messageId);
  const photo = media instanceof Api.MessageMediaPhoto ? media.photo : undefined;
  if (!(photo instanceof Api.Photo)) throw new Error('no photo');
  const { id, accessHash, fileReference } = photo;
  const largest = photo.sizes.find((size) => size instanceof Api.PhotoSizeProgressive);
  const name = { id, accessHash, fileReference, thumbSize: largest?.type ?? '' };
  return { photo, location: new Api.InputPhotoFileLocation(name) };
}
