import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/index.js';
import {
  activeSession,
  addAccount,
  addAccounts,
  endSession,
  existing,
  later,
  noon,
  openSession,
  temporaryDatabase,
} from './temporary-database.js';

async function strandedIds({ sessions }: Database): Promise<readonly string[]> {
  return (await sessions.listStranded()).map(({ id }) => id);
}

async function introduced(database: Database, id: string): Promise<void> {
  await activeSession(database, id);
  await database.sessions.recordIntroduction(id, 7);
}

describe('sessions without a working account', () => {
  test('are those that are active and whose account is dead, or that were not introduced yet', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 5);
    await openSession(database, 'opening');
    for (const id of ['works', 'dead', 'leaving', 'ended']) await introduced(database, id);
    expect(await strandedIds(database)).toEqual([]);
    for (const id of ['opening', 'dead', 'leaving', 'ended']) {
      const { accountId } = await existing(database, id);
      await database.accounts.markDead(accountId, 'banned', noon);
      if (id === 'leaving') expect(await database.accounts.remove(accountId)).toBe('leaving');
    }
    await endSession(database, 'ended');
    expect(await strandedIds(database)).toEqual(['dead', 'leaving']);
    await addAccount(database, '6');
    const moved = await database.sessions.moveToFreeAccount(await existing(database, 'dead'), later(1));
    expect(moved).toMatchObject({ kind: 'moved', session: { accountId: '6', introductionId: null } });
    expect(await strandedIds(database)).toEqual(['dead', 'leaving']);
    await database.sessions.recordIntroduction('dead', 1);
    expect(await strandedIds(database)).toEqual(['leaving']);
  });

  test('move to one free account each, and give back the one that they leave', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 2);
    for (const id of ['a', 'b']) await introduced(database, id);
    const [a, b] = [await existing(database, 'a'), await existing(database, 'b')];
    for (const { accountId } of [a, b]) await database.accounts.markDead(accountId, 'signed_out', noon);
    expect(await database.sessions.moveToFreeAccount(a, later(1))).toEqual({ kind: 'pool_empty' });
    await addAccount(database, '3');
    const outcomes = await Promise.all(
      [a, b].map((each) => database.sessions.moveToFreeAccount(each, later(2))),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['moved', 'pool_empty']);
    const left = (await existing(database, 'a')).accountId === '3' ? a : b;
    expect(await database.sessions.moveToFreeAccount(left, later(3))).toEqual({ kind: 'lost' });
    expect(await database.sessions.findByLease(left.accountId)).toBeNull();
    expect(await database.accounts.find(left.accountId)).toMatchObject({
      state: 'dead',
      releasedAt: later(2),
    });
  });
});
