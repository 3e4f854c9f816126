import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../sandbox/telegram/account.js';
import { plain } from '../../src/relay/index.js';
import type { Session } from '../../src/sessions/index.js';
import { sendText, TelegramBench, until } from './support/telegram-bench.js';

let bench: TelegramBench;
let account: Account;

beforeEach(async () => {
  bench = await TelegramBench.start();
  account = await bench.addAccount();
  await bench.startFleet(account);
});

afterEach(async () => {
  await bench.stop();
  expect(bench.telegram.notImplemented).toEqual([]);
});

/** Where the account's sequence stands on Telegram's side. */
function topPts(): number {
  return bench.telegram.world.mailbox(account.id).pts;
}

async function untilSettled(): Promise<void> {
  await until(() => bench.accounts.cursors.get(account.id)?.pts === topPts());
}

function countConnections(): number {
  return bench.logged.filter(({ verb }) => verb === 'connected to telegram').length;
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `line ${index}`);
}

function says(words: readonly string[]): void {
  for (const word of words) bench.agent.says(account, word);
}

describe('live', () => {
  test.each(['short', 'full', 'tooLong'] as const)(
    'messages arrive in order and once, pushed in the %s form',
    async (form) => {
      bench.telegram.settings.newMessageForm = form;
      const words = numbered(30);
      says(words);
      await untilSettled();
      expect(bench.handler.words).toEqual(words);
      if (form !== 'tooLong') expect(bench.telegram.countCalls({ method: 'updates.GetDifference' })).toBe(1);
    },
  );

  test('a message is told as it was written', async () => {
    const id = bench.agent.says(account, 'Hello');
    await until(() => bench.handler.heard.length === 1);
    expect(id).toBeGreaterThan(0);
    expect(bench.handler.heard[0]).toEqual({
      accountId: account.id,
      origin: 'live',
      event: {
        kind: 'message',
        message: {
          id: account.seesChatWith(bench.agent)[0]?.id,
          peerUserId: bench.agent.id,
          outgoing: false,
          date: expect.any(Date),
          ids: [account.seesChatWith(bench.agent)[0]?.id],
          text: plain('Hello'),
          files: [],
          replyTo: null,
        },
      },
    });
  });

  test('reading, editing and deleting are told', async () => {
    const own = account.says(bench.agent, 'from another device');
    const theirs = bench.agent.says(account, 'frist');
    bench.agent.reads(account);
    bench.agent.edits(theirs, 'first');
    const id = account.seesChatWith(bench.agent).at(-1)?.id;
    bench.agent.deletes([theirs]);
    await untilSettled();
    expect(bench.handler.heard.map(({ event }) => event)).toMatchObject([
      { kind: 'message', message: { outgoing: true, text: { text: 'from another device' } } },
      { kind: 'message', message: { outgoing: false, text: { text: 'frist' } } },
      { kind: 'read', peerUserId: bench.agent.id, upToId: own },
      { kind: 'edited', message: { id, text: { text: 'first' } } },
      { kind: 'reacted', messageId: id, emoji: [] },
      { kind: 'deleted', ids: [id] },
    ]);
  });

  test('what this process does itself is no event, and leaves no gap', async () => {
    const chat = await bench.prepare(account);
    for (const form of ['short', 'full'] as const) {
      bench.telegram.settings.sentMessageForm = form;
      const sent = await sendText(bench, chat, form, form === 'short' ? 1n : 2n);
      if (sent.kind === 'sent')
        await bench.fleet.messages.edit(chat, sent.ids.get(0) ?? 0, plain(`${form} edited`));
    }
    await bench.fleet.chats.wipe(chat);
    says(['and then']);
    await untilSettled();
    expect(bench.handler.heard.map(({ event }) => event.kind)).toEqual(['message']);
    expect(bench.handler.words).toEqual(['and then']);
    expect(bench.telegram.countCalls({ method: 'updates.GetDifference' })).toBe(1);
  });

  test('an update that was lost is found when the next one leaves a gap', async () => {
    account.isPushing = false;
    says(['lost one', 'lost two']);
    account.isPushing = true;
    says(['arrives']);
    await untilSettled();
    expect(bench.handler.words).toEqual(['lost one', 'lost two', 'arrives']);
  });

  test('what the library drops together with a refusal is found at once', async () => {
    const chat = await bench.prepare(account);
    account.isPushing = false;
    says(['dropped']);
    expect(await bench.fleet.messages.edit(chat, 99_999, plain('nothing'))).toBe('gone');
    await untilSettled();
    expect(bench.handler.words).toEqual(['dropped']);
  });

  test('what was not pushed because Telegram lost the session is found when it says so', async () => {
    account.losesSessions();
    says(['lost']);
    await bench.fleet.chats.resetProfile(account.id);
    await untilSettled();
    says(['live again']);
    await untilSettled();
    expect(bench.handler.words).toEqual(['lost', 'live again']);
    expect(countConnections()).toBe(1);
    expect(bench.telegram.countCalls({ method: 'updates.GetDifference' })).toBe(2);
  });

  test('an own call that was never answered leaves no gap for long', async () => {
    const chat = await bench.prepare(account);
    bench.telegram.faults.fail({ method: 'messages.SendMessage' }, { when: 'after' });
    await sendText(bench, chat, 'Hello', 1n).catch(() => {});
    says(['answer']);
    await untilSettled();
    expect(bench.handler.words).toEqual(['answer']);
  });
});

describe('settling', () => {
  test('an event that is refused is handed over again before those behind it', async () => {
    let refusals = 3;
    bench.handler.before = async (event) => {
      if (event.kind === 'message' && event.message.text.text === 'two' && refusals-- > 0)
        throw new Error('not now');
    };
    says(['one', 'two', 'three']);
    await untilSettled();
    expect(refusals).toBe(-1);
    expect(bench.handler.words).toEqual(['one', 'two', 'three']);
  });

  test('the cursor is stored only when the event is settled', async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isWaiting = false;
    bench.handler.before = async () => {
      isWaiting = true;
      await released;
    };
    const before = bench.accounts.cursors.get(account.id);
    says(['one', 'two']);
    await until(() => isWaiting);
    expect(bench.accounts.cursors.get(account.id)).toEqual(before);
    release();
    await untilSettled();
  });

  test('the cursor never goes back', async () => {
    says(numbered(10));
    await untilSettled();
    const all = bench.accounts.savedCursors.map(({ pts }) => pts);
    expect(all).toEqual(all.toSorted((a, b) => a - b));
  });

  test('when more waits than should be held in memory, it is read again', async () => {
    let isHeld = true;
    bench.handler.before = async () => until(() => !isHeld);
    const words = numbered(500);
    says(words);
    await until(() => bench.logged.some(({ verb }) => verb === 'dropped waiting updates'));
    isHeld = false;
    await untilSettled();
    expect(bench.handler.words).toEqual(words);
  });
});

describe('after a gap', () => {
  test('what was written while the process was down is read on start, slice by slice, with one call each', async () => {
    await bench.fleet.stop();
    bench.telegram.settings.differenceBatch = 10;
    const words = numbered(35);
    says(words);
    await bench.restartFleet(account);
    await untilSettled();
    expect(bench.handler.words).toEqual(words);
    expect(new Set(bench.handler.heard.map(({ origin }) => origin))).toEqual(new Set(['difference']));
    expect(bench.telegram.countCalls({ method: 'updates.GetDifference' })).toBe(4);
  });

  test('a start without anything missed costs one difference call, and writes nothing', async () => {
    await bench.restartFleet(account);
    const { length } = bench.accounts.savedCursors;
    await bench.prepare(account);
    expect(bench.telegram.countCalls({ method: 'updates.GetDifference' })).toBe(1);
    expect(bench.accounts.savedCursors).toHaveLength(length);
  });

  test('reads come before the messages of a difference, changes to messages behind them', async () => {
    await bench.fleet.stop();
    const own = account.says(bench.agent, 'introduction');
    const first = bench.agent.says(account, 'before reading');
    bench.agent.replies(account, 'after reading');
    bench.agent.edits(first, 'before reading, edited');
    bench.agent.deletes([bench.agent.says(account, 'never mind')]);
    await bench.restartFleet(account);
    await untilSettled();
    const kinds = bench.handler.heard.map(({ event }) => event.kind);
    expect(kinds).toEqual(['read', 'message', 'message', 'message', 'edited', 'reacted', 'deleted']);
    expect(bench.handler.heard[0]?.event).toMatchObject({ upToId: own });
  });

  test('a lost connection is made anew, and nothing is missed or doubled', async () => {
    for (let round = 0; round < 3; round++) {
      account.losesConnection();
      says([`while away ${round}`]);
      await until(() => bench.handler.words.includes(`while away ${round}`));
      says([`back again ${round}`]);
      await untilSettled();
    }
    expect(bench.handler.words).toEqual(
      [0, 1, 2].flatMap((round) => [`while away ${round}`, `back again ${round}`]),
    );
  });

  test('an outage of Telegram is waited out', async () => {
    await bench.telegram.stop();
    says(['during the outage']);
    await until(() => !bench.fleet.isConnected(account.id));
    await bench.telegram.start();
    await untilSettled();
    expect(bench.handler.words).toEqual(['during the outage']);
  });

  test('a failing getDifference is asked again', async () => {
    bench.telegram.faults.fail({ method: 'updates.GetDifference' }, { times: 3 });
    bench.telegram.settings.newMessageForm = 'tooLong';
    says(['told late']);
    await untilSettled();
    expect(bench.handler.words).toEqual(['told late']);
  });

  test('beyond what Telegram remembers, the chat at work is read from its introduction on', async () => {
    const chat = await bench.prepare(account);
    const introductionId = account.says(bench.agent, 'introduction');
    await untilSettled();
    await bench.fleet.stop();
    bench.lease = leaseOf(chat.agentAccessHash, introductionId);
    const stranger = bench.telegram.createPerson({ firstName: 'Stranger' });
    stranger.says(account, 'spam');
    const words = numbered(120);
    says(words);
    bench.telegram.settings.differenceLimit = 50;
    bench.handler.heard.length = 0;
    await bench.restartFleet(account);
    await untilSettled();
    expect(bench.handler.words).toEqual(words);
    says(['and on it goes']);
    await until(() => bench.handler.words.at(-1) === 'and on it goes');
  });

  test('of a chat that is too long the newest 1,000 messages are read: an album is left out where they begin, and nothing is told of what lies below', async () => {
    const chat = await bench.prepare(account);
    const introductionId = account.says(bench.agent, 'introduction');
    await untilSettled();
    await bench.fleet.stop();
    bench.lease = leaseOf(chat.agentAccessHash, introductionId);
    const photo = { kind: 'photo', bytes: Buffer.from('photo') } as const;
    says(['too old']);
    bench.agent.sendsAlbum(account, [photo, photo, photo]);
    const border = account.seesChatWith(bench.agent).at(-1)?.id;
    // Two of the album's items are read, too.
    const words = numbered(998);
    says(words);
    bench.telegram.settings.differenceLimit = 50;
    bench.handler.heard.length = 0;
    await bench.restartFleet(account);
    await untilSettled();
    expect(bench.handler.words).toEqual(words);
    const ids = account
      .seesChatWith(bench.agent)
      .slice(-998)
      .map(({ id }) => id);
    expect(bench.handler.heard.at(-1)?.event).toEqual({
      kind: 'standing',
      peerUserId: bench.agent.id,
      aboveId: border,
      ids,
    });
  });

  test('a place in the sequence that Telegram does not know is given up for the present one', async () => {
    await bench.fleet.stop();
    bench.accounts.cursors.set(account.id, { pts: 1_000_000, qts: 0, date: 1 });
    await bench.restartFleet(account);
    await untilSettled();
    says(['hello']);
    await untilSettled();
    expect(bench.handler.words).toEqual(['hello']);
  });
});

test('an account that was never connected begins where it stands: old messages are nobody’s', async () => {
  const late = bench.telegram.createAccount({ firstName: 'Late' });
  bench.agent.says(late, 'before the import');
  await bench.importAccount(late, await late.stringSession());
  await until(() => bench.accounts.cursors.has(late.id));
  bench.agent.says(late, 'after it');
  await until(() => bench.handler.words.length > 0);
  expect(bench.handler.words).toEqual(['after it']);
});

function leaseOf(agentAccessHash: string | null, introductionId: number): Session {
  return {
    id: 's1',
    guildId: '900000000000000001',
    memberId: '1',
    memberName: 'Mia',
    code: 'AB2CD',
    state: 'active',
    channelId: '2',
    threadId: '3',
    peopleInThread: 2,
    accountId: account.id,
    holdsLease: true,
    agentUserId: bench.agent.id,
    agentAccessHash,
    introductionId,
    introductionReadAt: null,
    discordCursor: null,
    supersedesId: null,
    openedAt: new Date(),
    openingDeadline: new Date(),
    activeAt: new Date(),
    closingAt: null,
    closedAt: null,
    reason: null,
    closedBy: null,
  };
}
