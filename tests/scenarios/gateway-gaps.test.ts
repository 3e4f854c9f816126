import { describe, expect, it } from 'vitest';
import { threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { hideFromBot, showToBot } from './support/bot-sight.js';
import { identifiesAnew as losesGateway } from './support/gateway-loss.js';
import { hold, holdAndFail } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';

const on = onStage({
  atOnce: { accounts: 1 },
  stale: { accounts: 1 },
  unknown: { accounts: 1 },
  caughtUp: { accounts: 1 },
  twoChannels: { accounts: 2 },
  changed: { accounts: 2 },
  overtaken: { accounts: 1 },
  opening: { accounts: 1 },
  removed: { accounts: 1 },
  outage: { accounts: 1 },
});

const identifiesAnew = (meanwhile?: () => void) => losesGateway(on.stage, meanwhile);

// discord.js leaves five seconds between two identifies.
describe('after a gap in the gateway', { timeout: 60_000 }, () => {
  it('what was said in it comes before what the member says at once', async () => {
    const scene = on.scene('atOnce');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await identifiesAnew(() => mia.says(thread, 'Said to nobody'));
    mia.says(thread, 'Said at once');
    await scene.agent.sees(account, 'Said at once');
    expect(scene.agent.wordsWith(account).slice(-2)).toEqual(['Said to nobody', 'Said at once']);
  });

  it('what was edited and deleted in it is carried, and a thread in which nobody spoke is left alone', async () => {
    const scene = on.scene('changed');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    const quiet = threadIn(await noah.presses('Upgrade to VIP'));
    await noah.sees(quiet, 'Welcome, Noah!');
    const typo = mia.says(thread, 'The big paln');
    const slip = mia.says(thread, 'My password is 1234');
    await scene.agent.sees(account, 'My password is 1234');
    const mark = on.stage.discord.requests.mark();
    await identifiesAnew(() => {
      mia.edits(typo, 'The big plan');
      mia.deletes(slip);
    });
    await scene.agent.sees(account, 'The big plan');
    await until('the slip to go', () => !scene.agent.wordsWith(account).join().includes('1234'));
    expect(scene.agent.wordsWith(account).slice(-1)).toEqual(['The big plan']);
    const askedOf = (id: string) =>
      on.stage.discord.requests
        .since(mark)
        .filter(({ method, path }) => method === 'GET' && path.startsWith(`/channels/${id}/`));
    expect(askedOf(thread.id)).toHaveLength(1);
    expect(askedOf(quiet.id)).toEqual([]);
  });

  it('an edit that still waited from before it does not undo one that was made in it', async () => {
    const scene = on.scene('overtaken');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const message = mia.says(thread, 'The frist plan');
    await scene.agent.sees(account, 'The frist plan');
    const edits = { service: 'telegram', method: 'messages.EditMessage', account: account.id } as const;
    const failing = on.stage.faults.fail(edits, { times: Number.POSITIVE_INFINITY });
    mia.edits(message, 'The first plan');
    await until('it to be tried in vain', () => failing.hits > 0);
    await identifiesAnew(() => mia.edits(message, 'The second plan'));
    const seen = failing.hits;
    await until('what was read to be tried', () => failing.hits > seen);
    failing.lift();
    mia.says(thread, 'Do you have it?');
    await scene.agent.sees(account, 'Do you have it?');
    expect(scene.agent.wordsWith(account).slice(-2)).toEqual(['The second plan', 'Do you have it?']);
  });

  it('the sessions of a server that the bot was removed from in it are closed, and those of one in an outage are not', async () => {
    const [scene, other] = [on.scene('removed'), on.scene('outage')];
    const { thread, account } = await beginsToTalk(scene, scene.member('Mia'));
    const kept = await beginsToTalk(other, other.member('Noah'));
    const { guilds, members, application } = on.stage.discord.world;
    await identifiesAnew(() => {
      members.leave(application.botId, scene.guildId);
      guilds.setUnavailable(other.guildId, true);
    });
    await scene.closed(thread, 'bot_removed');
    await scene.agent.seesOnlyEnding(account, 'the bot was removed');
    expect(await scene.freeAccounts()).toBe(1);
    guilds.setUnavailable(other.guildId, false);
    other.member('Noah').says(kept.thread, 'Still there?');
    await other.agent.sees(kept.account, 'Still there?');
    expect(await other.sessionOf(kept.thread)).toMatchObject({ state: 'active' });
  });

  it('nothing is sent through an account that changed hands while a thread was asked for', async () => {
    const scene = on.scene('stale');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    hideFromBot(scene);
    mia.says(thread, 'For the ears of the agent only');
    const asked = holdAndFail(on.stage.faults, {
      service: 'discord',
      method: 'GET',
      path: `/channels/${thread.id}`,
    });
    await identifiesAnew();
    await until('the thread to be asked for', asked.isHeld);
    showToBot(scene);
    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
    const next = await beginsToTalk(scene, noah);
    expect(next.account.id).toBe(account.id);

    const mark = on.stage.discord.requests.mark();
    const { id: sessionId } = await scene.sessionOf(thread);
    asked.release();
    await on.stage.bot.logged('could not verify session', { sessionId });
    noah.says(next.thread, 'Noah’s last word');
    await scene.agent.sees(account, 'Noah’s last word');
    expect(scene.agent.wordsWith(account).join()).not.toContain('For the ears');
    const readings = on.stage.discord.requests
      .since(mark)
      .filter(({ path }) => path.startsWith(`/channels/${thread.id}/messages`));
    expect(readings).toEqual([]);
  });

  it('a session that can’t be verified at the start is carried as soon as its thread can be read', async () => {
    const scene = on.scene('unknown');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await on.stage.bot.stop();
    hideFromBot(scene);
    mia.says(thread, 'Said in the dark');
    await on.stage.startBot();
    const { id: sessionId } = await scene.sessionOf(thread);
    await on.stage.bot.logged('could not verify session', { sessionId });
    // It is told nothing: it has to try.
    showToBot(scene, 'without a word');
    await scene.agent.sees(account, 'Said in the dark');
    mia.says(thread, 'Said in the light');
    await scene.agent.sees(account, 'Said in the light');
    expect(scene.agent.wordsWith(account).filter((text) => text.startsWith('Said'))).toEqual([
      'Said in the dark',
      'Said in the light',
    ]);
  });

  it('an ending counts all that was still to be caught up', async () => {
    const scene = on.scene('caughtUp');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await on.stage.bot.stop();
    for (const number of [1, 2, 3]) mia.says(thread, `Missed, ${number}`);
    const sending = holdAndFail(on.stage.faults, {
      service: 'telegram',
      method: 'messages.SendMessage',
      account: account.id,
    });
    await on.stage.startBot();
    await until('the first to be on its way', sending.isHeld);
    await scene.staff.runs('/vip clear', { user: mia });
    sending.release();
    await scene.closed(thread, 'cleared_by_staff');
    expect(mia.countsIn(thread, '3 messages written here never reached the agent')).toBe(1);
  });

  it('what a member wrote in it while their session was still being opened is carried', async () => {
    const scene = on.scene('opening');
    const mia = scene.member('Mia');
    const [account] = scene.accounts;
    if (account === undefined) throw new Error('there is an account');
    // Discord's call is held, not Telegram's: the bot is patient with it for longer than two identifies are apart.
    const adding = hold(
      on.stage.faults,
      { service: 'discord', method: 'PUT', path: '/channels/*/thread-members/*' },
      'after',
    );
    const answer = mia.presses('Upgrade to VIP');
    await until('the member to be added', adding.isHeld);
    const [thread] = mia.threads();
    if (thread === undefined) throw new Error('there is a thread');
    await identifiesAnew(() => mia.says(thread, 'Said too early'));
    adding.release();
    await answer;
    await scene.agent.sees(account, 'Said too early');
  });

  it('a list of some channels’ threads says nothing of the others', async () => {
    const scene = on.scene('twoChannels');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { database, discord, bot } = on.stage;
    const here = await beginsToTalk(scene, mia);
    await database.guilds.save({ ...scene.settings, channelId: scene.plan.generalChannelId });
    const elsewhere = await beginsToTalk(scene, noah);
    hideFromBot(scene);
    const mark = discord.requests.mark();
    mia.says(here.thread, 'Said unseen');
    // THREAD_LIST_SYNC comes for the channel that the bot may see again, and for no other.
    showToBot(scene);
    await scene.agent.sees(here.account, 'Said unseen');
    noah.says(elsewhere.thread, 'Said elsewhere');
    await scene.agent.sees(elsewhere.account, 'Said elsewhere');
    const asked = discord.requests.since(mark).filter(({ path }) => path.includes(elsewhere.thread.id));
    expect(asked).toEqual([]);
    expect(bot.findLine('closed session', { guildId: scene.guildId })).toBeUndefined();
  });
});
