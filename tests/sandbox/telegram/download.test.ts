import { createHash, randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import { expect, it } from 'vitest';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { useBench } from './bench.js';
import { download, send } from './file-transfer.js';
import { until } from './real-client.js';
import { readDocument, readPhoto } from './received-media.js';

const bench = useBench();

it('GIVEN 60 MiB of an agent THEN the client streams every byte of it', { timeout: 60_000 }, async () => {
  const bytes = randomBytes(60 * 1024 * 1024);
  bench.agent.sends(bench.account, { kind: 'video', bytes, name: 'long.mp4' });
  await until(() => bench.updates.length > 0);
  const { location } = await readDocument(bench, 1);
  const hash = createHash('sha1');
  const where = { file: location, dcId: bench.client.session.dcId, requestSize: 512 * 1024 };
  for await (const piece of bench.client.iterDownload(where)) hash.update(piece);
  expect(hash.digest('hex')).toBe(createHash('sha1').update(bytes).digest('hex'));
});

it('GIVEN a photo of an agent THEN its largest size is what was sent', async () => {
  const bytes = randomBytes(5000);
  bench.agent.sends(bench.account, { kind: 'photo', bytes });
  await until(() => bench.updates.length > 0);
  const { location } = await readPhoto(bench, 1);
  expect((await download(bench, location)).equals(bytes)).toBe(true);
  const other = new Api.InputPhotoFileLocation({ ...location, thumbSize: 'w' });
  await expect(download(bench, other)).rejects.toThrow('LOCATION_INVALID');
});

it.each([
  [1024, 4096, 'OFFSET_INVALID'],
  [0, 1000, 'LIMIT_INVALID'],
  [0, 12 * 1024, 'LIMIT_INVALID'],
  [0, 2 * 1024 * 1024, 'LIMIT_INVALID'],
  [1024 * 1024 - 4096, 8192, 'LIMIT_INVALID'],
])('GIVEN offset %i and limit %i THEN %s', async (offset, limit, error) => {
  bench.agent.sends(bench.account, { kind: 'document', bytes: randomBytes(10_000) });
  const { location } = await readDocument(bench, 1);
  const get = new Api.upload.GetFile({ location, offset: toLong(offset), limit });
  await expect(bench.client.invoke(get)).rejects.toThrow(error);
});

it('GIVEN file references that expired THEN the message has to be fetched again', async () => {
  const bytes = randomBytes(3000);
  bench.agent.sends(bench.account, { kind: 'document', bytes });
  const { location, document } = await readDocument(bench, 1);
  bench.telegram.expireFileReferences();
  await expect(download(bench, location)).rejects.toThrow('FILE_REFERENCE_EXPIRED');
  const { id, accessHash } = document;
  const stale = new Api.InputDocument({ id, accessHash, fileReference: document.fileReference });
  await expect(send(bench, new Api.InputMediaDocument({ id: stale }))).rejects.toThrow(
    'FILE_REFERENCE_EXPIRED',
  );
  const empty = new Api.InputDocument({ id, accessHash, fileReference: Buffer.alloc(0) });
  await expect(send(bench, new Api.InputMediaDocument({ id: empty }))).rejects.toThrow(
    'FILE_REFERENCE_EMPTY',
  );
  const fresh = await readDocument(bench, 1);
  expect((await download(bench, fresh.location)).equals(bytes)).toBe(true);
  bench.telegram.clock.advance(25 * 3600_000);
  await expect(download(bench, fresh.location)).rejects.toThrow('FILE_REFERENCE_EXPIRED');
});

it('GIVEN another account THEN it can not have a file under a hash that is not its own', async () => {
  bench.agent.sends(bench.account, { kind: 'document', bytes: randomBytes(30) });
  const { location } = await readDocument(bench, 1);
  const accessHash = toLong(1);
  const foreign = new Api.InputDocumentFileLocation({ ...location, accessHash });
  await expect(download(bench, foreign)).rejects.toThrow('LOCATION_INVALID');
});
