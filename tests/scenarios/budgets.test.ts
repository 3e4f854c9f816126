import { describe, expect, it } from 'vitest';
import type { RequestMark, RequestRecord } from '../../sandbox/discord/front/request-log.js';
import { type Scene, threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import type { Session } from '../../src/sessions/index.js';
import { onStage } from './support/on-stage.js';
import { writeStandingSessions } from './support/standing-sessions.js';

const STANDING = 900;
const ENDING = 4;
/** Opening the direct conversation, and the message. */
const DIRECT_MESSAGE = 2;
const LOG_MESSAGE = 1;

const on = onStage(
  {
    idle: {},
    upgrade: {},
    refused: {},
    archived: {},
    deleted: {},
    relay: {},
    endedByMember: {},
    endedByButton: {},
    cleared: {},
    leftThread: {},
  },
  // What is never due cannot be what was asked for.
  { timings: { telegramCheckMs: 600_000 } },
);

/** All requests to Discord since the mark, as lines for an error message. */
/** What was asked since, but for the signs below messages: these come when the agent has read, in their own time. */
function asked(mark: RequestMark): readonly string[] {
  return on.stage.discord.requests
    .since(mark)
    .filter((request) => !isSign(request))
    .map(line);
}

function isSign({ route }: RequestRecord): boolean {
  return route.includes('/reactions/');
}

function line({ method, route, status }: RequestRecord): string {
  return `${method} ${route} ${status}`;
}

const mark = () => on.stage.discord.requests.mark();

/** Waits until at least so many were settled: people see what a request does a moment before it is counted. */
async function settled(count: number, since: RequestMark): Promise<void> {
  await until(`${count} requests to be settled`, () => asked(since).length >= count);
}

/** An upgrade, and the first word of the agent, carried. */
const BEGINNING = 5 + 1;

async function begins(scene: Scene): Promise<Conversation> {
  const before = mark();
  const conversation = await beginsToTalk(scene, scene.member('Mia'));
  await settled(BEGINNING, before);
  return conversation;
}

describe('budgets', () => {
  let idleSince: RequestMark = 0;

  it('leaves an open session alone (begun here, counted at the end)', async () => {
    const scene = on.scene('idle');
    await begins(scene);
    idleSince = mark();
  });

  it('upgrades with 5 requests a member without a live row', async () => {
    const before = mark();
    const { thread } = await begins(on.scene('upgrade'));
    const requests = on.stage.discord.requests.since(before);
    expect(requests.map(line)).toHaveLength(BEGINNING);
    expect(requests.filter(({ channelId }) => channelId === thread.id).map(line)).toEqual([
      'PUT /channels/{channel_id}/thread-members/{user_id} 204',
      'POST /channels/{channel_id}/messages 200',
      'POST /channels/{channel_id}/messages 200',
    ]);
  });

  it('checks a live row with 2 more', async () => {
    const scene = on.scene('refused');
    const mia = scene.member('Mia');
    await begins(scene);
    const before = mark();
    await mia.presses('Upgrade to VIP');
    await settled(4, before);
    expect(asked(before)).toEqual([
      'POST /interactions/{interaction_id}/{interaction_token}/callback 204',
      'GET /channels/{channel_id} 200',
      'GET /channels/{channel_id}/thread-members/{user_id} 200',
      'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original 200',
    ]);
  });

  for (const [name, reason, ending] of [
    ['archived', 'thread_archived', ENDING + LOG_MESSAGE],
    ['deleted', 'thread_deleted', LOG_MESSAGE + DIRECT_MESSAGE],
  ] as const) {
    it(`upgrades past a dead row (${name}) within 7 and the budget of its ending`, async () => {
      const scene = on.scene(name);
      const mia = scene.member('Mia');
      const { thread } = await begins(scene);
      // Nobody tells the bot: it finds out when it asks.
      const { store } = on.stage.discord.world;
      if (name === 'archived') store.requireThread(thread.id).archived = true;
      else {
        store.requireGuild(scene.guildId).threads.delete(thread.id);
        store.forgetChannel(thread.id);
      }
      const before = mark();
      await mia.sees(threadIn(await mia.presses('Upgrade to VIP')), 'Welcome, Mia!');
      await scene.closed(thread, reason);
      expect(asked(before).length, asked(before).join('\n')).toBeLessThanOrEqual(5 + 2 + ending);
    });
  }

  it('carries a message with exactly 1 request on the far side, each way', async () => {
    const scene = on.scene('relay');
    const mia = scene.member('Mia');
    const { thread, account } = await begins(scene);
    const { telegram } = on.stage;
    const callsOfAccount = () =>
      telegram.calls.filter((call) => call.account === account.id).map(({ method }) => method);
    let before = mark();
    const calls = callsOfAccount().length;
    for (const number of [1, 2, 3]) mia.says(thread, `Word ${number}`);
    await scene.agent.sees(account, 'Word 3');
    expect(callsOfAccount().slice(calls)).toEqual(Array(3).fill('messages.SendMessage'));
    expect(asked(before)).toEqual([]);

    scene.agent.reads(account);
    before = mark();
    const callsBefore = callsOfAccount().length;
    for (const number of [1, 2, 3]) scene.agent.replies(account, `Answer ${number}`);
    await mia.sees(thread, 'Answer 3');
    await settled(3, before);
    expect(asked(before)).toEqual(Array(3).fill('POST /channels/{channel_id}/messages 200'));
    expect(callsOfAccount().slice(callsBefore)).toEqual([]);
  });

  it('ends by the member’s command with 4, and the log message', async () => {
    const scene = on.scene('endedByMember');
    const mia = scene.member('Mia');
    const { thread } = await begins(scene);
    const before = mark();
    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
    expect(asked(before).length, asked(before).join('\n')).toBeLessThanOrEqual(ENDING + LOG_MESSAGE);
  });

  it('ends by the button with the question, 4, and the log message', async () => {
    const scene = on.scene('endedByButton');
    const mia = scene.member('Mia');
    const { thread } = await begins(scene);
    const before = mark();
    const question = await mia.presses('End session', thread);
    await settled(1, before);
    await mia.presses('Yes, end it', question);
    await scene.closed(thread, 'ended_by_member');
    expect(asked(before).length, asked(before).join('\n')).toBeLessThanOrEqual(1 + ENDING + LOG_MESSAGE);
  });

  it('clears with 4, the log message and the direct message', async () => {
    const scene = on.scene('cleared');
    const mia = scene.member('Mia');
    const { thread } = await begins(scene);
    const before = mark();
    await scene.staff.runs('/vip clear', { user: mia });
    await scene.closed(thread, 'cleared_by_staff');
    const most = ENDING + LOG_MESSAGE + DIRECT_MESSAGE;
    expect(asked(before).length, asked(before).join('\n')).toBeLessThanOrEqual(most);
  });

  it('closes what was left with 4, the log message and the direct message', async () => {
    const scene = on.scene('leftThread');
    const mia = scene.member('Mia');
    const { thread } = await begins(scene);
    const before = mark();
    mia.leaves(thread);
    await scene.closed(thread, 'member_left_thread');
    const most = ENDING + LOG_MESSAGE + DIRECT_MESSAGE;
    expect(asked(before).length, asked(before).join('\n')).toBeLessThanOrEqual(most);
  });

  it('polls nothing: a quiet session costs no request while all of this went on', () => {
    const { guildId } = on.scene('idle');
    const since = on.stage.discord.requests.since(idleSince);
    expect(since.length).toBeGreaterThan(50);
    // The sign that the agent has read what was said when it began may come a moment later.
    const quiet = since.filter((request) => request.guildId === guildId && !isSign(request));
    expect(quiet.map(line)).toEqual([]);
    // Beyond guilds there are only direct messages, and the one thread that was deleted.
    const elsewhere = since.filter((request) => request.guildId === null).map(({ route }) => route);
    expect(new Set(elsewhere)).toEqual(
      new Set(['/users/@me/channels', '/channels/{channel_id}/messages', '/channels/{channel_id}']),
    );
  });

  it(`starts with ${STANDING} valid sessions without a request for any, and asks once for each of 10 dead ones`, {
    timeout: 240_000,
  }, async () => {
    const { bot, discord } = on.stage;
    await bot.stop();
    const scene = await on.stage.addScene({ name: 'mass', accounts: STANDING + 10 });
    const sessions = await writeStandingSessions(scene);
    const dead = sessions.slice(100, 110);
    for (const [index, { threadId }] of dead.entries()) {
      if (index % 2 === 0) scene.staff.archives({ id: threadId ?? '' });
      else scene.staff.deletesThread({ id: threadId ?? '' });
    }
    // Many counts that look as if their members had left are Discord's doing.
    const { store, application } = discord.world;
    for (const { threadId } of sessions.slice(200, 240))
      store.requireThread(threadId ?? '').members.delete(application.botId);
    const before = mark();
    await on.stage.startBot();
    // Nine hundred are met first.
    const isClosed = async ({ id }: Session) =>
      (await on.stage.database.sessions.find(id))?.state === 'closed';
    for (const session of dead)
      await until('a dead one to be closed', () => isClosed(session), { withinMs: 60_000 });
    for (const [index, { threadId }] of dead.entries()) {
      await scene.closed({ id: threadId ?? '' }, index % 2 === 0 ? 'thread_archived' : 'thread_deleted');
    }
    const paths = dead.map(({ threadId }) => `/channels/${threadId}`);
    const all = discord.requests.since(before);
    const checks = all.filter(({ method, path }) => method === 'GET' && paths.includes(path));
    expect(checks.map(({ path }) => path).sort()).toEqual([...paths].sort());
    const others = all.filter((request) => !checks.includes(request) && !isOfStart(request));
    const endings = dead.length * (ENDING + LOG_MESSAGE) + (dead.length / 2) * DIRECT_MESSAGE;
    expect(others.length, others.map(line).join('\n')).toBeLessThanOrEqual(endings);
    const valid = new Set(
      sessions.filter((session) => !dead.includes(session)).map(({ threadId }) => threadId),
    );
    expect(all.filter(({ channelId }) => valid.has(channelId)).map(line)).toEqual([]);
    expect(await scene.freeAccounts()).toBe(dead.length);

    // The last of the valid ones is served like any other.
    const last = sessions.at(-1);
    scene.member(last?.memberName ?? '').says({ id: last?.threadId ?? '' }, 'Is anybody there?');
    await scene.agent.sees(scene.account(last?.accountId ?? ''), 'Is anybody there?');
  });
});

/** What a start costs, whatever there is to serve: who am I, where is the gateway, which commands are there. */
function isOfStart({ path }: RequestRecord): boolean {
  return path.startsWith('/applications/') || path.startsWith('/gateway') || path === '/users/@me';
}
