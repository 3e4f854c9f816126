import { Api } from 'telegram';
import { fromLong } from '../tl/long.js';
import type { StoredDocument, StoredFile, StoredPhoto } from '../world/files/stored-file.js';
import { Refusal } from '../world/refusal.js';
import type { MethodCall } from './method.js';

/** How the caller names a file that Telegram has ("File references"). */
interface FileName {
  readonly id: Api.InputDocument['id'];
  readonly accessHash: Api.InputDocument['accessHash'];
  readonly fileReference: Buffer;
}

/** The file that an InputPhoto or InputDocument names. Throws MEDIA_EMPTY, FILE_REFERENCE_*. */
export function findStoredFile(
  input: Api.TypeInputPhoto | Api.TypeInputDocument,
  kind: 'photo',
  call: MethodCall,
): StoredPhoto;
export function findStoredFile(
  input: Api.TypeInputPhoto | Api.TypeInputDocument,
  kind: 'document',
  call: MethodCall,
): StoredDocument;
export function findStoredFile(
  input: Api.TypeInputPhoto | Api.TypeInputDocument,
  kind: StoredFile['kind'],
  call: MethodCall,
): StoredFile {
  if (input instanceof Api.InputPhotoEmpty || input instanceof Api.InputDocumentEmpty) {
    throw new Refusal(400, 'MEDIA_EMPTY');
  }
  const file = findNamedFile(input, call);
  if (file?.kind !== kind) {
    throw new Refusal(400, 'MEDIA_EMPTY');
  }
  return file;
}

/** The file of this id if the caller may have it. Throws FILE_REFERENCE_*. */
export function findNamedFile(
  { id, accessHash, fileReference }: FileName,
  { world, actorId }: MethodCall,
): StoredFile | undefined {
  const file = world.files.find(String(id));
  if (file === undefined || fromLong(accessHash) !== world.fileAccessHash(actorId, file.id)) {
    return undefined;
  }
  world.files.checkReference(fileReference, actorId, file.id);
  return file;
}
