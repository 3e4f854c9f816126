import { Api } from 'telegram';
import type { CarriedFile } from '../../relay/index.js';
import { packWaveform } from './waveform.js';

/** Telegram makes photos of pictures up to this size (core.telegram.org/api/files). */
const photoBytes = 10 * 1024 * 1024;

const photoTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Whether Telegram would show the file as a photo; other pictures go as documents. Discord's stickers have no size, and are small. */
export function isPhoto({ kind, mimeType, size }: CarriedFile): boolean {
  if (!photoTypes.has(mimeType)) return false;
  return kind === 'sticker' || (kind === 'photo' && size !== null && size <= photoBytes);
}

/** An uploaded file as Telegram is to show it. `asDocument`: Telegram refused it as a photo. */
export function inputMediaOf(
  file: CarriedFile,
  handle: Api.TypeInputFile,
  asDocument: boolean,
): Api.InputMediaUploadedPhoto | Api.InputMediaUploadedDocument {
  if (!asDocument && isPhoto(file))
    return new Api.InputMediaUploadedPhoto({ file: handle, spoiler: file.isSpoiler });
  return new Api.InputMediaUploadedDocument({
    file: handle,
    mimeType: file.mimeType,
    attributes: asDocument
      ? [new Api.DocumentAttributeFilename({ fileName: file.name })]
      : attributesOf(file),
    spoiler: file.isSpoiler,
    // Else Telegram makes a GIF of a video without sound, which no album takes (core.telegram.org/constructor/inputMediaUploadedDocument).
    nosoundVideo: file.kind === 'video',
    // What is a document to its sender stays one, even where Telegram could play it.
    forceFile: asDocument || file.kind === 'document' || file.kind === 'photo',
  });
}

function attributesOf(file: CarriedFile): Api.TypeDocumentAttribute[] {
  const name = new Api.DocumentAttributeFilename({ fileName: file.name });
  const duration = Math.round(file.durationSeconds ?? 0);
  const frame = { w: file.width ?? 0, h: file.height ?? 0, duration };
  switch (file.kind) {
    case 'video':
      return [new Api.DocumentAttributeVideo({ ...frame, supportsStreaming: true }), name];
    case 'video_note':
      return [new Api.DocumentAttributeVideo({ ...frame, roundMessage: true }), name];
    case 'animation':
      return [new Api.DocumentAttributeAnimated(), name];
    case 'audio':
      return [new Api.DocumentAttributeAudio({ duration }), name];
    case 'voice': {
      const waveform = file.waveform === undefined ? undefined : Buffer.from(packWaveform(file.waveform));
      const shape = waveform === undefined ? {} : { waveform };
      return [new Api.DocumentAttributeAudio({ voice: true, duration, ...shape })];
    }
    case 'photo':
    case 'sticker':
    case 'document':
      return [name];
  }
}
