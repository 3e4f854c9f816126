import { beforeEach, expect, test } from 'vitest';
import { numbered, onFileBench, read } from '../support/file-bench.js';
import { trustServer } from '../support/server-key.js';
import { until } from '../support/telegram-bench.js';

const on = onFileBench();
const large = { kind: 'document', bytes: numbered(1_300_000), name: 'large.bin' } as const;

beforeEach(() => trustServer(on().bench.telegram));

/** What came of each call of a method. */
function asked(method: string): readonly string[] {
  const { calls } = on().bench.telegram;
  return calls.filter((call) => call.method === method).map(({ outcome }) => outcome);
}

test('a file in another data centre is read there: a key is made and the authorization brought over, once', async () => {
  const { agent, account, bench } = on();
  const id = agent.sends(account, large);
  const [message] = agent.seesChatWith(account);
  expect(message?.id).toBe(id);
  bench.telegram.world.files.moveTo(4);
  const chat = await on().chat;
  const [shown] = await bench.fleet.messages.messages(chat, [(await on().nextHeard()).id]);
  const [file] = shown?.files ?? [];
  if (file === undefined) throw new Error('the message has no file');
  expect((await read(file)).equals(large.bytes)).toBe(true);
  expect((await read(file)).equals(large.bytes)).toBe(true);
  expect(asked('upload.GetFile')).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
  expect(asked('auth.ExportAuthorization')).toEqual(['done']);
  expect(asked('auth.ImportAuthorization')).toEqual(['done']);
});

test('a file that was moved after its message was read is asked for where it went (FILE_MIGRATE_X)', async () => {
  const { agent, account, bench } = on();
  agent.sends(account, large);
  const file = await on().fileHeard();
  bench.telegram.world.files.moveTo(4);
  expect((await read(file)).equals(large.bytes)).toBe(true);
  expect(asked('upload.GetFile')).toEqual(['FILE_MIGRATE_4', 'done', 'done', 'done']);
});

test('updates and messages go on beside it', async () => {
  const { agent, account, bench } = on();
  agent.sends(account, large);
  const file = await on().fileHeard();
  bench.telegram.world.files.moveTo(4);
  await read(file);
  agent.says(account, 'still here');
  await until(() => bench.handler.words.includes('still here'));
  await on().send([], 'so am I');
  expect(on().seen().at(-1)?.text).toBe('so am I');
});
