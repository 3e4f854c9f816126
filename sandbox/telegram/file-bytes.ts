import { Api } from 'telegram';

/** The same request or answer without the bytes of a file, for records that outlive it. */
export function withoutFileBytes(object: unknown): unknown {
  if (object instanceof Api.upload.SaveFilePart) {
    const { fileId, filePart } = object;
    return new Api.upload.SaveFilePart({ fileId, filePart, bytes: NOTHING });
  }
  if (object instanceof Api.upload.SaveBigFilePart) {
    const { fileId, filePart, fileTotalParts } = object;
    return new Api.upload.SaveBigFilePart({ fileId, filePart, fileTotalParts, bytes: NOTHING });
  }
  if (object instanceof Api.upload.File) {
    return new Api.upload.File({ type: object.type, mtime: object.mtime, bytes: NOTHING });
  }
  return object;
}

const NOTHING = Buffer.alloc(0);
