import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/sessions/index.js';
import {
  activeSession,
  addAccount,
  addAccounts,
  draftOf,
  endSession,
  existing,
  guildId,
  inTurn,
  later,
  noon,
  openSession,
  temporaryDatabase,
  twoDatabases,
} from './temporary-database.js';

const openedOf = (outcomes: readonly ({ kind: string } | { kind: 'opened'; session: Session })[]) =>
  outcomes.flatMap((outcome) => ('session' in outcome && outcome.kind === 'opened' ? [outcome.session] : []));

describe('opening a session', () => {
  test('GIVEN a free account THEN the row holds the live key and the lease', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 1);
    const session = await openSession(database, 'a');
    expect(session).toEqual({
      id: 'a',
      guildId,
      memberId: 'member-a',
      memberName: 'Member a',
      code: 'Ca',
      state: 'opening',
      channelId: '800000000000000001',
      threadId: null,
      peopleInThread: null,
      accountId: '1',
      holdsLease: true,
      agentUserId: '4242',
      agentAccessHash: null,
      introductionId: null,
      introductionReadAt: null,
      discordCursor: null,
      supersedesId: null,
      openedAt: noon,
      openingDeadline: later(120),
      activeAt: null,
      closingAt: null,
      closedAt: null,
      reason: null,
      closedBy: null,
    });
    expect(await database.sessions.findLive(guildId, 'member-a')).toEqual(session);
    expect(await database.sessions.findByLease('1')).toEqual(session);
    expect(await database.sessions.open(draftOf('b', { memberId: 'member-a' }))).toEqual({
      kind: 'already_live',
      session,
    });
    expect(await database.sessions.open(draftOf('c'))).toEqual({ kind: 'pool_empty' });
  });

  test('GIVEN 50 members at once on 10 accounts, from two databases on one file THEN 10 open, each on its own account', async () => {
    const databases = await twoDatabases();
    await addAccounts(databases[0], 10);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => inTurn(databases, n).sessions.open(draftOf(`s${n}`))),
    );
    const opened = openedOf(outcomes);
    expect(opened).toHaveLength(10);
    expect(new Set(opened.map(({ accountId }) => accountId)).size).toBe(10);
    expect(outcomes.filter(({ kind }) => kind === 'pool_empty')).toHaveLength(40);
    expect(await databases[1].sessions.listLive(guildId)).toHaveLength(10);
  });

  test('GIVEN 25 clicks of one member at once, from two databases THEN one opens and all others are shown it', async () => {
    const databases = await twoDatabases();
    await addAccounts(databases[0], 10);
    const outcomes = await Promise.all(
      Array.from({ length: 25 }, (_, n) =>
        inTurn(databases, n).sessions.open(draftOf(`s${n}`, { memberId: 'eager' })),
      ),
    );
    const [winner, ...more] = openedOf(outcomes);
    expect(more).toEqual([]);
    const refused = outcomes.filter(({ kind }) => kind === 'already_live');
    expect(refused).toHaveLength(24);
    for (const outcome of refused) expect(outcome).toEqual({ kind: 'already_live', session: winner });
  });

  test('GIVEN a code that is taken THEN another is asked for, and another guild may use the same', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 3);
    await addAccount(database, '9', 'other guild');
    await openSession(database, 'a', { newCode: () => 'AAAAA' });
    const codes = ['AAAAA', 'AAAAA', 'BBBBB'];
    const second = await openSession(database, 'b', { newCode: () => codes.shift() ?? 'none left' });
    expect(second.code).toBe('BBBBB');
    const elsewhere = await openSession(database, 'c', { guildId: 'other guild', newCode: () => 'AAAAA' });
    expect(elsewhere.code).toBe('AAAAA');
    await expect(database.sessions.open(draftOf('d', { newCode: () => 'AAAAA' }))).rejects.toThrow();
    expect((await database.sessions.listLive(guildId)).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('the choice of an account', () => {
  test('GIVEN accounts in every condition THEN only ready ones of the guild are leased, never released first, then longest ago', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 6);
    await addAccount(database, '7', 'other guild');
    for (const id of ['1', '2', '3']) {
      const session = await openSession(database, `used-${id}`);
      expect(session.accountId).toBe(id);
    }
    // Released in the order 2, 3, 1.
    await database.sessions.release('used-2', later(10));
    await database.sessions.release('used-3', later(20));
    await database.sessions.release('used-1', later(30));
    await database.accounts.markDead('4', 'banned', noon);
    await database.accounts.limit('5', later(100));
    const order = [];
    for (const id of ['a', 'b', 'c', 'd']) {
      order.push((await openSession(database, id, { openedAt: later(60) })).accountId);
    }
    expect(order).toEqual(['6', '2', '3', '1']);
    expect(await database.sessions.open(draftOf('e', { openedAt: later(60) }))).toEqual({
      kind: 'pool_empty',
    });
    expect((await openSession(database, 'f', { openedAt: later(100) })).accountId).toBe('5');
  });

  test('GIVEN an account that can not be used THEN another takes its place, and its lease ends without a wipe', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 2);
    const session = await openSession(database, 'a');
    await database.sessions.recordChat('a', { accountId: '1', agentUserId: '4242', agentAccessHash: '77' });
    await database.accounts.markDead('1', 'signed_out', noon);
    const swapped = await database.sessions.swapAccount(session, later(5));
    expect(swapped).toMatchObject({ kind: 'swapped', session: { accountId: '2', agentAccessHash: null } });
    expect(await database.sessions.findByLease('1')).toBeNull();
    // Asked again with what is no longer true; and with nothing left.
    expect(await database.sessions.swapAccount(session, later(6))).toEqual({ kind: 'lost' });
    expect(await database.sessions.swapAccount(await existing(database, 'a'), later(6))).toEqual({
      kind: 'pool_empty',
    });
    await database.sessions.activate('a', later(7));
    expect(await database.sessions.swapAccount(await existing(database, 'a'), later(8))).toEqual({
      kind: 'lost',
    });
  });

  test('GIVEN ten openings that swap at once over ten free accounts THEN no two end up on one', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 20);
    const sessions = await Promise.all(Array.from({ length: 10 }, (_, n) => openSession(database, `s${n}`)));
    for (const { accountId } of sessions) await database.accounts.limit(accountId, later(1000));
    await Promise.all(sessions.map((session) => database.sessions.swapAccount(session, noon)));
    const leased = (await database.sessions.listLive(guildId)).map(({ accountId }) => accountId);
    expect(new Set(leased).size).toBe(10);
    expect(leased).not.toEqual(expect.arrayContaining([sessions[0]?.accountId]));
  });
});

describe('a successor', () => {
  test('GIVEN ten at once for one session THEN one is opened, without keys, with the same account and introduction', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 2);
    await activeSession(database, 'old');
    await database.sessions.recordIntroduction('old', 17);
    const old = await existing(database, 'old');
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        database.sessions.openSuccessor(draftOf(`new-${n}`, { memberId: old.memberId }), old),
      ),
    );
    const [successor, ...more] = openedOf(outcomes);
    expect(more).toEqual([]);
    expect(successor).toMatchObject({
      state: 'opening',
      accountId: '1',
      holdsLease: false,
      introductionId: 17,
      supersedesId: 'old',
    });
    expect(await database.sessions.findSuccessor('old')).toEqual(successor);
    expect((await database.sessions.findLive(guildId, old.memberId))?.id).toBe('old');
    expect((await database.sessions.listLive(guildId)).map(({ id }) => id)).toContain(successor?.id);
    // It can't go live but in place of the old one.
    expect(await database.sessions.activate(successor?.id ?? '', noon)).toBe(false);
  });

  test('WHEN it takes over THEN keys, lease, introduction and read date move in one step', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 2);
    const old = await activeSession(database, 'old');
    await database.sessions.openSuccessor(draftOf('new', { memberId: old.memberId }), old);
    await database.sessions.recordIntroduction('old', 18);
    await database.sessions.recordIntroductionRead('old', later(3));
    expect(
      await database.sessions.activateSuccessor('new', 'old', later(9), ['tell_thread', 'write_log']),
    ).toBe(true);
    expect(await existing(database, 'new')).toMatchObject({
      state: 'active',
      activeAt: later(9),
      holdsLease: true,
      introductionId: 18,
      introductionReadAt: later(3),
    });
    expect(await existing(database, 'old')).toMatchObject({
      state: 'closing',
      reason: 'superseded',
      closedBy: { kind: 'bot' },
      closingAt: later(9),
      holdsLease: false,
    });
    expect((await database.sessions.findLive(guildId, old.memberId))?.id).toBe('new');
    expect((await database.sessions.findByLease('1'))?.id).toBe('new');
    expect((await database.sessions.steps('old')).map(({ name }) => name)).toEqual([
      'tell_thread',
      'write_log',
    ]);
    expect(await database.sessions.activateSuccessor('new', 'old', later(9), [])).toBe(false);
  });

  test('GIVEN the old session ended meanwhile THEN it does not take over; GIVEN its opening was undone THEN another may follow', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 2);
    const old = await activeSession(database, 'old');
    await database.sessions.openSuccessor(draftOf('n1', { memberId: old.memberId }), old);
    expect(await endSession(database, 'n1', 'opening')).toBe(true);
    expect(await database.sessions.findSuccessor('old')).toBeNull();
    expect(
      await database.sessions.openSuccessor(draftOf('n2', { memberId: old.memberId }), old),
    ).toMatchObject({
      kind: 'opened',
    });
    expect(await endSession(database, 'old')).toBe(true);
    expect(await database.sessions.activateSuccessor('n2', 'old', noon, ['write_log'])).toBe(false);
    expect(await existing(database, 'n2')).toMatchObject({ state: 'opening', holdsLease: false });
    expect(await database.sessions.openSuccessor(draftOf('n3', { memberId: old.memberId }), old)).toEqual({
      kind: 'lost',
    });
  });
});
