import { Api } from 'telegram';
import type { StoredDocument, StoredPhoto, Thumbnail } from '../world/files/stored-file.js';
import type { Media } from '../world/media.js';
import type { World } from '../world/world.js';
import { toLong } from './long.js';

/** What a message carries, as this viewer gets it: with access hashes and a file reference of their own. */
export function renderMedia(world: World, viewerId: string, media: Media): Api.TypeMessageMedia {
  switch (media.kind) {
    case 'plain':
      return media.media;
    case 'photo':
      return new Api.MessageMediaPhoto({
        spoiler: media.isSpoiler,
        photo: renderPhoto(world, viewerId, media.photo),
      });
    case 'document': {
      const { document, isSpoiler } = media;
      const video = document.attributes.find((attribute) => attribute instanceof Api.DocumentAttributeVideo);
      const audio = document.attributes.find((attribute) => attribute instanceof Api.DocumentAttributeAudio);
      return new Api.MessageMediaDocument({
        spoiler: isSpoiler,
        video: video !== undefined,
        round: video?.roundMessage === true,
        voice: audio?.voice === true,
        document: renderDocument(world, viewerId, document),
      });
    }
  }
}

function renderPhoto(world: World, viewerId: string, photo: StoredPhoto): Api.Photo {
  const { width, height, content } = photo;
  return new Api.Photo({
    id: toLong(photo.id),
    accessHash: toLong(world.fileAccessHash(viewerId, photo.id)),
    fileReference: world.files.refer(viewerId, photo.id),
    date: photo.date,
    sizes: [
      new Api.PhotoStrippedSize({ type: 'i', bytes: STRIPPED }),
      new Api.PhotoSizeProgressive({
        type: nameSize(photo),
        w: width,
        h: height,
        sizes: [Math.ceil(content.size / 4), Math.ceil(content.size / 2), content.size],
      }),
    ],
    dcId: world.files.dcOf(photo),
  });
}

function renderDocument(world: World, viewerId: string, document: StoredDocument): Api.Document {
  return new Api.Document({
    id: toLong(document.id),
    accessHash: toLong(world.fileAccessHash(viewerId, document.id)),
    fileReference: world.files.refer(viewerId, document.id),
    date: document.date,
    mimeType: document.mimeType,
    size: toLong(document.content.size),
    ...(document.thumbnail && { thumbs: [renderThumbnail(document.thumbnail)] }),
    dcId: world.files.dcOf(document),
    attributes: [...document.attributes],
  });
}

function renderThumbnail({ width, height, content }: Thumbnail): Api.PhotoSize {
  return new Api.PhotoSize({ type: 'm', w: width, h: height, size: content.size });
}

/** "Uploading and Downloading Files: Image thumbnail types": the box that the picture fits into. */
export function nameSize({ width, height }: { width: number; height: number }): string {
  const longest = Math.max(width, height);
  return longest <= 320 ? 'm' : longest <= 800 ? 'x' : longest <= 1280 ? 'y' : 'w';
}

/** A grey blur ("Stripped thumbnails": version 1, height, width, then the JPEG's payload without its header). */
const STRIPPED = Buffer.from([1, 40, 40, 0xa2, 0x8a, 0x28, 0x00]);
