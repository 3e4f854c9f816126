import { Api } from 'telegram';
import { CustomFile } from 'telegram/client/uploads.js';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import type { Bench } from './bench.js';

/** The smallest PNG that tells its size. */
export function createPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(33);
  head.write('\x89PNG\r\n\x1a\n', 'latin1');
  head.writeUInt32BE(13, 8);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

/** Uploads with the client's own uploader, over its media connection. */
export function upload(
  { client }: Bench,
  bytes: Buffer,
  name = 'file.bin',
): Promise<Api.InputFile | Api.InputFileBig> {
  const file = new CustomFile(name, bytes.length, '', bytes);
  return client.uploadFile({ file, workers: 4, maxBufferSize: bytes.length + 1 });
}

/** Uploads a file that is nothing in particular. */
export async function uploadDocument(
  bench: Bench,
  bytes: Buffer,
  name = 'file.bin',
): Promise<Api.InputMediaUploadedDocument> {
  return new Api.InputMediaUploadedDocument({
    file: await upload(bench, bytes, name),
    mimeType: 'application/octet-stream',
    attributes: [new Api.DocumentAttributeFilename({ fileName: name })],
  });
}

/** messages.sendMedia to the agent. */
export function send(
  { client, peer }: Bench,
  media: Api.TypeInputMedia,
  options: { message?: string; randomId?: number } = {},
): Promise<Api.TypeUpdates> {
  const { message = '', randomId = 1 } = options;
  return client.invoke(new Api.messages.SendMedia({ peer, media, message, randomId: toLong(randomId) }));
}

/** Downloads with the client's own downloader, over its media connection. */
export async function download({ client }: Bench, location: Api.TypeInputFileLocation): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const where = { file: location, dcId: client.session.dcId, requestSize: 512 * 1024 };
  for await (const piece of client.iterDownload(where)) pieces.push(piece);
  return Buffer.concat(pieces);
}
