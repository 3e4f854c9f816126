import { randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import { type CarriedFile, FileGoneError } from '../../relay/index.js';
import type { AccountClient } from '../account-client.js';
import { toLong } from '../agent-peer.js';

/** The largest part that Telegram takes (core.telegram.org/api/files, "Uploading files"). */
export const partBytes = 512 * 1024;

/** Telegram takes so many parts of a file (appConfig, `upload_max_fileparts_default`). */
export const partsAtMost = 4_000;

/** From this size on a file is saved with `upload.saveBigFilePart`. */
const bigBytes = 10 * 1024 * 1024;

/**
 * Sends a file's bytes to Telegram, a part at a time, and returns the handle to send it with. Throws what the file's `open` throws, and what the
 * account's calls throw; a second call begins anew.
 */
export async function uploadFile(client: AccountClient, file: CarriedFile): Promise<Api.TypeInputFile> {
  const fileId = toLong(randomBytes(8).readBigInt64LE(0));
  // The size that the source tells decides the form before the last byte is known.
  const isBig = file.size === null || file.size > bigBytes;
  let parts = 0;
  for await (const { bytes, isLast } of inParts(file.open())) {
    const fileTotalParts = isLast ? parts + 1 : file.size === null ? -1 : Math.ceil(file.size / partBytes);
    const request = isBig
      ? new Api.upload.SaveBigFilePart({ fileId, filePart: parts, fileTotalParts, bytes })
      : new Api.upload.SaveFilePart({ fileId, filePart: parts, bytes });
    await client.invokeForFile(request, null);
    parts += 1;
  }
  // "File must be non-empty" (Bot API): what should have bytes and has none is as good as gone.
  if (parts === 0) throw new FileGoneError(file.id);
  const { name } = file;
  return isBig
    ? new Api.InputFileBig({ id: fileId, parts, name })
    : new Api.InputFile({ id: fileId, parts, name, md5Checksum: '' });
}

/** The same bytes in parts of one size but for the last; of an empty file there is none. */
async function* inParts(
  pieces: AsyncIterable<Uint8Array>,
): AsyncIterable<{ bytes: Buffer; isLast: boolean }> {
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    held = Buffer.concat([held, piece]);
    while (held.length > partBytes) {
      yield { bytes: held.subarray(0, partBytes), isLast: false };
      held = held.subarray(partBytes);
    }
  }
  if (held.length > 0) yield { bytes: held, isLast: true };
}
