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

const key = { sessionId: 'a', direction: 'to_telegram', sourceId: '1100000000000000001', part: 0 } as const;

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
      targetId: null,
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
    expect(await deliveries.lastTarget('a', 'to_telegram')).toBe('1000');
    expect(await deliveries.lastTarget('a', 'to_discord')).toBe('1300000000000000009');
    expect(await deliveries.lastTarget('none', 'to_discord')).toBeNull();
    expect(await deliveries.findByTarget('a', 'to_telegram', '998')).toMatchObject({ sourceId: '3' });
    expect(await deliveries.findByTarget('a', 'to_discord', '998')).toBeNull();
    const many = Array.from({ length: 1200 }, (_, n) => String(n));
    expect(await deliveries.claimed('a', 'to_telegram', many)).toEqual(new Set(['999', '1000', '998']));
    expect(await deliveries.claimed('a', 'to_telegram', [])).toEqual(new Set());
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

  test('the cursor moves forward only, by size and not by letters', async () => {
    const database = await withSession();
    for (const id of ['999999999999999999', '1300000000000000001', '1200000000000000000']) {
      await database.deliveries.advanceDiscordCursor('a', id);
    }
    expect((await existing(database, 'a')).discordCursor).toBe('1300000000000000001');
  });
});
