import { describe, expect, it } from 'vitest';
import type { CallMatch } from '../../sandbox/call-pattern.js';
import type { DiscordPerson, Place } from '../../sandbox/people/discord-person.js';
import type { Scene } from '../../sandbox/stage/scene.js';
import { threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import type { Account } from '../../sandbox/telegram/account.js';
import { killAtAll } from './support/crash-batch.js';
import { hold } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';
import { otherThan, signsInAgain } from './support/pool.js';

const hello = 'Hello! I would like to become a VIP.';
const pleasure = 'With pleasure! Which plan would you like?';
const recap = `The last messages were:\nMia: ${hello}\nYou: ${pleasure}`;
const deaths = ['SESSION_REVOKED', 'USER_DEACTIVATED_BAN', 'AUTH_KEY_DUPLICATED'] as const;

const on = onStage({
  SESSION_REVOKED: {},
  USER_DEACTIVATED_BAN: {},
  AUTH_KEY_DUPLICATED: {},
  quiet: {},
  alike: {},
  edited: {},
  renewed: {},
  back: {},
  ending: {},
  blocked: { accounts: 3 },
  limited: { accounts: 3 },
  astray: {},
  unreachable: {},
  lastWords: {},
});

describe('a conversation whose account dies', () => {
  it.each(deaths)('goes on through another one, and its member notices nothing: %s', async (death) => {
    const scene = on.scene(death);
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    account.dies(death);
    mia.says(thread, 'Can you hear me?');
    await scene.agent.sees(other, 'Can you hear me?');
    expect(scene.agent.wordsWith(other)).toEqual([
      expect.stringContaining(`Your conversation with Mia from ${death}`),
      recap,
      'Can you hear me?',
    ]);
    scene.agent.replies(other, 'Loud and clear.');
    await mia.sees(thread, 'Loud and clear.');
    await scene.staff.sees({ id: scene.plan.logChannelId }, 'needs a new sign-in');
    expect(wordsOf(mia, thread)).toEqual([hello, pleasure, 'Can you hear me?', 'Loud and clear.']);
    const [label] = (await scene.pool()).filter(({ state }) => state === 'dead').map((each) => each.label);
    const [report] = scene.staff.looksAt({ id: scene.plan.logChannelId });
    expect(report?.text.replaceAll('\\', '')).toContain(label);
  });

  it('carries first what the agent had written there before', async () => {
    const scene = on.scene('lastWords');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    const path = new RegExp(`^/channels/${thread.id}/messages$`);
    const posting = on.stage.faults.fail(
      { service: 'discord', method: 'POST', path },
      { times: Number.POSITIVE_INFINITY },
    );
    scene.agent.replies(account, 'One moment.');
    scene.agent.replies(account, 'The gold plan is yours.');
    await until('the first to be tried in vain', () => posting.hits > 0);
    account.dies('SESSION_REVOKED');
    await on.stage.bot.logged('account died', { accountId: account.id });
    const tried = posting.hits;
    await until('it to be tried again', () => posting.hits > tried);
    posting.lift();
    await mia.sees(thread, 'The gold plan is yours.');
    await scene.agent.sees(other, /The gold plan is yours\./);
    expect(wordsOf(mia, thread).slice(-2)).toEqual(['One moment.', 'The gold plan is yours.']);
  });

  it('moves also when nobody writes', async () => {
    const scene = on.scene('quiet');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    diesQuietly(account);
    await scene.agent.sees(other, recap);
    scene.agent.replies(other, 'Are you still there?');
    await mia.sees(thread, 'Are you still there?');
    mia.says(thread, 'I am.');
    await scene.agent.sees(other, 'I am.');
  });

  it('takes nothing for something else that has the same words and the same number', async () => {
    const scene = on.scene('alike');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    diesQuietly(account);
    await scene.agent.sees(other, recap);
    scene.agent.replies(other, pleasure);
    await until('the words to stand there twice', () => mia.countsIn(thread, pleasure) === 2);
    const { id: sessionId } = await scene.sessionOf(thread);
    const numbers = Array.from({ length: 20 }, (_, index) => String(index));
    const key = { sessionId, accountId: null, direction: 'to_discord' } as const;
    const rows = await on.stage.database.deliveries.findSources(key, numbers);
    expect(new Set(rows.map(({ sourceId }) => sourceId)).size).toBe(1);
    expect(new Set(rows.map(({ accountId }) => accountId)).size).toBe(2);
  });

  it('leaves alone what was written before, whatever becomes of it', async () => {
    const scene = on.scene('edited');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    const forgotten = mia.says(thread, 'Forget this.');
    await scene.agent.sees(account, 'Forget this.');
    const [first] = mia.looksAt(thread).filter(({ text }) => text === hello);
    if (first === undefined) throw new Error('nothing was said');
    diesQuietly(account);
    await scene.agent.sees(other, 'The last messages were:');
    mia.edits(first, 'Hello! I would like to be a VIP.');
    mia.deletes(forgotten);
    mia.says(thread, 'Where were we?');
    await scene.agent.sees(other, 'Where were we?');
    expect(scene.agent.wordsWith(other)).toHaveLength(3);
    expect(mia.countsIn(thread, 'could not be delivered')).toBe(0);
  });

  it('is gone from the account before the next customer, once somebody signed in there again', async () => {
    const scene = on.scene('renewed');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { account } = await beginsToTalk(scene, mia);
    diesQuietly(account);
    await scene.agent.sees(otherThan(scene, account), recap);
    expect(scene.agent.wordsWith(account)).toContain(hello);
    await signsInAgain(scene, account);
    const thread = threadIn(await noah.presses('Upgrade to VIP'));
    await noah.sees(thread, 'Welcome, Noah!');
    expect(scene.agent.wordsWith(account)).toEqual([expect.stringContaining('Noah from renewed')]);
  });

  it('may come back to the account that it began with', async () => {
    const scene = on.scene('back');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    diesQuietly(account);
    await scene.agent.sees(other, recap);
    await signsInAgain(scene, account);
    diesQuietly(other);
    await scene.agent.sees(account, recap);
    mia.says(thread, 'Back again?');
    await scene.agent.sees(account, 'Back again?');
    expect(scene.agent.wordsWith(account)).toEqual([
      expect.stringContaining('Your conversation with Mia from back'),
      recap,
      'Back again?',
    ]);
    scene.agent.replies(account, 'So it seems.');
    await mia.sees(thread, 'So it seems.');
  });

  it('passes over an account from which the agent can’t be reached, and staff are told', async () => {
    const scene = on.scene('blocked');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const [next, last] = scene.accounts.filter(({ id }) => id !== account.id);
    if (next === undefined || last === undefined) throw new Error('there are three accounts');
    scene.agent.person.blocks(next);
    diesQuietly(account);
    await scene.agent.sees(last, recap);
    mia.says(thread, 'Can you hear me?');
    await scene.agent.sees(last, 'Can you hear me?');
    await scene.staff.sees({ id: scene.plan.logChannelId }, 'can’t be reached from a Telegram account');
    expect(scene.agent.wordsWith(next)).toEqual([]);
    expect(await scene.freeAccounts()).toBe(1);
  });

  it('passes over an account that Telegram lets write to nobody new', async () => {
    const scene = on.scene('limited');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const [next, last] = scene.accounts.filter(({ id }) => id !== account.id);
    if (next === undefined || last === undefined) throw new Error('there are three accounts');
    const limited = on.stage.faults.fail(sendsOf(next), {
      status: 400,
      message: 'PEER_FLOOD',
      times: Number.POSITIVE_INFINITY,
    });
    diesQuietly(account);
    await scene.agent.sees(last, recap);
    mia.says(thread, 'Can you hear me?');
    await scene.agent.sees(last, 'Can you hear me?');
    expect(limited.hits).toBe(1);
    expect(mia.countsIn(thread, 'The line to the agent is down')).toBe(0);
    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
    // It is spared for a while: the next conversation does not try it either.
    const again = threadIn(await mia.presses('Upgrade to VIP'));
    await mia.sees(again, 'Welcome, Mia!');
    expect((await scene.sessionOf(again)).accountId).toBe(last.id);
    expect(limited.hits).toBe(1);
  });

  it('carries nothing from the chat that it left: an agent who writes there is told', async () => {
    const scene = on.scene('astray');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    diesQuietly(account);
    await scene.agent.sees(other, recap);
    const before = wordsOf(mia, thread);
    const [said] = scene.agent.seesChatWith(account).filter(({ text }) => text === pleasure);
    if (said === undefined) throw new Error('the agent said nothing');
    scene.agent.edits(account, said.id, 'With pleasure! Gold or silver?');
    scene.agent.replies(account, 'Did you choose?');
    await signsInAgain(scene, account);
    await scene.agent.sees(account, 'nobody is connected');
    scene.agent.edits(account, said.id, 'With pleasure! Gold, silver or bronze?');
    scene.agent.replies(other, 'Which one will it be?');
    await mia.sees(thread, 'Which one will it be?');
    expect(wordsOf(mia, thread)).toEqual([...before, 'Which one will it be?']);
    expect(scene.agent.wordsWith(account).filter((words) => words.includes('nobody is'))).toHaveLength(1);
  });

  it('waits while the agent can be reached from none, and goes on when they can', async () => {
    const scene = on.scene('unreachable');
    const mia = scene.member('Mia');
    const log = { id: scene.plan.logChannelId };
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    scene.agent.person.blocks(other);
    diesQuietly(account);
    mia.says(thread, 'Can you hear me?');
    await scene.staff.sees(log, 'the agent takes no messages from it');
    await mia.sees(thread, 'The line to the agent is down for the moment');
    scene.agent.person.unblocks(other);
    await scene.agent.sees(other, 'Can you hear me?');
    expect(scene.staff.countsIn(log, 'can’t be reached from')).toBe(1);
    expect(mia.countsIn(thread, 'The line to the agent is down')).toBe(1);
    expect(mia.countsIn(thread, 'could not be delivered')).toBe(0);
  });

  it('can be ended while it moves', async () => {
    const scene = on.scene('ending');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const other = otherThan(scene, account);
    const introducing = hold(on.stage.faults, sendsOf(other));
    diesQuietly(account);
    await until('the introduction to be on its way', introducing.isHeld);
    await mia.runs('/vip end', {}, thread);
    introducing.release();
    await scene.closed(thread, 'ended_by_member');
    await scene.agent.seesOnlyEnding(other, 'the member ended it');
    expect(await scene.freeAccounts()).toBe(1);
  });
});

describe('a move to another account that a death of the process cuts off', () => {
  const points = {
    'its name': (account: Account): CallMatch => callsOf(account, 'account.UpdateProfile'),
    'its introduction': (account: Account): CallMatch => sendsOf(account, 'goes on here'),
    'the last messages': (account: Account): CallMatch => sendsOf(account, 'The last messages were'),
    'what was open': (account: Account): CallMatch => sendsOf(account, 'Can you hear me?'),
  };
  const names = Object.keys(points);
  const cut = onStage(
    Object.fromEntries(
      ['before', 'after'].flatMap((moment) => names.map((name) => [`${moment} ${name}`, {}])),
    ),
  );

  it.each(['before', 'after'] as const)(
    'is finished at the next start: %s the call',
    async (moment) => {
      const { stage } = cut;
      if (!stage.bot.isRunning) await stage.startBot();
      const talks = await Promise.all(
        Object.entries(points).map(async ([name, callOf]) => {
          const scene = cut.scene(`${moment} ${name}`);
          const mia = scene.member('Mia');
          const { thread, account } = await beginsToTalk(scene, mia);
          return { name, scene, mia, thread, account, other: otherThan(scene, account), callOf };
        }),
      );
      await killAtAll(
        stage,
        moment,
        talks.map(({ name, mia, thread, account, other, callOf }) => ({
          name,
          call: callOf(other),
          act() {
            account.dies('SESSION_REVOKED');
            mia.says(thread, 'Can you hear me?');
          },
        })),
      );
      await stage.startBot();
      for (const { scene, mia, thread, other } of talks) {
        await scene.agent.sees(other, 'Can you hear me?');
        // After a gap only Telegram's dates tell whether the agent had read the introduction, in whole seconds.
        scene.agent.person.reads(other);
        stage.passTime(2_000);
        scene.agent.replies(other, 'Loud and clear.');
        await mia.sees(thread, 'Loud and clear.');
        expect(received(scene, other)).toEqual([
          expect.stringContaining('goes on here'),
          recap,
          'Can you hear me?',
        ]);
        expect(wordsOf(mia, thread)).toEqual([hello, pleasure, 'Can you hear me?', 'Loud and clear.']);
      }
    },
    90_000,
  );
});

/** Telegram refuses the account, and no call is under way that could notice. */
function diesQuietly(account: Account): void {
  account.dies('SESSION_REVOKED');
  account.losesConnection();
}

/** What stands in the thread below the welcome. */
function wordsOf(member: DiscordPerson, thread: Place): readonly string[] {
  const lines = member.looksAt(thread).map(({ text }) => text);
  return lines.filter((text) => text !== '' && !text.startsWith('Welcome,'));
}

function received(scene: Scene, account: Account): readonly string[] {
  const lines = scene.agent.seesChatWith(account).filter(({ isOut }) => !isOut);
  return lines.map(({ text }) => text);
}

function callsOf(account: Account, method: string): CallMatch {
  return { service: 'telegram', method, account: account.id };
}

function sendsOf(account: Account, words = ''): CallMatch {
  return {
    ...callsOf(account, 'messages.SendMessage'),
    where: ({ body }) =>
      typeof body === 'object' && body !== null && 'message' in body && `${body.message}`.includes(words),
  };
}
