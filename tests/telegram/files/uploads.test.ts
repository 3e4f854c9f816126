import { expect, test } from 'vitest';
import { FileGoneError } from '../../../src/relay/index.js';
import { bytesOf, file, numbered, onFileBench, picture } from '../support/file-bench.js';
import { until } from '../support/telegram-bench.js';

const on = onFileBench();

test.each([524_288, 600_000, 11_000_000])('%i bytes go in parts', async (length) => {
  const bytes = numbered(length);
  await on().send([file('document', bytes)]);
  expect(bytesOf(on().seen()[0])?.equals(bytes)).toBe(true);
});

test('a file of unknown size arrives whole', async () => {
  for (const length of [70_000, 524_288, 1_048_576, 1_300_000]) {
    const bytes = numbered(length);
    await on().send([file('document', bytes, { size: null })], '', null, length);
    expect(bytesOf(on().seen().at(-1))?.equals(bytes)).toBe(true);
  }
});

test.each([
  ['upload.SaveFilePart', 1_300_000, 3],
  ['upload.SaveBigFilePart', 11_000_000, 21],
] as const)(
  'a flood wait within %s is waited out, and only the part that met it is sent again',
  async (method, length, parts) => {
    const { telegram } = on().bench;
    const bytes = numbered(length);
    let opened = 0;
    const watched = file('document', bytes, {
      async *open() {
        opened += 1;
        for (let at = 0; at < bytes.length; at += 100_000) {
          if (at === 600_000) telegram.faults.flood({ method }, { seconds: 1 });
          yield bytes.subarray(at, at + 100_000);
        }
      },
    });
    await on().send([watched]);
    expect(bytesOf(on().seen()[0])?.equals(bytes)).toBe(true);
    expect(opened).toBe(1);
    expect(telegram.countCalls({ method })).toBe(parts + 1);
  },
);

test('a wait that no transfer can stand is told at once', async () => {
  on().bench.telegram.faults.flood({ method: 'upload.SaveFilePart' }, { seconds: 300 });
  const sending = on().send([file('document', numbered(10))]);
  await expect(sending).rejects.toMatchObject({ name: 'UnreachableError', retryAfterMs: 300_000 });
  expect(on().seen()).toEqual([]);
});

test('an empty file is refused, the rest is sent: Telegram takes none', async () => {
  const empty = file('document', numbered(0));
  const plan = await on().send([empty, file('photo', picture(10))], 'look');
  expect(plan.refused.map((each) => each.file)).toEqual([empty]);
  expect(on().seen()).toMatchObject([{ text: 'look', media: { kind: 'photo' } }]);
});

test('a file that turns out to be empty is as good as gone', async () => {
  const empty = file('sticker', numbered(0), { size: null, mimeType: 'image/png' });
  await expect(on().send([empty])).rejects.toBeInstanceOf(FileGoneError);
  expect(on().seen()).toEqual([]);
});

test('a file that is gone at its source is nobody’s message', async () => {
  const gone = file('photo', picture(50), {
    // biome-ignore lint/correctness/useYield: it fails before its first piece
    async *open() {
      throw new FileGoneError('x');
    },
  });
  await expect(on().send([gone])).rejects.toBeInstanceOf(FileGoneError);
  expect(on().seen()).toEqual([]);
});

test('what is larger than Telegram takes is refused by its size, none of it read, the rest is sent', async () => {
  const limit = 2_097_152_000;
  const large = file('video', numbered(10), {
    size: limit + 1,
    open: () => {
      throw new Error('read');
    },
  });
  const plan = await on().send([large, file('photo', picture(10))]);
  expect(plan.refused).toEqual([{ file: large, limit }]);
  expect(on().seen()).toHaveLength(1);
  const { messages } = on().bench.fleet;
  const fitting = { ...large, size: limit };
  expect(messages.plan({ text: { text: '', entities: [] }, files: [fitting] }).refused).toEqual([]);
});

test('words go on while a file is on its way', async () => {
  const { agent, account, bench } = on();
  let go = (): void => {};
  const released = new Promise<void>((resolve) => {
    go = resolve;
  });
  let isOpen = false;
  const slow = file('photo', picture(10), {
    async *open() {
      isOpen = true;
      await released;
      yield picture(10);
    },
  });
  const sending = on().send([slow]);
  await until(() => isOpen);
  await bench.fleet.chats.say(await on().chat, { kind: 'nobody_here' }, 77n);
  await bench.fleet.messages.showTyping(await on().chat);
  expect(agent.seesTyping(account)).toBe(true);
  agent.says(account, 'meanwhile');
  await until(() => bench.handler.words.includes('meanwhile'));
  go();
  await sending;
  expect(on().seen()).toHaveLength(3);
});

test('a connection that is lost within an upload leaves nothing behind, and the same again sends it once', async () => {
  on().bench.telegram.faults.drop({ method: 'upload.SaveFilePart' }, {});
  await expect(on().send([file('photo', picture(10))])).rejects.toMatchObject({ name: 'UnreachableError' });
  await on().send([file('photo', picture(10))]);
  expect(on().seen()).toHaveLength(1);
});
