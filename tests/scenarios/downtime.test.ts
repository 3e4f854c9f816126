import { beforeAll, describe, expect, it } from 'vitest';
import type { FaultMoment } from '../../sandbox/faults.js';
import type { DiscordPerson, Place } from '../../sandbox/people/discord-person.js';
import { type Scene, threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation, findsCustomer } from '../../sandbox/story/conversation.js';
import { killAtAll } from './support/crash-batch.js';
import { onThread } from './support/crash-calls.js';
import { onStage } from './support/on-stage.js';

const oneAccount = { accounts: 1, members: ['Mia'] };
const talking = {
  few: oneAccount,
  many: oneAccount,
  archived: oneAccount,
  deleted: oneAccount,
  leftServer: oneAccount,
  leftThread: oneAccount,
  leftAmongOthers: oneAccount,
  joined: oneAccount,
  lockedOut: oneAccount,
  locked: oneAccount,
  ending: oneAccount,
};
const opening = { halfOpen: oneAccount, openedInVain: oneAccount, openedForNobody: oneAccount };
type Word = 'posted' | 'unposted' | 'sent' | 'unsent';
type Name = keyof typeof talking | keyof typeof opening;

describe('what happens while the bot is down', () => {
  const on = onStage(
    { ...talking, ...opening },
    { timings: { telegramCallMs: 10_000 }, answerWithinMs: 20_000 },
  );
  const talks = new Map<Name, Conversation>();

  beforeAll(async () => {
    // Telegram's clock and the machine's never quite agree.
    on.stage.telegram.clock.advance(-20_000);
    await Promise.all(
      namesOf(talking).map(async (name) => talks.set(name, await beginsToTalk(on.scene(name), mia(name)))),
    );
    const pressed = namesOf(opening).map((name) => ({
      name,
      call: onThread('POST', '/messages')(on.scene(name)),
      act: () => mia(name).presses('Upgrade to VIP'),
    }));
    const ending = {
      name: 'ending',
      call: onThread('PATCH', '')(on.scene('ending')),
      act: () => mia('ending').runs('/vip end', {}, thread('ending')),
    };
    joins('leftAmongOthers');
    await heardOf('leftAmongOthers', 3);
    await killAtAll(on.stage, 'before', [...pressed, ending]);

    saysMany('few', 3);
    saysMany('many', 120);
    mia('archived').says(thread('archived'), 'Does anybody read this?');
    on.scene('archived').staff.archives(thread('archived'));
    on.scene('deleted').staff.deletesThread(thread('deleted'));
    mia('leftServer').leavesServer();
    mia('leftThread').leaves(thread('leftThread'));
    mia('leftAmongOthers').leaves(thread('leftAmongOthers'));
    joins('joined');
    on.scene('lockedOut').staff.archives(thread('lockedOut'), { locks: true });
    on.scene('locked').staff.locks(thread('locked'));
    on.scene('ending').staff.deletesThread(thread('ending'));
    on.scene('openedInVain').staff.deletesThread(onlyThread('openedInVain'));
    mia('openedForNobody').leavesServer();
    await on.stage.startBot();
  }, 150_000);

  it.each(['few', 'many'] as const)(
    'messages are carried afterwards, once and in order: %s',
    async (name) => {
      const scene = on.scene(name);
      const { account } = talk(name);
      const count = name === 'few' ? 3 : 120;
      await scene.agent.sees(account, `From Mia, ${count}.`);
      await mia(name).sees(thread(name), `From Ada, ${count}.`);
      await goOn(scene, thread(name));
      expect(scene.agent.wordsWith(account).filter((text) => text.startsWith('From Mia'))).toEqual(
        numbered('From Mia', count),
      );
      const carried = mia(name)
        .looksAt(thread(name))
        .filter(({ authorId }) => authorId !== mia(name).id);
      expect(carried.map(({ text }) => text).filter((text) => text.startsWith('From Ada'))).toEqual(
        numbered('From Ada', count),
      );
    },
  );

  it('a thread that was archived ends its conversation, and what was not read is counted', async () => {
    await on.scene('archived').closed(thread('archived'), 'thread_archived');
    await mia('archived').sees(thread('archived'), 'its thread was archived');
    expect(
      mia('archived').countsIn(thread('archived'), 'One message written here never reached the agent'),
    ).toBe(1);
    await startsAnew('archived');
  });

  it('so does one that was archived and locked, and it stays locked', async () => {
    await on.scene('lockedOut').closed(thread('lockedOut'), 'thread_archived');
    expect(mia('lockedOut').countsIn(thread('lockedOut'), 'This conversation has ended')).toBe(1);
    expect(on.scene('lockedOut').threads()).toMatchObject([{ archived: true, locked: true }]);
    await startsAnew('lockedOut');
  });

  it('so does one that was only locked, for its member can no longer write there', async () => {
    await on.scene('locked').closed(thread('locked'), 'thread_not_visible');
    expect(mia('locked').countsIn(thread('locked'), 'This conversation has ended')).toBe(1);
    expect(on.scene('locked').threads()).toMatchObject([{ archived: true, locked: true }]);
    await startsAnew('locked');
  });

  it('a thread that was deleted ends it, and the member is told (discord-tickets#276, modmailbot#705, Modmail#100)', async () => {
    await on.scene('deleted').closed(thread('deleted'), 'thread_deleted');
    await mia('deleted').getsDirectMessage('thread was deleted');
    await startsAnew('deleted');
  });

  it('a member who left the server frees the account, and can come back', async () => {
    await on.scene('leftServer').closed(thread('leftServer'), 'member_left_server');
    mia('leftServer').joinsServer();
    await startsAnew('leftServer');
  });

  it('a member who left the thread is not held to it', async () => {
    await on.scene('leftThread').closed(thread('leftThread'), 'member_left_thread');
    await startsAnew('leftThread');
  });

  it('nor is one whose thread others are in', async () => {
    await on.scene('leftAmongOthers').closed(thread('leftAmongOthers'), 'member_left_thread');
    await startsAnew('leftAmongOthers');
  });

  it('a thread that somebody joined is looked at once, and goes on', async () => {
    await heardOf('joined', 3);
    const before = on.stage.discord.requests.mark();
    const { guilds } = on.stage.discord.world;
    guilds.setUnavailable(on.scene('joined').guildId, true);
    guilds.setUnavailable(on.scene('joined').guildId, false);
    await goOn(on.scene('joined'), thread('joined'));
    const { id } = thread('joined');
    const looks = [`/channels/${id}`, `/channels/${id}/thread-members/${mia('joined').id}`];
    const asked = on.stage.discord.requests.since(before);
    expect(asked.filter(({ method, path }) => method === 'GET' && looks.includes(path))).toEqual([]);
  });

  it('an ending goes on although its thread is gone', async () => {
    await on.scene('ending').closed(thread('ending'), 'ended_by_member');
    await startsAnew('ending');
  });

  it('an opening is completed', async () => {
    const scene = on.scene('halfOpen');
    const open = onlyThread('halfOpen');
    await mia('halfOpen').sees(open, 'Welcome, Mia!');
    await goOn(scene, open);
    expect(threadIn(await mia('halfOpen').presses('Upgrade to VIP'))).toEqual({ id: open.id });
    expect(scene.threads()).toHaveLength(1);
  });

  it('an opening whose thread is gone is undone', async () => {
    await startsAnew('openedInVain');
    expect(on.scene('openedInVain').threads()).toHaveLength(1);
  });

  it('an opening whose member is gone is undone', async () => {
    const scene = on.scene('openedForNobody');
    await until('the account to be free', async () => (await scene.freeAccounts()) === 1);
    await until('the thread to be locked', () =>
      scene.threads().every(({ archived, locked }) => archived && locked),
    );
    mia('openedForNobody').joinsServer();
    await startsAnew('openedForNobody');
  });

  function mia(name: Name): DiscordPerson {
    return on.scene(name).member('Mia');
  }

  function talk(name: Name): Conversation {
    const found = talks.get(name);
    if (found === undefined) throw new Error(`nobody talks in ${name}`);
    return found;
  }

  function thread(name: Name): Place {
    return talk(name).thread;
  }

  /** Someone of the staff joins the conversation. */
  function joins(name: Name): void {
    on.stage.discord.world.threadMembers.join(on.scene(name).staff.id, thread(name).id);
  }

  /** Waits until the bot knows how many are in the thread. */
  async function heardOf(name: Name, count: number): Promise<void> {
    await until(`${count} to be counted in ${name}`, async () => {
      const { peopleInThread } = await on.scene(name).sessionOf(thread(name));
      return peopleInThread === count;
    });
  }

  function onlyThread(name: Name): Place {
    const [first] = on.scene(name).threads();
    if (first === undefined) throw new Error(`there is no thread in ${name}`);
    return { id: first.id };
  }

  function saysMany(name: Name, count: number): void {
    for (const text of numbered('From Mia', count)) mia(name).says(thread(name), text);
    for (const text of numbered('From Ada', count)) on.scene(name).agent.replies(talk(name).account, text);
  }

  /** One press leads to a new conversation, with the only account of the pool. */
  async function startsAnew(name: Name): Promise<void> {
    const scene = on.scene(name);
    const old = talks.get(name)?.thread;
    await until(
      'no opening to be under way',
      async () => (await scene.liveSessionOf(mia(name)))?.state !== 'opening',
    );
    const next = threadIn(await mia(name).presses('Upgrade to VIP'));
    expect(next.id).not.toBe(old?.id);
    await goOn(scene, next);
    const account = await findsCustomer(scene, mia(name));
    expect(scene.agent.wordsWith(account)).toHaveLength(3);
  }
});

/** How long the second downtime lasts for the two services: longer than Discord remembers nonces. */
const hourMs = 3_600_000;

describe('when the bot is down for long', () => {
  const words = { posted: oneAccount, unposted: oneAccount, sent: oneAccount, unsent: oneAccount };
  const on = onStage(
    { ...words, expired: oneAccount },
    {
      // Nothing is taken to be remembered by Discord, and what was being opened expires before the next start.
      timings: { nonceMemoryMs: 0, openingDeadlineMs: 2_500, telegramCallMs: 10_000 },
    },
  );
  const talks = new Map<string, Conversation>();

  it('carries the same words as often as they were written', async () => {
    for (const name of namesOf(words))
      talks.set(name, await beginsToTalk(on.scene(name), on.scene(name).member('Mia')));
    await dies('before', 'unposted', 'unsent');
    await on.stage.startBot();
    await dies('after', 'posted', 'sent');
    await on.stage.startBot();
    for (const name of namesOf(words)) {
      const scene = on.scene(name);
      const { thread, account } = talkIn(name);
      await goOn(scene, thread);
      const count =
        name === 'posted' || name === 'unposted'
          ? scene.staff.countsIn(thread, /^Yes\.$/)
          : scene.agent.wordsWith(account).filter((text) => text === 'Yes.').length;
      expect(count, name).toBe(2);
    }
  });

  it('undoes an opening whose time is over, and tells the member', async () => {
    const scene = on.scene('expired');
    const mia = scene.member('Mia');
    const welcome = { name: 'welcome', call: onThread('POST', '/messages')(scene) };
    await killAtAll(on.stage, 'before', [{ ...welcome, act: () => mia.presses('Upgrade to VIP') }]);
    const half = await scene.liveSessionOf(mia);
    await until('the deadline to pass', () => half !== null && new Date() > half.openingDeadline);
    await on.stage.startBot();
    await scene.closed({ id: half?.threadId ?? '' }, 'opening_failed');
    await mia.getsDirectMessage(scene.plan.name);
    await goOn(scene, threadIn(await mia.presses('Upgrade to VIP')));
    expect(scene.threads().filter(({ locked }) => !locked)).toHaveLength(1);
  });

  /** The same word is written twice; the process dies over the first, and an hour goes by. */
  async function dies(moment: FaultMoment, posted: Word, sent: Word): Promise<void> {
    const [toMember, toAgent] = [on.scene(posted), on.scene(sent)];
    const { thread, account } = talkIn(posted);
    const { id: sender } = talkIn(sent).account;
    await killAtAll(on.stage, moment, [
      {
        name: posted,
        call: `POST /channels/${thread.id}/messages`,
        act: () => toMember.agent.replies(account, 'Yes.'),
      },
      {
        name: sent,
        call: { service: 'telegram', method: 'messages.SendMessage', account: sender },
        act: () => toAgent.member('Mia').says(talkIn(sent).thread, 'Yes.'),
      },
    ]);
    on.stage.discord.world.clock.advance(hourMs);
    on.stage.telegram.clock.advance(hourMs);
    toMember.agent.replies(account, 'Yes.');
    toAgent.member('Mia').says(talkIn(sent).thread, 'Yes.');
  }

  function talkIn(name: string): Conversation {
    const found = talks.get(name);
    if (found === undefined) throw new Error(`nobody talks in ${name}`);
    return found;
  }
});

function namesOf<N extends string>(scenery: Readonly<Record<N, unknown>>): readonly N[] {
  const isName = (name: string): name is N => name in scenery;
  return Object.keys(scenery).filter(isName);
}

function numbered(words: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${words}, ${index + 1}.`);
}

/** A word each way, in the one conversation that is open. */
async function goOn(scene: Scene, thread: Place): Promise<void> {
  const mia = scene.member('Mia');
  const account = await findsCustomer(scene, mia);
  scene.agent.reads(account);
  mia.says(thread, 'I am back.');
  await scene.agent.sees(account, 'I am back.');
  scene.agent.replies(account, 'Welcome back.');
  await mia.sees(thread, 'Welcome back.');
}
