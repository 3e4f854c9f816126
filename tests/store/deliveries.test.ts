import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.js';
import {
  addAccounts,
  existing,
  inTurn,
  later,
  noon,
  openSession,
  temporaryDatabase,
  temporaryUrl,
} from './temporary-database.js';

const key = {
  sessionId: 'a',
  accountId: '701',
  direction: 'to_telegram',
  sourceId: '1100000000000000001',
  part: 0,
} as const;
const toTelegram = { sessionId: 'a', accountId: '701', direction: 'to_telegram' } as const;
const toDiscord = { ...toTelegram, direction: 'to_discord' } as const;

async function withSession(url = temporaryUrl()): Promise<Database> {
  const database = await temporaryDatabase(url);
  await addAccounts(database, 1);
  await openSession(database, 'a');
  return database;
}

async function carry(
  database: Database,
  sourceId: string,
  targetId: string | null,
  state: 'sent' | 'failed' | 'late' = 'sent',
  direction: 'to_telegram' | 'to_discord' = 'to_telegram',
  part = 0,
): Promise<void> {
  const { delivery } = await database.deliveries.intend(
    { ...key, direction, sourceId, part },
    'message',
    noon,
  );
  await database.deliveries.settle(delivery.id, state, targetId, later(1));
}

describe('an intent', () => {
  test('GIVEN twenty processes that intend the same thing at once THEN one row is new', async () => {
    const url = temporaryUrl();
    const databases = [await withSession(url), await temporaryDatabase(url)] as const;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => inTurn(databases, n).deliveries.intend(key, 'message', later(n))),
    );
    expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(outcomes.map(({ delivery }) => delivery.id)).size).toBe(1);
    const first = outcomes.findIndex(({ isNew }) => isNew);
    expect(await databases[1].deliveries.find(key)).toEqual({
      ...key,
      id: outcomes[0]?.delivery.id,
      kind: 'message',
      state: 'intent',
      attempts: 1,
      firstTriedAt: later(first),
      albumId: null,
      targetId: null,
      fingerprint: null,
    });
  });

  test('has one outcome: the first', async () => {
    const { deliveries } = await withSession();
    const { delivery } = await deliveries.intend(key, 'message', noon);
    expect(await deliveries.retry(delivery.id)).toMatchObject({ attempts: 2, firstTriedAt: noon });
    await deliveries.settle(delivery.id, 'sent', '12', later(1));
    await deliveries.settle(delivery.id, 'failed', null, later(2));
    expect(await deliveries.find(key)).toMatchObject({ state: 'sent', targetId: '12', attempts: 2 });
    expect(await deliveries.intend(key, 'message', later(3))).toMatchObject({
      isNew: false,
      delivery: { state: 'sent' },
    });
  });

  test('GIVEN several without outcome THEN they are listed in the order in which they were written', async () => {
    const database = await withSession();
    for (const sourceId of ['30', '4', 'welcome']) {
      await database.deliveries.intend({ ...key, sourceId }, 'notice', noon);
    }
    await database.deliveries.intend({ ...key, direction: 'to_discord' }, 'message', noon);
    await carry(database, '5', '1');
    expect(
      (await database.deliveries.listIntents('a', 'to_telegram')).map(({ sourceId }) => sourceId),
    ).toEqual(['30', '4', 'welcome']);
  });

  test('belongs to a session that exists', async () => {
    const { deliveries } = await withSession();
    await expect(deliveries.intend({ ...key, sessionId: 'none' }, 'message', noon)).rejects.toThrow();
  });
});

describe('what was carried', () => {
  test('ids on the other side are found, compared by size, and kept apart by direction', async () => {
    const database = await withSession();
    const { deliveries } = database;
    await carry(database, '1', '999');
    await carry(database, '2', '1000');
    await carry(database, '3', '998');
    await carry(database, '1', '1300000000000000009', 'sent', 'to_discord');
    expect(await deliveries.lastTarget(toTelegram)).toBe('1000');
    expect(await deliveries.lastTarget(toDiscord)).toBe('1300000000000000009');
    expect(await deliveries.lastTarget({ ...toDiscord, sessionId: 'none' })).toBeNull();
    expect(await deliveries.findByTarget(toTelegram, '998')).toMatchObject({ sourceId: '3' });
    expect(await deliveries.findByTarget(toDiscord, '998')).toBeNull();
    const many = Array.from({ length: 1200 }, (_, n) => String(n));
    expect(await deliveries.claimed(toTelegram, many)).toEqual(new Set(['999', '1000', '998']));
    expect(await deliveries.claimed(toTelegram, [])).toEqual(new Set());
  });

  test('messages are counted once however many parts they have; notices are not', async () => {
    const database = await withSession();
    const { deliveries } = database;
    await carry(database, '1', '10', 'sent', 'to_telegram', 0);
    await carry(database, '1', '11', 'sent', 'to_telegram', 1);
    await carry(database, '2', null, 'failed', 'to_telegram', 0);
    await carry(database, '2', null, 'failed', 'to_telegram', 1);
    await carry(database, '7', '90', 'sent', 'to_discord');
    await carry(database, '8', '91', 'sent', 'to_discord');
    await carry(database, '9', null, 'late', 'to_discord');
    const { delivery } = await deliveries.intend({ ...key, sourceId: 'introduction' }, 'notice', noon);
    await deliveries.settle(delivery.id, 'sent', '9', noon);
    expect(await deliveries.counts('a')).toEqual({ toTelegram: 1, toDiscord: 2, failedToTelegram: 1 });
    expect((await deliveries.findParts({ ...key, sourceId: '1' })).map(({ part }) => part)).toEqual([0, 1]);
  });

  test('ids on Telegram are kept apart by account, ids on Discord are the session’s', async () => {
    const { deliveries } = await withSession();
    const other = { ...key, accountId: '702' };
    for (const [each, targetId] of [
      [key, '50'],
      [other, '40'],
      [{ ...key, direction: 'to_discord', sourceId: '7' } as const, '1300000000000000001'],
      [{ ...other, direction: 'to_discord', sourceId: '7' } as const, '1300000000000000002'],
    ] as const) {
      const { delivery, isNew } = await deliveries.intend(each, 'message', noon);
      expect(isNew).toBe(true);
      await deliveries.settle(delivery.id, 'sent', targetId, noon, 'print');
    }
    expect(await deliveries.lastTarget(toTelegram)).toBe('50');
    expect(await deliveries.lastTarget({ ...toTelegram, accountId: '702' })).toBe('40');
    expect(await deliveries.lastTarget(toDiscord)).toBe('1300000000000000002');
    expect(await deliveries.findSources({ ...toTelegram, accountId: null }, [key.sourceId])).toHaveLength(2);
    expect(await deliveries.counts('a')).toMatchObject({ toTelegram: 1, toDiscord: 2 });
    expect(await deliveries.postsOfAgent('a', ['1300000000000000001', '5'])).toEqual(
      new Set(['1300000000000000001']),
    );
    expect(await deliveries.newestUpTo(toTelegram, '60')).toMatchObject({ sourceId: key.sourceId });
    expect(await deliveries.newestUpTo(toTelegram, '49')).toBeNull();
  });

  test('GIVEN an album THEN its items are known with it, and counted as one message', async () => {
    const { deliveries } = await withSession();
    const { delivery } = await deliveries.intend({ ...key, ...toDiscord, sourceId: '7' }, 'message', noon);
    await deliveries.settle(delivery.id, 'sent', '1300000000000000001', noon, 'print');
    for (const _ of [1, 2])
      await deliveries.addItems({ ...delivery, state: 'sent', targetId: '1300000000000000001' }, ['8', '9']);
    const items = await deliveries.findItems({ ...toDiscord, sourceId: '7' });
    expect(items.map(({ sourceId, albumId, state }) => [sourceId, albumId, state])).toEqual([
      ['8', '7', 'sent'],
      ['9', '7', 'sent'],
    ]);
    expect(await deliveries.counts('a')).toMatchObject({ toDiscord: 1 });
    expect((await deliveries.findStanding(toDiscord, '8', '100')).map(({ sourceId }) => sourceId)).toEqual([
      '8',
      '9',
    ]);
    await deliveries.markDeleted(items.map(({ id }) => id));
    expect(await deliveries.findStanding(toDiscord, '8', '100')).toEqual([]);
  });

  test('what stands on the other side is revised without another outcome', async () => {
    const { deliveries } = await withSession();
    const { delivery } = await deliveries.intend(key, 'message', noon);
    await deliveries.settle(delivery.id, 'sent', '12', later(5), 'before');
    await deliveries.revise(delivery.id, 'after');
    expect(await deliveries.find(key)).toMatchObject({ state: 'sent', targetId: '12', fingerprint: 'after' });
    expect(await deliveries.lastCarriedAt('a', 'to_telegram')).toEqual(later(5));
    expect(await deliveries.lastCarriedAt('a', 'to_discord')).toBeNull();
  });

  test('the cursor moves forward only, by size and not by letters', async () => {
    const database = await withSession();
    for (const id of ['999999999999999999', '1300000000000000001', '1200000000000000000']) {
      await database.deliveries.advanceDiscordCursor('a', id);
    }
    expect((await existing(database, 'a')).discordCursor).toBe('1300000000000000001');
  });
});
