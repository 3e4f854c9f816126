import { Api, type TelegramClient } from 'telegram';
import { Raw } from 'telegram/events/index.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../sandbox/telegram/account.js';
import { LocalTelegram } from '../../../sandbox/telegram/local-telegram.js';
import type { Person } from '../../../sandbox/telegram/person.js';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { createClient, until } from './real-client.js';

let telegram: LocalTelegram;
let account: Account;
let agent: Person;
let client: TelegramClient;

beforeEach(async () => {
  telegram = new LocalTelegram();
  await telegram.start();
  account = telegram.createAccount({ firstName: 'Desk', lastName: 'One', phone: '15550001' });
  agent = telegram.createPerson({ firstName: 'Ada', username: 'ada_agent' });
  telegram.befriend(account, agent);
  client = await createClient(telegram, account);
  await client.connect();
});

afterEach(async () => {
  await client.destroy();
  await telegram.stop();
  expect(telegram.notImplemented).toEqual([]);
});

async function findAgent(): Promise<Api.InputPeerUser> {
  const found = await client.invoke(new Api.contacts.ResolveUsername({ username: 'ada_agent' }));
  const [user] = found.users;
  if (!(user instanceof Api.User) || user.accessHash === undefined) {
    throw new Error('the agent was not found');
  }
  return new Api.InputPeerUser({ userId: user.id, accessHash: user.accessHash });
}

async function say(
  text: string,
  randomId = toLong(Math.floor(Math.random() * 1e15)),
): Promise<Api.TypeUpdates> {
  return client.invoke(new Api.messages.SendMessage({ peer: await findAgent(), message: text, randomId }));
}

function collectUpdates(): Api.TypeUpdate[] {
  const updates: Api.TypeUpdate[] = [];
  client.addEventHandler((update: Api.TypeUpdate) => {
    if ('className' in update) {
      updates.push(update);
    }
  }, new Raw({}));
  return updates;
}

function chat(): string[] {
  return agent.seesChatWith(account).map(({ who, text }) => `${who}: ${text}`);
}

describe('who is who', () => {
  it('GIVEN a pre-shared key THEN the client connects and knows itself', async () => {
    const me = await client.getMe();
    expect([me.firstName, me.lastName, me.phone, me.self]).toEqual(['Desk', 'One', '15550001', true]);
    expect(account.isConnected).toBe(true);
  });

  it('GIVEN a username THEN it resolves, AND an unknown one does not', async () => {
    expect((await findAgent()).userId.toString()).toBe(agent.id);
    await expect(
      client.invoke(new Api.contacts.ResolveUsername({ username: 'nobody_here' })),
    ).rejects.toThrow('USERNAME_NOT_OCCUPIED');
  });

  it('GIVEN a username that changed hands THEN it means the new holder', async () => {
    agent.renames({ username: undefined });
    const heir = telegram.createPerson({ firstName: 'Eve', username: 'Ada_Agent' });
    expect((await findAgent()).userId.toString()).toBe(heir.id);
  });

  it("GIVEN another account's access hash THEN the peer is invalid", async () => {
    const other = telegram.createAccount({ firstName: 'Other' });
    const accessHash = toLong(telegram.world.accessHash(other.id, agent.id));
    const peer = new Api.InputPeerUser({ userId: toLong(agent.id), accessHash });
    await expect(client.invoke(new Api.messages.SendMessage({ peer, message: 'x' }))).rejects.toThrow(
      'PEER_ID_INVALID',
    );
    const id = new Api.InputUser({ userId: toLong(agent.id), accessHash });
    await expect(client.invoke(new Api.users.GetFullUser({ id }))).rejects.toThrow('USER_ID_INVALID');
    const [user] = await client.invoke(new Api.users.GetUsers({ id: [id] }));
    expect(user).toBeInstanceOf(Api.UserEmpty);
  });

  it('GIVEN updateProfile THEN strangers see the new name AND those who saved the contact the saved one', async () => {
    const stranger = telegram.createPerson({ firstName: 'Sam' });
    await client.invoke(new Api.account.UpdateProfile({ firstName: 'Mira', lastName: '' }));
    expect(stranger.seesNameOf(account)).toBe('Mira');
    expect(agent.seesNameOf(account)).toBe('Desk One');
    agent.removesContact(account);
    expect(agent.seesNameOf(account)).toBe('Mira');
    for (const firstName of ['', 'x'.repeat(65)]) {
      await expect(client.invoke(new Api.account.UpdateProfile({ firstName }))).rejects.toThrow(
        'FIRSTNAME_INVALID',
      );
    }
  });

  it('GIVEN contacts THEN they are listed AND adding one by the client makes it mutual', async () => {
    const friend = telegram.createPerson({ firstName: 'Finn', username: 'finn_agent' });
    friend.addsContact(account);
    const id = await client.getInputEntity('finn_agent');
    await client.invoke(new Api.contacts.AddContact({ id, firstName: 'Finn', lastName: '', phone: '' }));
    const contacts = await client.invoke(new Api.contacts.GetContacts({ hash: toLong(0) }));
    expect(contacts).toMatchObject({
      contacts: [{ mutual: true }, { mutual: true }],
      users: [{ firstName: 'Ada' }, { firstName: 'Finn' }],
    });
  });
});

describe('writing', () => {
  it('GIVEN a message THEN it arrives, AND repeating its random_id is answered with the first, or refused', async () => {
    const sent = await say('Hello', toLong(42));
    expect(sent).toMatchObject({ className: 'UpdateShortSentMessage', id: 1, pts: 2, ptsCount: 1 });
    expect(await say('Hello', toLong(42))).toMatchObject({ id: 1, pts: 2 });
    telegram.settings.repeatedRandomId = 'refuse';
    await expect(say('Hello', toLong(42))).rejects.toThrow('RANDOM_ID_DUPLICATE');
    telegram.settings.sentMessageForm = 'full';
    expect(await say('again')).toMatchObject({
      updates: [{ id: 2 }, { message: { message: 'again' }, pts: 3 }],
    });
    expect(chat()).toEqual(['Desk One: Hello', 'Desk One: again']);
  });

  it.each([
    ['   ', 'MESSAGE_EMPTY'],
    ['x'.repeat(4097), 'MESSAGE_TOO_LONG'],
  ])('GIVEN text that is not allowed THEN it is refused', async (text, error) => {
    await expect(say(text)).rejects.toThrow(error);
    expect(chat()).toEqual([]);
  });

  it('GIVEN entities THEN they are kept, AND those beyond the text are refused', async () => {
    const peer = await findAgent();
    const bold = (length: number): Api.MessageEntityBold[] => [
      new Api.MessageEntityBold({ offset: 0, length }),
    ];
    await client.invoke(new Api.messages.SendMessage({ peer, message: '🙂!', entities: bold(3) }));
    expect(agent.seesChatWith(account)[0]?.entities).toMatchObject([
      { className: 'MessageEntityBold', length: 3 },
    ]);
    await expect(
      client.invoke(new Api.messages.SendMessage({ peer, message: '🙂!', entities: bold(4) })),
    ).rejects.toThrow('ENTITY_BOUNDS_INVALID');
  });

  it('GIVEN edits, replies and deletions by the client THEN the agent sees them', async () => {
    const question = agent.replies(account, 'Hi?');
    const peer = await findAgent();
    const replyTo = new Api.InputReplyToMessage({ replyToMsgId: 1 });
    await client.invoke(new Api.messages.SendMessage({ peer, message: 'Helo', replyTo }));
    const edit = new Api.messages.EditMessage({ peer, id: 2, message: 'Hello' });
    expect(await client.invoke(edit)).toMatchObject({
      updates: [{ className: 'UpdateEditMessage', pts: 4 }],
    });
    await expect(client.invoke(edit)).rejects.toThrow('MESSAGE_NOT_MODIFIED');
    await expect(client.invoke(new Api.messages.EditMessage({ peer, id: 1, message: 'x' }))).rejects.toThrow(
      'MESSAGE_AUTHOR_REQUIRED',
    );
    await expect(client.invoke(new Api.messages.EditMessage({ peer, id: 9, message: 'x' }))).rejects.toThrow(
      'MESSAGE_ID_INVALID',
    );
    expect(agent.seesChatWith(account)[1]).toMatchObject({
      text: 'Hello',
      isEdited: true,
      replyToId: question,
    });
    await client.invoke(new Api.messages.DeleteMessages({ id: [2], revoke: true }));
    expect(chat()).toEqual(['Ada: Hi?']);
    await client.invoke(new Api.messages.DeleteMessages({ id: [1] }));
    expect(chat()).toEqual(['Ada: Hi?']);
  });

  it('GIVEN people who refuse THEN the sender is told why', async () => {
    const stranger = telegram.createPerson({ firstName: 'Sam', username: 'sam_stranger' });
    const peer = await client.getInputEntity('sam_stranger');
    const send = (): Promise<Api.TypeUpdates> =>
      client.invoke(new Api.messages.SendMessage({ peer, message: 'Hello' }));
    stranger.user.strangers = 'PRIVACY_PREMIUM_REQUIRED';
    await expect(send()).rejects.toThrow('PRIVACY_PREMIUM_REQUIRED');
    stranger.user.strangers = 'accept';
    account.user.isLimited = true;
    await expect(send()).rejects.toThrow('PEER_FLOOD');
    await expect(say('to a contact')).resolves.toBeDefined();
    stranger.says(account, 'I write first');
    await expect(send()).resolves.toBeDefined();
    stranger.blocks(account);
    await expect(send()).rejects.toThrow('USER_IS_BLOCKED');
  });
});

describe('reading and updates', () => {
  it('GIVEN what the agent does THEN updates arrive in order, each moving pts by its count', async () => {
    const updates = collectUpdates();
    await say('Hello');
    const first = agent.replies(account, 'one');
    agent.says(account, 'two');
    agent.edits(first, 'ONE');
    agent.types(account);
    agent.deletes([first]);
    await until(() => updates.some(({ className }) => className === 'UpdateDeleteMessages'));
    expect(updates.map((update) => [update.className, 'pts' in update ? update.pts : undefined])).toEqual([
      ['UpdateReadHistoryOutbox', 3],
      ['UpdateShortMessage', 4],
      ['UpdateShortMessage', 5],
      ['UpdateEditMessage', 6],
      ['UpdateUserTyping', undefined],
      ['UpdateDeleteMessages', 7],
    ]);
  });

  it('GIVEN the first message of a stranger THEN the update names its sender', async () => {
    const updates = collectUpdates();
    telegram.createPerson({ firstName: 'Sam' }).says(account, 'psst');
    await until(() => updates.length > 0);
    expect(updates).toMatchObject([{ className: 'UpdateNewMessage', message: { message: 'psst', id: 1 } }]);
  });

  it('GIVEN reading on both sides THEN dialogs, read dates and unread counts follow', async () => {
    await say('Hello');
    const peer = await findAgent();
    const readDate = new Api.messages.GetOutboxReadDate({ peer, msgId: 1 });
    await expect(client.invoke(readDate)).rejects.toThrow('MESSAGE_NOT_READ_YET');
    agent.replies(account, 'Hi');
    expect((await client.invoke(readDate)).date).toBeGreaterThan(1_600_000_000);
    agent.user.hidesReadDates = true;
    await expect(client.invoke(readDate)).rejects.toThrow('USER_PRIVACY_RESTRICTED');
    const peers = [new Api.InputDialogPeer({ peer })];
    const before = await client.invoke(new Api.messages.GetPeerDialogs({ peers }));
    expect(before.dialogs).toMatchObject([{ topMessage: 2, readOutboxMaxId: 1, unreadCount: 1 }]);
    const affected = await client.invoke(new Api.messages.ReadHistory({ peer, maxId: 0 }));
    expect(affected).toMatchObject({ pts: 5, ptsCount: 1 });
    expect(agent.seesChatWith(account)[1]?.isRead).toBe(true);
    const dialogs = await client.getDialogs({});
    expect(dialogs).toHaveLength(1);
    expect(dialogs[0]).toMatchObject({ unreadCount: 0, message: { message: 'Hi' } });
  });

  it('GIVEN a second device THEN what one does the other learns, and the doer learns it by the answer only', async () => {
    const device = account.addDevice();
    const key = await device.writeStringSession(telegram.port);
    const second = await createClient(telegram, account, key);
    await second.connect();
    await second.getMe();
    const seen: string[] = [];
    second.addEventHandler((update: Api.TypeUpdate) => {
      seen.push(update.className);
    }, new Raw({}));
    const own = collectUpdates();
    await say('Hello');
    await until(() => seen.includes('UpdateNewMessage'));
    expect(own).toEqual([]);
    account.says(agent, 'by hand');
    await until(() => own.length > 0);
    expect(own).toMatchObject([{ className: 'UpdateShortMessage', out: true, message: 'by hand' }]);
    await second.destroy();
  });

  it('GIVEN a second connection on the same key THEN both are answered', async () => {
    const second = await createClient(telegram, account);
    await second.connect();
    expect((await second.getMe()).id).toEqual((await client.getMe()).id);
    await second.destroy();
  });

  it('GIVEN a server that only says that there is too much THEN the difference has it', async () => {
    telegram.settings.newMessageForm = 'tooLong';
    const { pts, date } = await client.invoke(new Api.updates.GetState());
    const updates = collectUpdates();
    agent.says(account, 'one');
    await until(() => updates.length > 0);
    expect(updates).toMatchObject([{ className: 'UpdatesTooLong' }]);
    const difference = await client.invoke(new Api.updates.GetDifference({ pts, date, qts: 0 }));
    expect(difference).toMatchObject({ newMessages: [{ message: 'one' }] });
  });

  it('GIVEN lost updates and downtime THEN getDifference tells everything, in slices', async () => {
    const state = await client.invoke(new Api.updates.GetState());
    const ask = (pts: number): Promise<Api.updates.TypeDifference> =>
      client.invoke(new Api.updates.GetDifference({ pts, date: state.date, qts: 0 }));
    expect(await ask(state.pts)).toBeInstanceOf(Api.updates.DifferenceEmpty);
    account.isPushing = false;
    const updates = collectUpdates();
    const first = agent.says(account, 'one');
    await client.destroy();
    agent.says(account, 'two');
    agent.deletes([first]);
    agent.says(account, 'three');
    client = await createClient(telegram, account);
    await client.connect();
    telegram.settings.differenceBatch = 2;
    expect(await ask(state.pts)).toMatchObject({
      className: 'updates.DifferenceSlice',
      newMessages: [{ message: 'two' }],
      intermediateState: { pts: state.pts + 2 },
    });
    expect(await ask(state.pts + 2)).toMatchObject({
      className: 'updates.Difference',
      newMessages: [{ message: 'three' }],
      otherUpdates: [{ className: 'UpdateDeleteMessages', messages: [1], pts: state.pts + 3 }],
      state: { pts: state.pts + 4 },
      users: expect.arrayContaining([expect.objectContaining({ firstName: 'Ada' })]),
    });
    telegram.settings.differenceLimit = 3;
    expect(await ask(state.pts)).toMatchObject({
      className: 'updates.DifferenceTooLong',
      pts: state.pts + 4,
    });
    expect(updates).toEqual([]);
  });

  it('GIVEN a history THEN it is paged newest first, AND deleteHistory is repeated until its offset is 0', async () => {
    for (let index = 1; index <= 7; index += 1) {
      agent.says(account, `m${index}`);
    }
    const peer = await findAgent();
    const page = (options: { limit: number; offsetId?: number; addOffset?: number; minId?: number }) =>
      client.invoke(new Api.messages.GetHistory({ peer, hash: toLong(0), ...EMPTY_PAGE, ...options }));
    expect(await page({ limit: 2 })).toMatchObject({ count: 7, messages: [{ id: 7 }, { id: 6 }] });
    expect(await page({ limit: 2, offsetId: 6 })).toMatchObject({ messages: [{ id: 5 }, { id: 4 }] });
    expect(await page({ limit: 2, offsetId: 4, addOffset: -2 })).toMatchObject({
      messages: [{ id: 5 }, { id: 4 }],
    });
    expect(await page({ limit: 9, minId: 5 })).toMatchObject({ messages: [{ id: 7 }, { id: 6 }] });
    telegram.settings.deleteHistoryBatch = 3;
    const offsets: number[] = [];
    do {
      const wipe = new Api.messages.DeleteHistory({ peer, maxId: 6, revoke: true });
      offsets.push((await client.invoke(wipe)).offset);
    } while (offsets.at(-1) !== 0);
    expect(offsets).toEqual([3, 0]);
    expect(chat()).toEqual(['Ada: m7']);
    const two = await client.invoke(
      new Api.messages.GetMessages({
        id: [new Api.InputMessageID({ id: 1 }), new Api.InputMessageID({ id: 7 })],
      }),
    );
    expect(two).toMatchObject({ messages: [{ className: 'MessageEmpty' }, { message: 'm7' }] });
  });
});

const EMPTY_PAGE = { offsetId: 0, offsetDate: 0, addOffset: 0, maxId: 0, minId: 0 };
