import { beforeEach, expect, test } from 'vitest';
import type { CarriedFile } from '../../../src/relay/index.js';
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

/** A file that its message says to be in data centre 4. */
async function fileElsewhere(): Promise<CarriedFile> {
  const { agent, account, bench } = on();
  agent.sends(account, large);
  const { id } = await on().nextHeard();
  bench.telegram.world.files.moveTo(4);
  const [shown] = await bench.fleet.messages.messages(await on().chat, [id]);
  const [file] = shown?.files ?? [];
  if (file === undefined) throw new Error('the message has no file');
  return file;
}

test('a file in another data centre is read there: a key is made and the authorization brought over, once', async () => {
  const file = await fileElsewhere();
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
  await read(await fileElsewhere());
  agent.says(account, 'still here');
  await until(() => bench.handler.words.includes('still here'));
  await on().send([], 'so am I');
  expect(on().seen().at(-1)?.text).toBe('so am I');
});

test.each([
  ['auth.ExportAuthorization', { status: 420, message: 'FLOOD_WAIT_3' }],
  ['auth.ImportAuthorization', { status: 500, message: 'INTERNAL' }],
  // The other data centre has forgotten the authorization: the account itself is as well as before.
  ['upload.GetFile', { status: 401, message: 'AUTH_KEY_UNREGISTERED' }],
])(
  '%s refused for another data centre costs neither the account nor the file: %j',
  async (method, refusal) => {
    const { account, bench } = on();
    const file = await fileElsewhere();
    bench.telegram.faults.fail({ method }, refusal);
    await until(() =>
      read(file).then(
        (bytes) => bytes.equals(large.bytes),
        (error: unknown) => {
          expect(error).toMatchObject({ name: 'UnreachableError' });
          return false;
        },
      ),
    );
    expect(bench.accounts.stateOf(account.id)).toBe('ready');
    expect(asked(method).at(-1)).toBe('done');
  },
);
