import { expect, test } from 'vitest';
import { FileGoneError } from '../../../src/relay/index.js';
import { numbered, onFileBench, read } from '../support/file-bench.js';

const on = onFileBench();
const bytes = numbered(3_000);
const small = { kind: 'document', bytes, name: 'a.bin' } as const;
const large = { kind: 'document', bytes: numbered(1_300_000), name: 'large.bin' } as const;

test('a file of several pieces is read in order, and reading it may end early', async () => {
  const { agent, account, bench } = on();
  agent.sends(account, large);
  const file = await on().fileHeard();
  expect((await read(file)).equals(large.bytes)).toBe(true);
  bench.telegram.calls.length = 0;
  for await (const _ of file.open()) break;
  expect(bench.telegram.countCalls({ method: 'upload.GetFile' })).toBe(1);
});

test('a reference that has expired is had anew', async () => {
  const { agent, account, bench } = on();
  agent.sends(account, small);
  const file = await on().fileHeard();
  bench.telegram.expireFileReferences();
  expect(await read(file)).toEqual(bytes);
});

test('a file whose message was deleted is gone once its reference has expired', async () => {
  const { agent, account, bench } = on();
  const id = agent.sends(account, small);
  const file = await on().fileHeard();
  agent.deletes([id]);
  bench.telegram.expireFileReferences();
  await expect(read(file)).rejects.toBeInstanceOf(FileGoneError);
});

test('a lost connection is unreachable, and the file can be read again', async () => {
  const { agent, account, bench } = on();
  agent.sends(account, small);
  const file = await on().fileHeard();
  bench.telegram.faults.drop({ method: 'upload.GetFile' }, {});
  await expect(read(file)).rejects.toMatchObject({ name: 'UnreachableError' });
  expect(await read(file)).toEqual(bytes);
});

test('a flood wait within a download is waited out, and only the piece that met it is asked for again', async () => {
  const { agent, account, bench } = on();
  agent.sends(account, large);
  const file = await on().fileHeard();
  const pieces: Uint8Array[] = [];
  for await (const piece of file.open()) {
    if (pieces.length === 0) bench.telegram.faults.flood({ method: 'upload.GetFile' }, { seconds: 1 });
    pieces.push(piece);
  }
  expect(Buffer.concat(pieces).equals(large.bytes)).toBe(true);
  expect(bench.telegram.countCalls({ method: 'upload.GetFile' })).toBe(4);
});

test('a wait that no transfer can stand is told at once', async () => {
  const { agent, account, bench } = on();
  agent.sends(account, small);
  const file = await on().fileHeard();
  bench.telegram.faults.flood({ method: 'upload.GetFile' }, { seconds: 300 });
  await expect(read(file)).rejects.toMatchObject({ name: 'UnreachableError', retryAfterMs: 300_000 });
});
