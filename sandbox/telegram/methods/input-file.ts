import { createHash } from 'node:crypto';
import { Api } from 'telegram';
import type { FileContent } from '../world/files/file-content.js';
import { readImageSize } from '../world/files/image-size.js';
import type { StoredDocument, StoredPhoto, Thumbnail } from '../world/files/stored-file.js';
import { isSilentMp4 } from '../world/files/video-sound.js';
import { Refusal } from '../world/refusal.js';
import { type MethodCall, NotImplemented } from './method.js';

/** A file that was uploaded in parts and is now put together. */
interface UploadedFile {
  readonly name: string;
  readonly content: FileContent;
}

const LARGEST_PHOTO = 10 * 1024 * 1024;
const LARGEST_THUMBNAIL = 200 * 1024;

/** Puts an InputFile together. Throws FILE_PARTS_INVALID, FILE_PART_X_MISSING, MD5_CHECKSUM_INVALID. */
export function readInputFile(input: Api.TypeInputFile, call: MethodCall): UploadedFile {
  if (!(input instanceof Api.InputFile || input instanceof Api.InputFileBig)) {
    throw new NotImplemented(input.className);
  }
  const isBig = input instanceof Api.InputFileBig;
  const file = { ownerId: call.actorId, fileId: String(input.id), parts: input.parts, isBig };
  const content = call.world.uploads.assemble(file, call.settings.uploadMaxFileParts);
  if (!isBig && input.md5Checksum !== '') {
    const sum = createHash('md5').update(content.toBuffer()).digest('hex');
    if (sum !== input.md5Checksum.toLowerCase()) {
      throw new Refusal(400, 'MD5_CHECKSUM_INVALID');
    }
  }
  return { name: input.name, content };
}

/** inputMediaUploadedPhoto; the limits are those of the Bot API's sendPhoto. */
export function readUploadedPhoto({ name, content }: UploadedFile, call: MethodCall): StoredPhoto {
  if (!/\.(?:jpe?g|png|webp|gif|bmp|tiff?)$/i.test(name)) {
    throw new Refusal(400, 'PHOTO_EXT_INVALID');
  }
  const size = content.size > LARGEST_PHOTO ? undefined : readImageSize(content.toBuffer());
  if (size === undefined) {
    throw new Refusal(400, 'IMAGE_PROCESS_FAILED');
  }
  const { width, height } = size;
  if (width + height > 10_000 || Math.max(width / height, height / width) > 20) {
    throw new Refusal(400, 'PHOTO_INVALID_DIMENSIONS');
  }
  return call.world.files.addPhoto({ content, width, height });
}

/** inputMediaUploadedDocument: with force_file only the name is left of what the file is. */
export function readUploadedDocument(
  input: Api.InputMediaUploadedDocument,
  call: MethodCall,
): StoredDocument {
  const { content } = readInputFile(input.file, call);
  const { mimeType, forceFile } = input;
  const attributes = forceFile ? input.attributes.filter(isName) : describeSound(input, content);
  const thumbnail = input.thumb ? readThumbnail(input.thumb, call) : undefined;
  return call.world.files.addDocument({ content, mimeType, attributes, thumbnail });
}

function isName(attribute: Api.TypeDocumentAttribute): boolean {
  return (
    attribute instanceof Api.DocumentAttributeFilename || attribute instanceof Api.DocumentAttributeImageSize
  );
}

/** A video without sound is made a GIF, unless nosound_video asks for a video. */
function describeSound(
  { attributes, nosoundVideo }: Api.InputMediaUploadedDocument,
  content: FileContent,
): Api.TypeDocumentAttribute[] {
  const video = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeVideo);
  if (video === undefined || video.roundMessage || !isSilentMp4(content)) {
    return attributes;
  }
  Object.assign(video, { nosound: true });
  return nosoundVideo ? attributes : [...attributes, new Api.DocumentAttributeAnimated()];
}

/** A JPEG of up to 200 KB and 320 pixels (Bot API: `thumbnail`); anything else is left out. */
function readThumbnail(input: Api.TypeInputFile, call: MethodCall): Thumbnail | undefined {
  const { content } = readInputFile(input, call);
  const size = content.size > LARGEST_THUMBNAIL ? undefined : readImageSize(content.toBuffer());
  return size === undefined || Math.max(size.width, size.height) > 320 ? undefined : { content, ...size };
}
