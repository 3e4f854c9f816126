import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.js';
import {
  activeSession,
  addAccount,
  addAccounts,
  draftOf,
  endSession,
  existing,
  guildId,
  later,
  noon,
  openSession,
  temporaryDatabase,
  temporaryUrl,
  twoDatabases,
} from './temporary-database.js';

describe('importing', () => {
  test('GIVEN an account that is known THEN its key is renewed, unless it belongs to another guild', async () => {
    const database = await temporaryDatabase();
    expect(await addAccount(database, '1')).toBe('added');
    await database.accounts.markDead('1', 'signed_out', noon);
    expect(await database.accounts.list(guildId)).toMatchObject([
      { state: 'dead', deathCause: 'signed_out' },
    ]);
    expect(await addAccount(database, '1', 'other guild')).toBe('other_guild');
    expect(await database.accounts.list(guildId)).toMatchObject([{ state: 'dead' }]);
    expect(await addAccount(database, '1')).toBe('renewed');
    expect(await database.accounts.list(guildId)).toEqual([
      {
        id: '1',
        guildId,
        label: 'account 1',
        maskedPhone: '+•• ••• 07',
        state: 'ready',
        limitedUntil: null,
        releasedAt: null,
        sessionCode: null,
        deathCause: null,
        diedAt: null,
      },
    ]);
    expect(await database.accounts.list('other guild')).toEqual([]);
  });

  test('GIVEN two guilds that import one account at once THEN one of them gets it', async () => {
    const [one, two] = await twoDatabases();
    const outcomes = await Promise.all([addAccount(one, '1'), addAccount(two, '1', 'other guild')]);
    expect([...outcomes].sort()).toEqual(['added', 'other_guild']);
    expect(await one.accounts.listAll()).toHaveLength(1);
  });

  test('GIVEN a session whose wipe was parked THEN a new key makes it due again', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 1);
    await activeSession(database, 'a');
    await endSession(database, 'a');
    await database.accounts.markDead('1', 'signed_out', noon);
    await database.sessions.settleStep('a', 'wipe_chat', 'parked', 'the key is refused');
    await addAccount(database, '1');
    expect((await database.sessions.steps('a')).map(({ state }) => state)).not.toContain('parked');
  });

  test('the Telegram session is sealed in the file, and opens under its key only', async () => {
    const url = temporaryUrl();
    const database = await temporaryDatabase(url);
    await addAccount(database, '1');
    expect(await database.accounts.unsealSession('1')).toBe('secret of 1');
    await expect(database.accounts.unsealSession('2')).rejects.toMatchObject({ why: 'nothing_sealed' });
    const other = await openDatabase({ url, sealingKey: new Uint8Array(32).fill(9) });
    await expect(other.accounts.unsealSession('1')).rejects.toMatchObject({
      name: 'SealError',
      why: 'wrong_key',
    });
    await other.close();
    await database.close();
    expect(readFileSync(url.slice('file:'.length)).includes('secret of 1')).toBe(false);
    await expect(openDatabase({ url, sealingKey: new Uint8Array(16) })).rejects.toThrow(RangeError);
  });
});

describe('removing', () => {
  test('GIVEN no session THEN it is gone from the lists, its key erased, its name kept', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 1);
    await openSession(database, 'a');
    await database.sessions.release('a', later(1));
    expect(await database.accounts.remove('1')).toBe('removed');
    expect(await database.accounts.listAll()).toEqual([]);
    expect(await database.accounts.find('1')).toMatchObject({ state: 'removed', label: 'account 1' });
    await expect(database.accounts.unsealSession('1')).rejects.toMatchObject({ why: 'nothing_sealed' });
    expect(await database.accounts.remove('1')).toBe('not_found');
    expect(await database.accounts.remove('2')).toBe('not_found');
    await database.accounts.markDead('1', 'banned', noon);
    await database.accounts.saveUpdateCursor('1', { pts: 1, qts: 1, date: 1 });
    expect(await database.accounts.find('1')).toMatchObject({ state: 'removed' });
    expect(await database.sessions.open(draftOf('b'))).toEqual({ kind: 'pool_empty' });
    // It may come back, to any guild, and begins anew.
    expect(await addAccount(database, '1', 'other guild')).toBe('added');
    expect(await database.accounts.updateCursor('1')).toBeNull();
    expect(await database.accounts.list('other guild')).toMatchObject([{ state: 'ready', deathCause: null }]);
  });

  test('GIVEN a session THEN it leaves when the lease ends, however it ends', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 3);
    await activeSession(database, 'a');
    const opening = await openSession(database, 'b');
    expect(await database.accounts.remove('1')).toBe('leaving');
    expect(await database.accounts.remove('1')).toBe('leaving');
    expect(await database.accounts.remove('2')).toBe('leaving');
    expect(await database.accounts.list(guildId)).toMatchObject([
      { id: '1', state: 'leaving', sessionCode: 'Ca' },
      { id: '2', state: 'leaving', sessionCode: 'Cb' },
      { id: '3', state: 'ready', sessionCode: null },
    ]);
    await endSession(database, 'a');
    await database.sessions.release('a', later(90));
    await database.sessions.swapAccount(opening, later(90));
    expect((await database.accounts.listAll()).map(({ id }) => id)).toEqual(['3']);
  });

  test('GIVEN removal, release and openings at once THEN no session is left on a removed account', async () => {
    const databases = await twoDatabases();
    await addAccounts(databases[0], 10);
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => databases[0].sessions.open(draftOf(`s${n}`))),
      ...Array.from({ length: 10 }, (_, n) => databases[1].accounts.remove(String(n + 1))),
    ]);
    for (const session of await databases[0].sessions.listLive(guildId)) {
      expect(await databases[0].accounts.find(session.accountId)).toMatchObject({ state: 'leaving' });
    }
  });

  test('GIVEN it is dead and its session can not be wiped THEN the lease ends and the closing goes on', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 1);
    await activeSession(database, 'a');
    await endSession(database, 'a');
    await database.accounts.markDead('1', 'banned', noon);
    await database.sessions.settleStep('a', 'wipe_chat', 'parked', 'the key is refused');
    expect(await database.sessions.findByLease('1')).not.toBeNull();
    expect(await database.accounts.remove('1')).toBe('removed');
    expect(await existing(database, 'a')).toMatchObject({ holdsLease: false, accountId: '1' });
    expect(
      (await database.sessions.steps('a')).map(({ name, state, obstacle }) => [name, state, obstacle]),
    ).toEqual([
      ['tell_thread', 'due', null],
      ['wipe_chat', 'done', 'the account was removed before its chat could be wiped'],
      ['reset_account', 'done', 'the account was removed before its chat could be wiped'],
      ['release_account', 'due', null],
      ['write_log', 'due', null],
    ]);
  });

  test('GIVEN it was leaving THEN it goes as soon as the wipe is parked, whether it is dead or not', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 3);
    for (const id of ['a', 'b', 'c']) await activeSession(database, id);
    for (const id of ['1', '2']) expect(await database.accounts.remove(id)).toBe('leaving');
    await database.accounts.markDead('1', 'banned', noon);
    expect(await database.accounts.list(guildId)).toMatchObject([
      { id: '1', state: 'leaving', deathCause: 'banned' },
      { id: '2', state: 'leaving', deathCause: null },
      { id: '3', state: 'ready', deathCause: null },
    ]);
    // Dead, but its session is not over.
    expect(await database.accounts.remove('1')).toBe('leaving');
    for (const id of ['a', 'b', 'c']) {
      await endSession(database, id);
      await database.sessions.settleStep(id, 'wipe_chat', 'parked', 'it can not be done');
    }
    // The third one's may still be wiped, unless somebody removes it.
    expect((await database.accounts.listAll()).map(({ id }) => id)).toEqual(['3']);
    expect(await database.sessions.findByLease('1')).toBeNull();
    expect(await database.sessions.findByLease('2')).toBeNull();
    expect(await database.sessions.findByLease('3')).not.toBeNull();
    expect(await database.accounts.remove('3')).toBe('removed');
    expect(await existing(database, 'c')).toMatchObject({ holdsLease: false });
  });
});

test('access hashes and cursors belong to their account', async () => {
  const database = await temporaryDatabase();
  await addAccounts(database, 2);
  const { accounts } = database;
  expect(await accounts.agentHash('1', '4242')).toBeNull();
  await accounts.saveAgentHash('1', '4242', '-9223372036854775808');
  await accounts.saveAgentHash('1', '4242', '-9223372036854775807');
  expect(await accounts.agentHash('1', '4242')).toBe('-9223372036854775807');
  expect(await accounts.agentHash('2', '4242')).toBeNull();
  expect(await accounts.updateCursor('1')).toBeNull();
  await accounts.saveUpdateCursor('1', { pts: 7, qts: 0, date: 1_793_534_400 });
  expect(await accounts.updateCursor('1')).toEqual({ pts: 7, qts: 0, date: 1_793_534_400 });
  expect(await accounts.updateCursor('3')).toBeNull();
});
