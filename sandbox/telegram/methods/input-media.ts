import { Api } from 'telegram';
import type { Media } from '../world/media.js';
import { Refusal } from '../world/refusal.js';
import { readInputFile, readUploadedDocument, readUploadedPhoto } from './input-file.js';
import { readInputPlain } from './input-plain.js';
import { type MethodCall, NotImplemented } from './method.js';
import { findStoredFile } from './stored-files.js';

/** What an InputMedia means: a file that was just uploaded, one that Telegram has, a place, a poll … */
export function readInputMedia(input: Api.TypeInputMedia, call: MethodCall): Media {
  if (input instanceof Api.InputMediaEmpty) {
    throw new Refusal(400, 'MEDIA_EMPTY');
  }
  if (hasTtl(input)) {
    throw new NotImplemented(`${input.className} with ttl_seconds`);
  }
  if (input instanceof Api.InputMediaUploadedPhoto) {
    const photo = readUploadedPhoto(readInputFile(input.file, call), call);
    return { kind: 'photo', photo, isSpoiler: input.spoiler ?? false };
  }
  if (input instanceof Api.InputMediaUploadedDocument) {
    return {
      kind: 'document',
      document: readUploadedDocument(input, call),
      isSpoiler: input.spoiler ?? false,
    };
  }
  if (input instanceof Api.InputMediaPhoto) {
    const photo = findStoredFile(input.id, 'photo', call);
    return { kind: 'photo', photo, isSpoiler: input.spoiler ?? false };
  }
  if (input instanceof Api.InputMediaDocument) {
    const document = findStoredFile(input.id, 'document', call);
    return { kind: 'document', document, isSpoiler: input.spoiler ?? false };
  }
  return { kind: 'plain', media: readInputPlain(input, call) };
}

function hasTtl(input: Api.TypeInputMedia): boolean {
  return 'ttlSeconds' in input && typeof input.ttlSeconds === 'number' && input.ttlSeconds > 0;
}
