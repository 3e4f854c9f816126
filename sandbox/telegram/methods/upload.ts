import { Api } from 'telegram';
import { nameSize } from '../tl/render-media.js';
import type { FileContent } from '../world/files/file-content.js';
import type { StoredFile } from '../world/files/stored-file.js';
import { Refusal } from '../world/refusal.js';
import { defineMethod, type Method, type MethodCall, NotImplemented } from './method.js';
import { findNamedFile } from './stored-files.js';

const KB = 1024;
const MB = 1024 * KB;

/** upload.*: files in parts, up and down. No CDN. */
export const UPLOAD_METHODS: readonly Method[] = [
  defineMethod(Api.upload.SaveFilePart, ({ fileId, filePart, bytes }, call) => {
    savePart({ fileId: String(fileId), index: filePart, bytes, total: undefined }, call);
    return true;
  }),

  defineMethod(Api.upload.SaveBigFilePart, ({ fileId, filePart, fileTotalParts, bytes }, call) => {
    savePart({ fileId: String(fileId), index: filePart, bytes, total: fileTotalParts }, call);
    return true;
  }),

  defineMethod(Api.upload.GetFile, (request, call) => {
    const { location, limit } = request;
    const offset = Number(request.offset);
    checkRange(offset, limit, request.precise ?? false);
    const { content, file } = findContent(location, call);
    return new Api.upload.File({
      type: typeOf(file),
      mtime: file.date,
      bytes: content.slice(offset, limit),
    });
  }),
];

function savePart(
  part: { fileId: string; index: number; bytes: Buffer; total: number | undefined },
  { world, actorId, settings }: MethodCall,
): void {
  world.uploads.save({ ownerId: actorId, ...part }, settings.uploadMaxFileParts);
}

/** "Downloading files": what offset and limit may be, strict, or `precise`. */
function checkRange(offset: number, limit: number, isPrecise: boolean): void {
  const step = isPrecise ? KB : 4 * KB;
  if (offset < 0 || offset % step !== 0) {
    throw new Refusal(400, 'OFFSET_INVALID');
  }
  const isRound = limit > 0 && limit % step === 0 && limit <= MB && (isPrecise || MB % limit === 0);
  if (!isRound || Math.floor(offset / MB) !== Math.floor((offset + limit - 1) / MB)) {
    throw new Refusal(400, 'LIMIT_INVALID');
  }
}

/** The file that a location means, or a thumbnail of it. Throws LOCATION_INVALID, FILE_REFERENCE_*, FILE_MIGRATE_X. */
function findContent(
  location: Api.TypeInputFileLocation,
  call: MethodCall,
): { content: FileContent; file: StoredFile } {
  const isKnown =
    location instanceof Api.InputDocumentFileLocation || location instanceof Api.InputPhotoFileLocation;
  if (!isKnown) {
    throw new NotImplemented(`upload.GetFile of ${location.className}`);
  }
  const file = findNamedFile(location, call);
  const wanted = location instanceof Api.InputPhotoFileLocation ? 'photo' : 'document';
  const content = file?.kind === wanted ? contentOf(file, location.thumbSize) : undefined;
  if (file === undefined || content === undefined) {
    throw new Refusal(400, 'LOCATION_INVALID');
  }
  const dcId = call.world.files.dcOf(file);
  if (dcId !== call.dcId) {
    throw new Refusal(303, `FILE_MIGRATE_${dcId}`);
  }
  return { content, file };
}

function contentOf(file: StoredFile, size: string): FileContent | undefined {
  if (file.kind === 'photo') {
    return size === nameSize(file) ? file.content : undefined;
  }
  return size === '' ? file.content : size === 'm' ? file.thumbnail?.content : undefined;
}

function typeOf(file: StoredFile): Api.storage.TypeFileType {
  if (file.kind === 'photo') {
    return new Api.storage.FileJpeg();
  }
  switch (file.mimeType) {
    case 'video/mp4':
      return new Api.storage.FileMp4();
    case 'image/webp':
      return new Api.storage.FileWebp();
    case 'audio/mpeg':
      return new Api.storage.FileMp3();
    default:
      return new Api.storage.FilePartial();
  }
}
