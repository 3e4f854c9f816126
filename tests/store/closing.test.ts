import { describe, expect, test } from 'vitest';
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

describe('changes of state', () => {
  test('GIVEN a row in another state THEN nothing changes', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 1);
    await openSession(database, 'a');
    expect(await endSession(database, 'a', 'active')).toBe(false);
    expect(await database.sessions.steps('a')).toEqual([]);
    expect(await database.sessions.finish('a', noon)).toBe(false);
    expect(await database.sessions.activate('a', later(1))).toBe(true);
    expect(await database.sessions.activate('a', later(2))).toBe(false);
    expect(await endSession(database, 'a', 'opening')).toBe(false);
    expect(await existing(database, 'a')).toMatchObject({ state: 'active', activeAt: later(1) });
    expect(await endSession(database, 'missing')).toBe(false);
  });

  test('GIVEN twenty endings at once from two databases THEN one wins, with its reason and its steps', async () => {
    const databases = await twoDatabases();
    await addAccounts(databases[0], 1);
    await activeSession(databases[0], 'a');
    const wins = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        inTurn(databases, n).sessions.beginClosing('a', 'active', {
          reason: 'cleared_by_staff',
          by: { kind: 'user', userId: `staff-${n}` },
          at: later(n),
          steps: ['wipe_chat'],
        }),
      ),
    );
    expect(wins.filter((won) => won)).toHaveLength(1);
    expect(await existing(databases[0], 'a')).toMatchObject({
      state: 'closing',
      reason: 'cleared_by_staff',
      closedBy: { kind: 'user', userId: `staff-${wins.indexOf(true)}` },
      closingAt: later(wins.indexOf(true)),
      holdsLease: true,
    });
    expect(await databases[0].sessions.steps('a')).toHaveLength(1);
  });

  test('GIVEN a session that is closing THEN its member may open another, on another account', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 2);
    await activeSession(database, 'a');
    await endSession(database, 'a');
    expect(await database.sessions.findLive(guildId, 'member-a')).toBeNull();
    const next = await openSession(database, 'b', { memberId: 'member-a' });
    expect(next.accountId).toBe('2');
    expect((await database.sessions.listUnfinishedOf(guildId, 'member-a')).map(({ id }) => id)).toEqual([
      'a',
      'b',
    ]);
  });

  test('GIVEN a thread that another row claims THEN it is not recorded', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 3);
    await openSession(database, 'a');
    await openSession(database, 'b');
    expect(await database.sessions.recordThread('a', 'thread')).toBe(true);
    expect(await database.sessions.recordThread('a', 'thread')).toBe(false);
    expect(await database.sessions.recordThread('b', 'thread')).toBe(false);
    expect(await database.sessions.adoptThread('b', 'thread')).toBe(false);
    await endSession(database, 'b', 'opening');
    expect(await database.sessions.recordThread('b', 'late')).toBe(false);
    expect(await database.sessions.adoptThread('b', 'late')).toBe(true);
    expect(await database.sessions.adoptThread('b', 'late')).toBe(true);
    expect((await database.sessions.findByThread('late'))?.id).toBe('b');
  });

  test('the chat is recorded while opening and for the account that is leased', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 2);
    await openSession(database, 'a');
    const chat = { agentUserId: '4242', agentAccessHash: '-5' };
    expect(await database.sessions.recordChat('a', { accountId: '2', ...chat })).toBe(false);
    expect(await database.sessions.recordChat('a', { accountId: '1', ...chat })).toBe(true);
    await database.sessions.activate('a', noon);
    // A session that moved to another account is active, and not introduced there yet.
    expect(await database.sessions.recordChat('a', { accountId: '1', ...chat })).toBe(true);
    await database.sessions.recordIntroduction('a', 12);
    expect(await database.sessions.recordChat('a', { accountId: '1', ...chat })).toBe(false);
    await database.sessions.recordIntroductionRead('a', later(1));
    await database.sessions.recordIntroductionRead('a', later(2));
    expect(await existing(database, 'a')).toMatchObject({
      agentAccessHash: '-5',
      introductionReadAt: later(1),
    });
  });
});

describe('the steps of closing', () => {
  test('an attempt is counted before it is made; a postponed step keeps its first date; done is final', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 1);
    await activeSession(database, 'a');
    await endSession(database, 'a');
    const { sessions } = database;
    const step = async () => (await sessions.steps('a')).find(({ name }) => name === 'wipe_chat');
    await sessions.beginStep('a', 'wipe_chat', later(61));
    await sessions.postponeStep('a', 'wipe_chat', later(70), 'Telegram does not answer');
    await sessions.beginStep('a', 'wipe_chat', later(71));
    expect(await step()).toEqual({
      sessionId: 'a',
      name: 'wipe_chat',
      state: 'due',
      attempts: 2,
      firstTriedAt: later(61),
      nextAttemptAt: later(70),
      obstacle: 'Telegram does not answer',
    });
    await sessions.settleStep('a', 'wipe_chat', 'done', null);
    await sessions.postponeStep('a', 'wipe_chat', later(90), 'late');
    await sessions.settleStep('a', 'wipe_chat', 'parked', 'late');
    expect(await step()).toMatchObject({ state: 'done', obstacle: null, nextAttemptAt: later(70) });
    expect((await sessions.steps('a')).map(({ name }) => name)).toEqual([
      'tell_thread',
      'wipe_chat',
      'reset_account',
      'release_account',
      'write_log',
    ]);
  });

  test('parked steps become due again for a session, or for the session that holds an account', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 2);
    const { sessions } = database;
    for (const id of ['a', 'b']) {
      await activeSession(database, id);
      await endSession(database, id);
      await sessions.settleStep(id, 'wipe_chat', 'parked', 'the key is refused');
    }
    expect(await sessions.unparkSteps({ accountId: '1' }, later(99))).toBe(1);
    expect(await sessions.unparkSteps({ accountId: '1' }, later(99))).toBe(0);
    expect((await sessions.steps('a'))[1]).toMatchObject({ state: 'due', nextAttemptAt: later(99) });
    expect((await sessions.steps('b'))[1]).toMatchObject({ state: 'parked' });
    expect(await sessions.unparkSteps({ sessionId: 'b' }, later(99))).toBe(1);
  });

  test('GIVEN sessions in every state THEN each list names those that it is for', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 5);
    await addAccount(database, '9', 'other guild');
    const { sessions } = database;
    await openSession(database, 'opening', { openedAt: later(4) });
    await activeSession(database, 'active', { openedAt: later(3) });
    for (const [n, id] of ['due', 'parked', 'over'].entries()) {
      await activeSession(database, id, { openedAt: later(2 - n) });
      await endSession(database, id);
    }
    for (const { name } of await sessions.steps('parked')) {
      await sessions.settleStep('parked', name, name === 'wipe_chat' ? 'parked' : 'done', null);
    }
    for (const { name } of await sessions.steps('over'))
      await sessions.settleStep('over', name, 'done', null);
    // Nothing is left to do, and nobody has said so yet: whoever comes next does.
    expect((await sessions.listWithStepsDue(guildId)).map(({ id }) => id)).toEqual(['over', 'parked', 'due']);
    for (const id of ['parked', 'over']) expect(await sessions.finish(id, later(80))).toBe(true);
    expect((await sessions.listLive(guildId)).map(({ id }) => id)).toEqual(['active', 'opening']);
    expect((await sessions.listWithStepsDue(guildId)).map(({ id }) => id)).toEqual(['due']);
    expect(await sessions.listUnfinishedOf(guildId, 'member-parked')).toHaveLength(1);
    expect(await sessions.listUnfinishedOf(guildId, 'member-over')).toEqual([]);
    expect(await existing(database, 'over')).toMatchObject({ state: 'closed', closedAt: later(80) });
    expect(await sessions.listGuildsWithWork()).toEqual([guildId]);
    await openSession(database, 'elsewhere', { guildId: 'other guild' });
    expect([...(await sessions.listGuildsWithWork())].sort()).toEqual([guildId, 'other guild']);
  });
});

describe('release', () => {
  test('GIVEN a lease THEN it ends once, and its date is that of the first call', async () => {
    const database = await temporaryDatabase();
    await addAccounts(database, 1);
    await activeSession(database, 'a');
    await endSession(database, 'a');
    expect(await database.sessions.open(draftOf('b'))).toEqual({ kind: 'pool_empty' });
    await Promise.all([
      database.sessions.release('a', later(100)),
      database.sessions.release('a', later(100)),
    ]);
    await openSession(database, 'c');
    // The account is another's by now.
    await database.sessions.release('a', later(200));
    expect((await database.accounts.find('1'))?.releasedAt).toEqual(later(100));
    expect((await database.sessions.findByLease('1'))?.id).toBe('c');
  });
});
