import { describe, expect, it } from 'vitest';
import type { DiscordPerson } from '../../sandbox/people/discord-person.js';
import type { Scene } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { hideFromBot, showToBot } from './support/bot-sight.js';
import { withoutTable } from './support/damage.js';
import { onStage } from './support/on-stage.js';

const six = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fay'];
const on = onStage({
  atStart: {},
  elsewhere: {},
  outage: {},
  identify: {},
  rights: {},
  unheard: {},
  damaged: {},
  doubted: { accounts: 6, members: six },
  deleted: { accounts: 6, members: six },
});

/** The conversation goes on in both directions, each word once, in the session that it began in. */
async function goesOn(scene: Scene, person: DiscordPerson, { thread, account }: Conversation, word: string) {
  person.says(thread, `${word} from ${person.name}`);
  await scene.agent.sees(account, `${word} from ${person.name}`);
  scene.agent.replies(account, `${word} from Ada to ${person.name}`);
  await person.sees(thread, `${word} from Ada to ${person.name}`);
  expect(person.countsIn(thread, `${word} from Ada`)).toBe(1);
  expect(await scene.sessionOf(thread)).toMatchObject({ state: 'active', holdsLease: true });
}

function closedIn(scene: Scene) {
  return on.stage.bot.log.filter(({ msg, guildId }) => msg === 'closed session' && guildId === scene.guildId);
}

/** The gateway forgets the bot, which has to identify anew. */
async function identifiesAnew(): Promise<void> {
  const { gateway } = on.stage.discord;
  const before = gateway.counts.identifies;
  gateway.dropConnections({ resumable: false });
  await until('the bot to identify anew', () => gateway.counts.identifies > before);
}

/** A short outage, after which Discord describes the guild again. */
function isMetAnew({ guildId }: Scene): void {
  on.stage.discord.world.guilds.setUnavailable(guildId, true);
  on.stage.discord.world.guilds.setUnavailable(guildId, false);
}

function checksOf(threads: readonly { readonly id: string }[], mark: number) {
  const paths = threads.map(({ id }) => `/channels/${id}`);
  return on.stage.discord.requests
    .since(mark)
    .filter(({ method, path }) => method === 'GET' && paths.includes(path));
}

// discord.js leaves five seconds between two identifies.
describe('false alarms', { timeout: 60_000 }, () => {
  it('does not take a server that is missing at the start for one without threads', async () => {
    const [scene, elsewhere] = [on.scene('atStart'), on.scene('elsewhere')];
    const [mia, noah] = [scene.member('Mia'), elsewhere.member('Noah')];
    const conversation = await beginsToTalk(scene, mia);
    const other = await beginsToTalk(elsewhere, noah);
    await on.stage.bot.stop();
    on.stage.discord.world.guilds.setUnavailable(scene.guildId, true);
    // It is ready only when all its servers are there, or after 15 seconds; those that are there are served before.
    on.stage.bot.start();
    await goesOn(elsewhere, noah, other, 'Meanwhile');
    expect(await scene.sessionOf(conversation.thread)).toMatchObject({ state: 'active' });
    scene.agent.replies(conversation.account, 'Said in the outage');
    on.stage.discord.world.guilds.setUnavailable(scene.guildId, false);
    await on.stage.bot.ready();
    await goesOn(scene, mia, conversation, 'Afterwards');
    await mia.sees(conversation.thread, 'Said in the outage');
    expect(mia.countsIn(conversation.thread, 'Said in the outage')).toBe(1);
    expect(closedIn(scene)).toEqual([]);
  });

  it('sits out an outage in the middle, and delivers what was written in it', async () => {
    const scene = on.scene('outage');
    const mia = scene.member('Mia');
    const conversation = await beginsToTalk(scene, mia);
    const { guilds } = on.stage.discord.world;
    guilds.setUnavailable(scene.guildId, true);
    await on.stage.bot.logged('lost sight of guild', { guildId: scene.guildId });
    scene.agent.replies(conversation.account, 'Said in the outage');
    await until('it to be tried in vain', () =>
      on.stage.discord.requests.all.some(
        ({ channelId, status }) => channelId === conversation.thread.id && status === 503,
      ),
    );
    await expect(mia.presses('Upgrade to VIP')).rejects.toThrow('unavailable');
    guilds.setUnavailable(scene.guildId, false);
    await mia.sees(conversation.thread, 'Said in the outage');
    await goesOn(scene, mia, conversation, 'Afterwards');
    expect(mia.countsIn(conversation.thread, 'Said in the outage')).toBe(1);
    expect(closedIn(scene)).toEqual([]);
  });

  it('identifies anew without losing a session or a word', async () => {
    const scene = on.scene('identify');
    const mia = scene.member('Mia');
    const conversation = await beginsToTalk(scene, mia);
    const { gateway } = on.stage.discord;
    const before = gateway.counts.identifies;
    gateway.dropConnections({ resumable: false });
    mia.says(conversation.thread, 'Said to nobody’s ears');
    await scene.agent.sees(conversation.account, 'Said to nobody’s ears');
    expect(gateway.counts.identifies).toBeGreaterThan(before);
    await goesOn(scene, mia, conversation, 'Afterwards');
    const words = scene.agent.wordsWith(conversation.account);
    expect(words.filter((text) => text.includes('nobody’s ears'))).toHaveLength(1);
    expect(closedIn(scene)).toEqual([]);
  });

  it('keeps what it may not see for a while, tells staff once, and goes on when it may again', async () => {
    const scene = on.scene('rights');
    const mia = scene.member('Mia');
    const conversation = await beginsToTalk(scene, mia);
    const { id } = await scene.sessionOf(conversation.thread);
    hideFromBot(scene);
    mia.says(conversation.thread, 'Said unseen');
    await identifiesAnew();
    const log = { id: scene.plan.logChannelId };
    await scene.staff.sees(log, 'A session could not be checked');
    await identifiesAnew();
    // On an attempt, the old session is given up only for a new one, and there can be none.
    const answer = await mia.runs('/vip upgrade', {}, { id: scene.plan.generalChannelId });
    expect(answer.text).toContain('I am not allowed to open your conversation.');
    expect(await scene.liveSessionOf(mia)).toMatchObject({ id, state: 'active' });
    expect(scene.staff.countsIn(log, 'A session could not be checked')).toBe(1);

    showToBot(scene);
    await scene.agent.sees(conversation.account, 'Said unseen');
    await goesOn(scene, mia, conversation, 'Afterwards');
    const words = scene.agent.wordsWith(conversation.account);
    expect(words.filter((text) => text.includes('Said unseen'))).toHaveLength(1);
  });

  it('tells staff at the next look what they could not be told at the first', async () => {
    const scene = on.scene('unheard');
    const conversation = await beginsToTalk(scene, scene.member('Mia'));
    const log = { id: scene.plan.logChannelId };
    hideFromBot(scene);
    const silence = on.stage.faults.fail(`POST /channels/${log.id}/messages`, { times: 2 });
    isMetAnew(scene);
    await until('it to be told in vain', () => silence.hits === 2);
    isMetAnew(scene);
    await scene.staff.sees(log, 'A session could not be checked');
    showToBot(scene);
    await goesOn(scene, scene.member('Mia'), conversation, 'Afterwards');
  });

  it('compares the threads at the next chance when something that nobody foresaw broke off a comparison', async () => {
    const scene = on.scene('damaged');
    const { thread } = await beginsToTalk(scene, scene.member('Mia'));
    await withoutTable(on.stage, 'Session', async () => {
      const failures = () =>
        on.stage.bot.log.filter(
          ({ msg, guildId }) => msg === 'failed to reconcile guild' && guildId === scene.guildId,
        ).length;
      isMetAnew(scene);
      await until('it to be broken off, and given up', () => failures() === 2);
    });
    on.stage.discord.world.store.requireThread(thread.id).archived = true;
    isMetAnew(scene);
    await scene.closed(thread, 'thread_archived');
  });

  it('does not believe six threads that are unknown at once', async () => {
    const scene = on.scene('doubted');
    const people = six.map((name) => scene.member(name));
    const conversations = await Promise.all(people.map((person) => beginsToTalk(scene, person)));
    const threads = conversations.map(({ thread }) => thread);
    const paths = new Set(threads.map(({ id }) => `/channels/${id}`));
    // They are missing from the list because they are hidden, and Discord errs when it is asked.
    hideFromBot(scene);
    const fault = on.stage.faults.fail(
      { service: 'discord', method: 'GET', where: ({ path }) => paths.has(path) },
      { times: 6, status: 404, code: 10003, message: 'Unknown Channel' },
    );
    const mark = on.stage.discord.requests.mark();
    await identifiesAnew();
    await until('all six to be asked for', () => fault.hits === 6);
    await on.stage.bot.logged('doubted vanished threads', { threads: 6 });
    showToBot(scene);
    await until('all six to be asked for again', () => checksOf(threads, mark).length >= 12);
    for (const [index, conversation] of conversations.entries()) {
      await goesOn(scene, people[index] ?? scene.owner, conversation, 'Afterwards');
    }
    expect(closedIn(scene)).toEqual([]);
  });

  it('believes it at the second look when six threads are really gone', async () => {
    const scene = on.scene('deleted');
    const people = six.map((name) => scene.member(name));
    const conversations = await Promise.all(people.map((person) => beginsToTalk(scene, person)));
    const threads = conversations.map(({ thread }) => thread);
    await on.stage.bot.stop();
    for (const thread of threads) scene.staff.deletesThread(thread);
    const mark = on.stage.discord.requests.mark();
    await on.stage.startBot();
    for (const thread of threads) await scene.closed(thread, 'thread_deleted');
    expect(checksOf(threads, mark)).toHaveLength(12);
    const lines = on.stage.bot.linesOfRun.map(({ msg }) => msg);
    expect(lines).toContain('doubted vanished threads');
    expect(lines.indexOf('closed session')).toBeGreaterThan(lines.indexOf('doubted vanished threads'));
    expect(await scene.freeAccounts()).toBe(6);
  });
});
