import { Api } from 'telegram';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AccountLink } from '../../src/telegram/account-link.js';
import { trustServer } from './support/server-key.js';
import { TelegramBench, until } from './support/telegram-bench.js';

let bench: TelegramBench;
let link: AccountLink;

beforeEach(async () => {
  bench = await TelegramBench.start();
  trustServer(bench.telegram);
  const account = await bench.addAccount();
  link = await AccountLink.open({
    access: { apiId: 1, apiHash: 'hash', server: { host: '127.0.0.1', port: bench.telegram.port } },
    accountId: account.id,
    stringSession: await account.stringSession(),
    callMs: 5_000,
    fileIdleMs: 1,
    log: bench.environment.log,
    onUpdate: () => {},
    signal: new AbortController().signal,
  });
});

afterEach(async () => {
  link.close();
  await bench.stop();
});

/** Asks a data centre over its connection for files until that has been closed and opened again. */
async function asksOverTwoConnections(dcId: number): Promise<void> {
  const connections = () =>
    new Set(
      bench.telegram.calls
        .filter(({ method }) => method === 'help.GetNearestDc')
        .map(({ sessionId }) => sessionId),
    );
  await until(async () => {
    await link.invokeForFile(new Api.help.GetNearestDc(), dcId, 5_000);
    return connections().size >= 2;
  });
}

test('a connection for files that was closed for being idle is opened again, also the account’s own', async () => {
  await asksOverTwoConnections(2);
  await link.invoke(new Api.help.GetNearestDc(), 5_000);
  expect(link.isOpen).toBe(true);
});

test('the way into another data centre is made once, however often its connection is closed', async () => {
  await asksOverTwoConnections(4);
  expect(bench.telegram.countCalls({ method: 'auth.ExportAuthorization' })).toBe(1);
  expect(bench.telegram.countCalls({ method: 'auth.ImportAuthorization' })).toBe(1);
  expect(link.isOpen).toBe(true);
});
