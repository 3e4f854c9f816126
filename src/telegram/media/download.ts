import { Api } from 'telegram';
import { FileGoneError } from '../../relay/index.js';
import type { AccountClient } from '../account-client.js';
import { toLong } from '../agent-peer.js';
import { FileMovedError, TelegramRefusedError } from '../errors.js';
import { locationOf, type StoredFile } from './file-source.js';

/** upload.getFile: a multiple of 4 KB that divides 1 MB, so that no piece crosses a boundary of 1 MB (core.telegram.org/api/files). */
const pieceBytes = 512 * 1024;

const expired = ['FILE_REFERENCE_EXPIRED', 'FILE_REFERENCE_INVALID', 'FILE_REFERENCE_EMPTY'];
const gone = ['FILE_ID_INVALID', 'LOCATION_INVALID', 'LOCATION_NOT_AVAILABLE'];

/** How often a piece is asked for anew, with a fresh reference or elsewhere, before its file counts as gone. */
const turnsAtMost = 3;

/**
 * The bytes of a stored file, a piece at a time. A reference that has expired is had anew from the message; a file that lies in another data centre than its message
 * says is read there (FILE_MIGRATE_X, core.telegram.org/api/files).
 */
export async function* downloadFile(client: AccountClient, file: StoredFile): AsyncIterable<Uint8Array> {
  let stored = file;
  let { dcId } = file.media;
  for (let offset = 0; ; offset += pieceBytes) {
    let piece = await readPiece(client, stored, dcId, offset);
    for (let turn = 1; !('bytes' in piece); turn++) {
      if (turn === turnsAtMost) throw new FileGoneError(String(file.media.id));
      if ('movedTo' in piece) dcId = piece.movedTo;
      else stored = await renewReference(client, stored);
      piece = await readPiece(client, stored, dcId, offset);
    }
    if (piece.bytes.length > 0) yield piece.bytes;
    if (piece.bytes.length < pieceBytes) return;
  }
}

type Piece = { readonly bytes: Uint8Array } | { readonly isExpired: true } | { readonly movedTo: number };

async function readPiece(
  client: AccountClient,
  file: StoredFile,
  dcId: number,
  offset: number,
): Promise<Piece> {
  const request = new Api.upload.GetFile({
    location: locationOf(file),
    offset: toOffset(offset),
    limit: pieceBytes,
  });
  try {
    const answer = await client.invokeForFile(request, dcId, [...expired, ...gone]);
    if (answer instanceof Api.upload.File) return { bytes: answer.bytes };
    throw new FileGoneError(String(file.media.id));
  } catch (error) {
    if (error instanceof FileMovedError) return { movedTo: error.dcId };
    if (!(error instanceof TelegramRefusedError)) throw error;
    if (expired.includes(error.reason)) return { isExpired: true };
    if (gone.includes(error.reason)) throw new FileGoneError(String(file.media.id));
    throw error;
  }
}

async function renewReference(client: AccountClient, file: StoredFile): Promise<StoredFile> {
  const request = new Api.messages.GetMessages({ id: [new Api.InputMessageID({ id: file.messageId })] });
  const answer = await client.invoke(request);
  const [message] = answer instanceof Api.messages.MessagesNotModified ? [] : answer.messages;
  const media = message instanceof Api.Message ? mediaOf(message) : null;
  if (media === null || String(media.id) !== String(file.media.id))
    throw new FileGoneError(String(file.media.id));
  return { ...file, media };
}

function mediaOf({ media }: Api.Message): Api.Document | Api.Photo | null {
  if (media instanceof Api.MessageMediaPhoto && media.photo instanceof Api.Photo) return media.photo;
  if (media instanceof Api.MessageMediaDocument && media.document instanceof Api.Document)
    return media.document;
  return null;
}

function toOffset(offset: number): Api.upload.GetFile['offset'] {
  return toLong(BigInt(offset));
}
