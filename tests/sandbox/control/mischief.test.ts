import { beforeEach, describe, expect, it } from 'vitest';
import type { Mischief, MischiefAnswer, StreamSight } from '../../../sandbox/control/protocol.js';
import { until } from '../../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../../sandbox/story/conversation.js';
import { onControl } from './support/on-control.js';

const on = onControl({ withBot: true, scene: { accounts: 3 } });
type Wanted = Mischief extends infer One ? (One extends Mischief ? Omit<One, 'guild'> : never) : never;

const make = (wanted: Wanted) => on.ask<MischiefAnswer>('/mischief', { guild: on.scene.guildId, ...wanted });
const stream = (): Promise<StreamSight> => on.read('/page/stream');

describe('with nobody talking', () => {
  it('finds nothing to do to a conversation', async () => {
    for (const mischief of ['archive-thread', 'delete-thread', 'member-leaves'] as const) {
      expect(await make({ mischief }), mischief).toMatchObject({
        status: 404,
        body: { error: expect.stringContaining('There is no open conversation') },
      });
    }
    expect(await on.ask('/mischief', { guild: on.scene.guildId, mischief: 'rain' })).toMatchObject({
      status: 400,
    });
  });
});

describe('with Mia talking', () => {
  let talk: Conversation;
  beforeEach(async () => {
    const mia = on.scene.member('Mia');
    if ((await on.scene.liveSessionOf(mia)) === null) talk = await beginsToTalk(on.scene, mia);
  });
  const says = (text: string) => on.person('Mia', { act: 'says', where: talk.thread.id, text });

  it('archives her thread', async () => {
    expect((await make({ mischief: 'archive-thread' })).body.done).toMatch(/^Sam archived #/);
    await on.scene.closed(talk.thread, 'thread_archived');
    await until('the ending in the machine room', async () => {
      const [row] = (await on.machine()).sessions;
      return row?.reason === 'thread_archived' && row.thread?.state !== 'open';
    });
  });

  it('deletes her thread', async () => {
    expect((await make({ mischief: 'delete-thread' })).body.done).toMatch(/^Sam deleted #/);
    await on.scene.closed(talk.thread, 'thread_deleted');
    expect((await on.machine()).sessions[0]?.thread?.state).toBe('deleted');
  });

  it('lets her leave, and come back when it is pressed again', async () => {
    expect((await make({ mischief: 'member-leaves' })).body).toEqual({ done: 'Mia left the server.' });
    await on.scene.closed(talk.thread, 'member_left_server');
    expect((await make({ mischief: 'member-leaves' })).body).toEqual({
      done: 'Mia came back to the server.',
    });
  });

  it('fails all of Discord until it is lifted, or for its time', async () => {
    const ask = async () => {
      const headers = { authorization: `Bot ${on.stage.discord.token}` };
      return (await fetch(`${on.stage.discord.api}/v10/applications/@me`, { headers })).status;
    };
    await make({ mischief: 'discord-fails' });
    expect(await ask()).toBe(500);
    expect((await on.machine()).lasting).toMatchObject([
      { name: 'discord-fails', what: 'Discord answers every request with 500 for 30 seconds.' },
    ]);
    await on.ask('/mischief', undefined, 'DELETE');
    expect((await on.machine()).lasting).toEqual([]);
    expect(await ask()).toBe(200);
    await make({ mischief: 'discord-fails', seconds: 600 });
    await on.ask('/faults', undefined, 'DELETE');
    expect([await ask(), (await on.machine()).lasting]).toEqual([200, []]);
    await make({ mischief: 'discord-fails', seconds: 0.3 });
    expect(await ask()).toBe(500);
    await until('it to be over', async () => (await ask()) === 200);
    expect((await on.machine()).lasting).toEqual([]);
  });

  it('makes the next message wait', async () => {
    await make({ mischief: 'flood-wait', seconds: 1 });
    expect((await on.machine()).lasting).toMatchObject([{ name: 'flood-wait', until: null }]);
    await says('after the flood');
    await on.scene.agent.sees(talk.account, 'after the flood');
    const refused = (await stream()).exchanges.filter(({ status }) => status === 'FLOOD_WAIT_1');
    expect(refused).toMatchObject([{ service: 'telegram', isRefused: true }]);
    expect((await on.machine()).lasting).toEqual([]);
  });

  it('cuts the gateway, and the bot resumes', async () => {
    await make({ mischief: 'gateway-drops' });
    await until('the bot to resume', async () =>
      (await stream()).exchanges.some(({ kind, method }) => kind === 'dispatch' && method === 'RESUMED'),
    );
    await says('over the mended wire');
    await on.scene.agent.sees(talk.account, 'over the mended wire');
  });

  it('cuts Telegram, for one account or all', async () => {
    const [first] = on.scene.accounts;
    expect((await make({ mischief: 'telegram-drops', account: first?.id })).body.done).toContain(
      first?.user.username,
    );
    expect((await make({ mischief: 'telegram-drops' })).body.done).toContain('all accounts');
    expect(on.scene.accounts.some(({ isConnected }) => isConnected)).toBe(false);
    await until('all to be back', () => on.scene.accounts.every(({ isConnected }) => isConnected));
    await says('back again');
    await on.scene.agent.sees(talk.account, 'back again');
  });

  it('bans the account that she talks through', async () => {
    const { username } = talk.account.user;
    expect((await make({ mischief: 'ban-account' })).body).toEqual({
      done: `Telegram has banned ${username}.`,
    });
    await until('the pool to know', async () =>
      (await on.machine()).pool.some(
        ({ accountId, state, deathCause }) =>
          accountId === talk.account.id && state === 'dead' && deathCause !== null,
      ),
    );
  });

  it('kills, starts and restarts the bot', async () => {
    const { pid, starts } = (await on.machine()).bot;
    await make({ mischief: 'kill-bot' });
    expect((await on.machine()).bot).toMatchObject({ state: 'stopped', pid: null });
    await make({ mischief: 'start-bot' });
    const started = (await on.machine()).bot;
    expect(started).toMatchObject({ state: 'ready', starts: starts + 1 });
    expect(started.pid).not.toBe(pid);
    await make({ mischief: 'start-bot' });
    expect((await on.machine()).bot.pid).toBe(started.pid);
    await make({ mischief: 'restart-bot' });
    expect((await on.machine()).bot).toMatchObject({ state: 'ready', starts: starts + 2 });
  });

  it('lets a day pass on both', async () => {
    const before = await on.machine();
    await make({ mischief: 'pass-day' });
    const { now, clockAheadMs } = await on.machine();
    expect(now - before.now).toBeGreaterThanOrEqual(24 * 60 * 60_000);
    expect(clockAheadMs).toBeGreaterThan(23 * 60 * 60_000);
    expect(on.stage.telegram.clock.now()).toBeGreaterThanOrEqual(now);
  });
});
