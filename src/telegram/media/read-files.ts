import { Api } from 'telegram';
import type { CarriedFile, FileKind } from '../../relay/index.js';
import type { OpenFile, StoredFile } from './file-source.js';
import { unpackWaveform } from './waveform.js';

/** What a message shows as a file; none when its media is something to be put in words. */
export function readFiles(message: Api.Message, open: OpenFile): readonly CarriedFile[] {
  const { media, id: messageId } = message;
  if (media instanceof Api.MessageMediaPhoto && media.photo instanceof Api.Photo)
    return [readPhoto(media.photo, messageId, media.spoiler === true, open)];
  if (media instanceof Api.MessageMediaDocument && media.document instanceof Api.Document)
    return [readDocument(media.document, messageId, media.spoiler === true, open)].flatMap(
      (file) => file ?? [],
    );
  return [];
}

/** The emoji that a sticker stands for; null for everything else. */
export function stickerEmoji({ media }: Api.Message): string | null {
  if (!(media instanceof Api.MessageMediaDocument) || !(media.document instanceof Api.Document)) return null;
  const sticker = find(media.document, Api.DocumentAttributeSticker);
  return sticker === undefined ? null : sticker.alt;
}

function readPhoto(photo: Api.Photo, messageId: number, isSpoiler: boolean, open: OpenFile): CarriedFile {
  const largest = largestSize(photo.sizes);
  const stored = { media: photo, thumbSize: largest?.type ?? 'x', messageId };
  return {
    id: String(photo.id),
    kind: 'photo',
    name: `photo_${messageId}.jpg`,
    mimeType: 'image/jpeg',
    size: largest?.size ?? null,
    isSpoiler,
    ...(largest === null ? {} : { width: largest.w, height: largest.h }),
    open: () => open(stored),
  };
}

function readDocument(
  document: Api.Document,
  messageId: number,
  isSpoiler: boolean,
  open: OpenFile,
): CarriedFile | null {
  const kind = kindOf(document);
  // What Lottie draws Discord can't show: its still is shown in its place.
  if (document.mimeType === 'application/x-tgsticker') return readStill(document, messageId, open);
  const stored: StoredFile = { media: document, thumbSize: '', messageId };
  const video = find(document, Api.DocumentAttributeVideo);
  const picture = find(document, Api.DocumentAttributeImageSize);
  const audio = find(document, Api.DocumentAttributeAudio);
  const frame = video ?? picture;
  return {
    id: String(document.id),
    kind,
    name: nameOf(document, kind, messageId),
    mimeType: document.mimeType,
    size: Number(document.size),
    isSpoiler,
    ...(frame === undefined ? {} : { width: frame.w, height: frame.h }),
    ...(video === undefined && audio === undefined
      ? {}
      : { durationSeconds: video?.duration ?? audio?.duration ?? 0 }),
    ...(audio?.waveform ? { waveform: unpackWaveform(audio.waveform) } : {}),
    open: () => open(stored),
  };
}

function readStill(document: Api.Document, messageId: number, open: OpenFile): CarriedFile | null {
  const still = largestSize(document.thumbs ?? []);
  if (still === null) return null;
  return {
    id: String(document.id),
    kind: 'sticker',
    name: `sticker_${messageId}.webp`,
    mimeType: 'image/webp',
    size: still.size,
    isSpoiler: false,
    width: still.w,
    height: still.h,
    open: () => open({ media: document, thumbSize: still.type, messageId }),
  };
}

function kindOf(document: Api.Document): FileKind {
  if (find(document, Api.DocumentAttributeSticker)) return 'sticker';
  if (find(document, Api.DocumentAttributeAnimated)) return 'animation';
  const audio = find(document, Api.DocumentAttributeAudio);
  if (audio !== undefined) return audio.voice ? 'voice' : 'audio';
  const video = find(document, Api.DocumentAttributeVideo);
  if (video !== undefined) return video.roundMessage ? 'video_note' : 'video';
  return 'document';
}

const extensions: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
};

/** The name that it was sent with, without folders, or one that says what it is. */
function nameOf(document: Api.Document, kind: FileKind, messageId: number): string {
  const extension = extensions[document.mimeType];
  const given = find(document, Api.DocumentAttributeFilename)?.fileName.split(/[/\\]/).at(-1)?.trim();
  if (given && kind !== 'sticker') return given;
  const audio = find(document, Api.DocumentAttributeAudio);
  const title = [audio?.performer, audio?.title].filter((word) => word).join(' - ');
  const stem = title === '' ? `${kind}_${messageId}` : title.replace(/[/\\]/g, ' ');
  return extension === undefined ? stem : `${stem}.${extension}`;
}

function find<T extends Api.TypeDocumentAttribute>(
  { attributes }: Api.Document,
  kind: new (...args: never[]) => T,
): T | undefined {
  return attributes.find((attribute): attribute is T => attribute instanceof kind);
}

interface Size {
  readonly type: string;
  readonly w: number;
  readonly h: number;
  readonly size: number;
}

function largestSize(sizes: readonly Api.TypePhotoSize[]): Size | null {
  const known = sizes.flatMap((each): Size[] => {
    if (each instanceof Api.PhotoSize) return [each];
    if (each instanceof Api.PhotoSizeProgressive) return [{ ...pick(each), size: Math.max(...each.sizes) }];
    return [];
  });
  return known.toSorted((a, b) => b.w * b.h - a.w * a.h)[0] ?? null;
}

function pick({ type, w, h }: { type: string; w: number; h: number }) {
  return { type, w, h };
}
