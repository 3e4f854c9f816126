import { expect, test } from 'vitest';
import type { CarriedFile } from '../../../src/relay/index.js';
import { UnreachableError } from '../../../src/sessions/index.js';
import { file, numbered, onFileBench, picture } from '../support/file-bench.js';
import { until } from '../support/telegram-bench.js';

const on = onFileBench();
const count = (method: string) => on().bench.telegram.countCalls({ method });

/** Sends, meets a flood wait, and sends the same again, as the relay does. */
async function sendTwice(files: readonly CarriedFile[], method: string): Promise<void> {
  on().bench.telegram.faults.flood({ method }, { seconds: 1 });
  await expect(on().send(files, 'look')).rejects.toMatchObject({ retryAfterMs: 1_000 });
  await sendsInTheEnd(files, 'look');
}

/** The same again until Telegram takes it; while it is to be left alone nothing is asked of it. */
async function sendsInTheEnd(files: readonly CarriedFile[], words = ''): Promise<void> {
  await until(async () => {
    try {
      await on().send(files, words);
      return true;
    } catch (error) {
      if (error instanceof UnreachableError) return false;
      throw error;
    }
  });
}

test('a message that Telegram asks to wait with goes out later without its bytes once more', async () => {
  await sendTwice([file('document', numbered(600_000))], 'messages.SendMedia');
  expect(on().seen()).toMatchObject([{ text: 'look', media: { kind: 'document', size: 600_000 } }]);
  expect(count('upload.SaveFilePart')).toBe(2);
});

test('an album, too: nothing of it is uploaded once more', async () => {
  await sendTwice(
    [1, 2, 3].map((size) => file('photo', picture(size))),
    'messages.SendMultiMedia',
  );
  expect(on().seen()).toHaveLength(3);
  expect(count('upload.SaveFilePart')).toBe(3);
  expect(count('messages.UploadMedia')).toBe(3);
});

test('an album that meets a flood wait among its items goes on with the next item', async () => {
  const files = [1, 2, 3].map((size) => file('photo', picture(size)));
  const { faults } = on().bench.telegram;
  faults.onRequest({ method: 'messages.UploadMedia' }, 'after', async () => {
    faults.flood({ method: 'messages.UploadMedia' }, { seconds: 1 });
  });
  await expect(on().send(files)).rejects.toMatchObject({ retryAfterMs: 1_000 });
  await sendsInTheEnd(files);
  expect(on().seen()).toHaveLength(3);
  // The second item was refused once; the first was not asked for again.
  expect(count('messages.UploadMedia')).toBe(4);
});

test('an upload that Telegram has forgotten meanwhile is made anew', async () => {
  const { faults } = on().bench.telegram;
  faults.flood({ method: 'messages.SendMedia' }, { seconds: 1 });
  const files = [file('document', numbered(10))];
  await expect(on().send(files)).rejects.toMatchObject({ retryAfterMs: 1_000 });
  faults.fail({ method: 'messages.SendMedia' }, { status: 400, message: 'FILE_PART_0_MISSING' });
  await sendsInTheEnd(files);
  expect(on().seen()).toHaveLength(1);
  expect(count('upload.SaveFilePart')).toBe(2);
});

test('what was sent is forgotten: the same once more is a new upload', async () => {
  const files = [file('document', numbered(10))];
  await on().send(files);
  await on().send(files);
  expect(on().seen()).toHaveLength(1);
  expect(count('upload.SaveFilePart')).toBe(2);
});

test('another file in the place of one that waits is the one that is sent', async () => {
  on().bench.telegram.faults.flood({ method: 'messages.SendMedia' }, { seconds: 1 });
  const sending = on().send([file('document', numbered(10), { id: 'first' })]);
  await expect(sending).rejects.toMatchObject({ retryAfterMs: 1_000 });
  await sendsInTheEnd([file('document', numbered(20), { id: 'second' })]);
  expect(on().seen()).toMatchObject([{ media: { size: 20 } }]);
});
