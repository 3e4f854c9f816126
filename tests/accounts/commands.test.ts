import { expect, test } from 'vitest';
import { listAccounts } from '../../src/accounts/list-accounts.js';
import { removeAccount } from '../../src/accounts/remove-account.js';
import type { AccountListing } from '../../src/sessions/index.js';

const now = new Date('2026-11-23T12:00:00Z');
const ready: AccountListing = {
  id: '101',
  guildId: '900000000000000001',
  label: '@one',
  maskedPhone: '+••42',
  state: 'ready',
  limitedUntil: null,
  releasedAt: null,
  sessionCode: null,
  deathCause: null,
  diedAt: null,
};

async function list(...accounts: readonly AccountListing[]): Promise<readonly string[]> {
  const store = { list: async () => accounts, listAll: async () => accounts };
  return (await listAccounts(store, undefined, now)).split('\n').slice(1);
}

test.each<[string, Partial<AccountListing>]>([
  ['ready', {}],
  ['ready', { limitedUntil: new Date('2026-11-23T11:00:00Z') }],
  ['rests until 2026-11-23T13:00:00.000Z', { limitedUntil: new Date('2026-11-23T13:00:00Z') }],
  ['needs a new sign-in (key duplicated)', { state: 'dead', deathCause: 'key_duplicated' }],
  ['leaves when its session ends', { state: 'leaving', sessionCode: 'AB2CD' }],
])('the list says of an account: %s', async (words, change) => {
  const [line] = await list({ ...ready, ...change });
  expect(line).toContain(` ${words} `);
  expect(line).toContain(change.sessionCode ?? '–');
});

test('the columns stand under one another', async () => {
  const lines = await list(ready, { ...ready, id: '1', label: '@a_longer_name' });
  expect(new Set(lines.map((line) => line.indexOf('ready'))).size).toBe(1);
});

test('an account in a session leaves when that ends', async () => {
  expect(await removeAccount({ remove: async () => 'leaving' }, '101')).toContain(
    'removed when that one ends',
  );
});
