import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { GatewayCloseCodes } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Faults } from '../../sandbox/faults.js';
import { type BotPlace, BotProcess } from '../../sandbox/stage/bot-process.js';
import { threadIn } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { LocalTelegram } from '../../sandbox/telegram/local-telegram.js';
import { Traffic } from '../../sandbox/traffic.js';
import { openDatabase } from '../../src/store/index.js';
import { Inspector } from './support/inspector.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ stopping: {}, late: {}, stuck: {}, unforeseen: {}, refused: {}, pool: { accounts: 0 } });

const home = new URL('../../', import.meta.url).pathname;

/** What a bot prints that is started with this environment and ends by itself. */
async function runToItsEnd(environment: Readonly<Record<string, string>>, place: BotPlace = {}) {
  const bot = new BotProcess(environment, place);
  bot.start();
  onTestFinished(() => bot.kill());
  return { code: await bot.ended(), printed: bot.tail(1_000) };
}

const stackLine = /^\s+at /m;

/** A database that another bot was the first to use. */
async function databaseOf(owner: { applicationId: string; api: string }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vip-concierge-owner-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const url = `file:${join(folder, 'concierge.db')}`;
  const database = await openDatabase({
    url,
    sealingKey: Buffer.from(on.stage.environment.SEALING_KEY ?? '', 'base64'),
  });
  await database.installation.claim(owner.applicationId, owner.api);
  const account = on.stage.telegram.createAccount({ firstName: 'Pool' });
  await database.accounts.import({
    id: account.id,
    guildId: '1',
    label: 'Pool',
    maskedPhone: '',
    stringSession: await account.stringSession(),
    at: new Date(),
  });
  await database.close();
  return url;
}

/** A copy of the built program that can be spoilt. */
async function copyOfProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vip-concierge-copy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(join(home, 'dist'), join(folder, 'dist'), { recursive: true });
  for (const part of ['package.json', 'prisma', 'node_modules'])
    await symlink(join(home, part), join(folder, part));
  return folder;
}

async function accounts(args: readonly string[], stdin = '') {
  const child = spawn(process.execPath, ['dist/accounts.js', ...args], {
    cwd: home,
    env: { PATH: process.env.PATH ?? '', ...on.stage.environment },
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdin.end(stdin);
  const [code, out, err] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

describe('a start that can not be', () => {
  it('names every fault of the settings at once, and nothing that was found there', async () => {
    const wrong = {
      DISCORD_API: 'found-in-discord-api',
      TELEGRAM_API_ID: 'found-in-api-id',
      TELEGRAM_API_HASH: 'found-in-api-hash',
      TELEGRAM_SERVER: 'found-in-server',
      SEALING_KEY: 'found-in-sealing-key',
      DATABASE_URL: 'postgres://found-in-database',
      LOG_LEVEL: 'found-in-level',
      LOG_FORMAT: 'found-in-format',
      TIMINGS: 'found-in-timings',
    };
    const { code, printed } = await runToItsEnd({ ENV_FILE: 'none', ...wrong });
    expect(code).toBe(1);
    for (const name of ['DISCORD_TOKEN', ...Object.keys(wrong)]) {
      expect(printed.match(new RegExp(`^ {2}- ${name} `, 'gm')), name).toHaveLength(1);
    }
    expect(printed).toMatch(/^The bot can not start/);
    expect(printed).not.toContain('found-in');
    expect(printed).not.toMatch(stackLine);
  });

  it('names what is missing, and how to come by it', async () => {
    const { code, printed } = await runToItsEnd({ ENV_FILE: 'none' });
    expect(code).toBe(1);
    for (const name of ['DISCORD_TOKEN', 'TELEGRAM_API_ID', 'TELEGRAM_API_HASH', 'SEALING_KEY']) {
      expect(printed).toContain(`${name} is missing: `);
    }
    expect(printed).not.toMatch(stackLine);
  });

  it('says that Discord refuses the token, without showing it', async () => {
    const DISCORD_TOKEN = 'bm90LXRoZS1ib3Q.not.the-token';
    const DATABASE_URL = await databaseOf({ applicationId: '1', api: 'unused' });
    const { code, printed } = await runToItsEnd({ ...on.stage.environment, DISCORD_TOKEN, DATABASE_URL });
    expect(code).toBe(1);
    expect(printed).toContain('Discord refuses the token');
    expect(printed).not.toContain(DISCORD_TOKEN);
    expect(printed).not.toMatch(stackLine);
  });

  it('says which intents are switched off in the developer portal', async () => {
    const { privilegedIntents } = on.stage.discord.world.application;
    const before = { ...privilegedIntents };
    onTestFinished(() => void Object.assign(privilegedIntents, before));
    Object.assign(privilegedIntents, { messageContent: false });
    const DATABASE_URL = await databaseOf({ applicationId: '1', api: 'unused' });
    const { code, printed } = await runToItsEnd({ ...on.stage.environment, DATABASE_URL });
    expect(code).toBe(1);
    expect(printed).toContain('switch on Message Content in the developer portal');
    expect(printed).not.toMatch(stackLine);
  });

  it('says that Discord is not there', async () => {
    const { code, printed } = await runToItsEnd({
      ...on.stage.environment,
      DISCORD_API: 'http://127.0.0.1:9/api',
      DATABASE_URL: await databaseOf({ applicationId: '1', api: 'unused' }),
    });
    expect(code).toBe(1);
    expect(printed).toContain('Discord could not be asked');
    expect(printed).not.toMatch(stackLine);
  });

  for (const [whose, ownerOf] of [
    ['another application', () => ({ applicationId: '111111111111111111', api: on.stage.discord.api })],
    [
      'the same application on the real Discord',
      () => ({ applicationId: on.stage.discord.world.application.id, api: 'https://discord.com/api' }),
    ],
  ] as const) {
    it(`refuses the database of ${whose}`, async () => {
      const owner = ownerOf();
      const url = await databaseOf(owner);
      // A Telegram of its own: the bot of the stage calls the other one whenever it likes.
      const telegram = new LocalTelegram({ faults: new Faults(), traffic: new Traffic({}) });
      await telegram.start();
      onTestFinished(() => telegram.stop());
      const { code, printed } = await runToItsEnd({
        ...on.stage.environment,
        DATABASE_URL: url,
        TELEGRAM_SERVER: `127.0.0.1:${telegram.port}`,
      });
      expect(code).toBe(1);
      expect(printed).toContain(
        `This database belongs to the bot ${owner.applicationId} at ${owner.api}: give this one`,
      );
      expect(printed).not.toMatch(stackLine);
      expect(telegram.calls).toEqual([]);
    });
  }
});

describe('a program that is not whole', () => {
  for (const [what, room, spoil] of [
    [
      'a listener that is none',
      'listeners/buttons.js',
      (file: string) => writeFile(file, 'export const buttons = 1;'),
    ],
    ['no preconditions', 'preconditions', (folder: string) => rm(folder, { recursive: true })],
  ] as const) {
    it(`does not start, and says what is missing: ${what}`, async () => {
      const copy = await copyOfProgram();
      await spoil(join(copy, 'dist', room));
      const { requests } = on.stage.discord;
      const before = requests.mark();
      const { code, printed } = await runToItsEnd(
        { ...on.stage.environment, DATABASE_URL: `file:${join(copy, 'concierge.db')}` },
        { home: copy },
      );
      expect(code).toBe(1);
      const words = printed.split('\n').filter((line) => !line.startsWith('{'));
      expect(words).toEqual([expect.stringContaining(`A part of the bot can not be loaded (${room})`)]);
      expect(printed).not.toContain('"msg":"ready"');
      // Discord would forget the commands that are not there.
      expect(requests.since(before).filter(({ method }) => method !== 'GET')).toEqual([]);
    });
  }
});

describe('a start elsewhere', () => {
  it('serves as it does from the project’s folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vip-concierge-elsewhere-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await on.stage.bot.stop();
    const elsewhere = new BotProcess(on.stage.environment, { startedIn: folder });
    onTestFinished(() => elsewhere.kill());
    elsewhere.start();
    await elsewhere.ready();
    const { text } = await on.scene('late').member('Mia').runs('/vip end');
    expect(text).toContain('inside a VIP conversation');
    expect(await elsewhere.stop()).toBe(0);
    await on.stage.startBot();
  });
});

describe('registering the commands', () => {
  it('is tried until Discord takes them', async () => {
    const { bot, discord, faults } = on.stage;
    const known = discord.commands.list(null);
    await bot.stop();
    discord.commands.overwrite(null, []);
    const calls = `PUT /applications/${discord.world.application.id}/commands`;
    const asked = [faults.fail(calls, { status: 503 }), faults.drop(calls)];
    await on.stage.startBot();
    expect(asked.map(({ hits }) => hits)).toEqual([1, 1]);
    const shape = (commands: typeof known) => commands.map(({ name, options }) => ({ name, options }));
    expect(shape(discord.commands.list(null))).toEqual(shape(known));
  });
});

describe('a stop', () => {
  it('while it is still starting ends with 0, too', async () => {
    const { bot, faults } = on.stage;
    await bot.stop();
    const login = faults.onRequest('GET /gateway/bot', 'after', () => new Promise<void>(() => {}));
    bot.start();
    await until('the bot to log in', () => login.hits === 1);
    expect(await bot.stop()).toBe(0);
    expect(bot.linesOfRun.map(({ msg }) => msg)).not.toContain('ready');
    login.lift();
    await on.stage.startBot();
  });

  it('tells who presses meanwhile to come back, and does nothing for them', async () => {
    const scene = on.scene('late');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { faults, bot } = on.stage;
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const posting = faults.onRequest(
      `POST /channels/${scene.plan.upgradeChannelId}/threads`,
      'before',
      () => gate,
    );
    const answer = noah.presses('Upgrade to VIP');
    await until('the thread to be asked for', () => posting.hits === 1);
    const stopped = bot.stop();
    await until('the bot to be stopping', () => bot.linesOfRun.some(({ msg }) => msg === 'stopping'));
    expect((await mia.presses('Upgrade to VIP')).text).toContain('I am restarting right now');
    expect((await mia.runs('/vip upgrade')).text).toContain('I am restarting right now');
    goOn();
    threadIn(await answer);
    expect(await stopped).toBe(0);
    expect(await scene.liveSessionOf(mia)).toBeNull();
    await on.stage.startBot();
    threadIn(await mia.presses('Upgrade to VIP'));
  });

  it('finishes what is in flight, answers for it, and ends with 0', async () => {
    const scene = on.scene('stopping');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    const { faults, bot } = on.stage;
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const posting = faults.onRequest(
      `POST /channels/${scene.plan.upgradeChannelId}/threads`,
      'before',
      () => gate,
    );
    const answer = noah.presses('Upgrade to VIP');
    await until('the thread to be asked for', () => posting.hits === 1);
    const stopped = bot.stop();
    await until('the bot to be stopping', () => bot.linesOfRun.some(({ msg }) => msg === 'stopping'));
    // What comes now is for the next process.
    mia.says(thread, 'Are you still there?');
    goOn();
    expect(await stopped).toBe(0);
    expect(bot.linesOfRun.at(-1)).toMatchObject({ msg: 'stopped' });
    const open = threadIn(await answer);
    expect(await scene.liveSessionOf(noah)).toMatchObject({ state: 'active', threadId: open.id });
    expect(noah.countsIn(open, 'Welcome, Noah!')).toBe(1);

    await on.stage.startBot();
    await scene.agent.sees(account, 'Are you still there?');
    const words = scene.agent.wordsWith(account).filter((line) => line.includes('Are you still there?'));
    expect(words).toHaveLength(1);
  });

  it('does not wait for what never ends, and the next start puts it right', async () => {
    const scene = on.scene('stuck');
    const mia = scene.member('Mia');
    const { faults, bot } = on.stage;
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const posting = faults.onRequest(
      `POST /channels/${scene.plan.upgradeChannelId}/threads`,
      'after',
      () => gate,
    );
    // Nobody is left to answer.
    void mia.presses('Upgrade to VIP').catch(() => null);
    await until('the thread to be made', () => posting.hits === 1);
    expect(await bot.stop()).toBe(0);
    goOn();
    await on.stage.startBot();
    const live = await until('the opening to be completed', async () => {
      const session = await scene.liveSessionOf(mia);
      return session?.state === 'active' ? session : undefined;
    });
    await mia.sees({ id: live.threadId ?? '' }, 'Welcome, Mia!');
    expect(scene.threads()).toHaveLength(1);
  });
});

describe('an error that nobody foresaw', () => {
  it.each([
    ['thrown', 'throw error'],
    ['a rejection', 'void Promise.reject(error)'],
  ])('is logged once and ends the process, and the next one goes on: %s', async (_, raise) => {
    const scene = on.scene('unforeseen');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await on.stage.bot.stop();
    const { bot, inspector } = await Inspector.startBot(on.stage.environment);
    onTestFinished(() => bot.kill());
    const expression = `setTimeout(() => {
      const error = new Error('the moon fell down, ' + process.env.DISCORD_TOKEN);
      ${raise};
    }, 100)`;
    await inspector.ask('Runtime.evaluate', { expression });
    inspector.close();
    expect(await bot.ended()).toBe(1);
    expect(bot.log.filter(({ level }) => level === 'fatal')).toMatchObject([
      { msg: 'failed', error: { message: 'the moon fell down, [kept secret]' } },
    ]);
    expect(bot.output.join('\n')).not.toMatch(stackLine);
    mia.says(thread, 'Are you still there?');
    await on.stage.startBot();
    await scene.agent.sees(account, 'Are you still there?');
    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
  });
});

describe('a gateway that refuses the bot for good', () => {
  it.each([
    [GatewayCloseCodes.AuthenticationFailed, 'copy DISCORD_TOKEN anew'],
    [GatewayCloseCodes.DisallowedIntents, 'switch on Server Members and Message Content'],
  ])(
    'is logged once, with what to do, and ends the process, and the next one goes on: %i',
    async (code, what) => {
      const scene = on.scene('refused');
      const mia = scene.member('Mia');
      const { thread, account } = await beginsToTalk(scene, mia);
      const { bot, discord } = on.stage;
      discord.gateway.closeConnections(code);
      expect(await bot.ended()).toBe(1);
      expect(bot.linesOfRun.at(-1)).toMatchObject({
        level: 'fatal',
        msg: 'failed',
        error: { code, message: expect.stringContaining(what) },
      });
      expect(bot.linesOfRun.filter((line) => line.level === 'fatal')).toHaveLength(1);
      expect(bot.linesOfRun.filter((line) => line.level === 'error')).toEqual([]);
      mia.says(thread, 'Are you still there?');
      await on.stage.startBot();
      await scene.agent.sees(account, 'Are you still there?');
      await mia.runs('/vip end', {}, thread);
      await scene.closed(thread, 'ended_by_member');
    },
  );

  it('is not taken from a loss after which the bot may come back', async () => {
    const scene = on.scene('refused');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const { bot, discord } = on.stage;
    const { resumes } = discord.gateway.counts;
    discord.gateway.closeConnections(GatewayCloseCodes.UnknownError);
    await until('the bot to come back', () => discord.gateway.counts.resumes > resumes);
    mia.says(thread, 'Are you still there?');
    await scene.agent.sees(account, 'Are you still there?');
    expect(bot.isRunning).toBe(true);
    expect(bot.linesOfRun.filter(({ level }) => level === 'fatal')).toEqual([]);
  });
});

describe('npm run accounts', () => {
  it('adds to the pool of a running bot, lists it, and takes out of it when the session is over', {
    timeout: 60_000,
  }, async () => {
    const scene = on.scene('pool');
    const mia = scene.member('Mia');
    expect((await mia.presses('Upgrade to VIP')).text).toContain('All our agents are in conversations');
    const account = on.stage.telegram.createAccount({
      firstName: 'Pool',
      username: 'pool_of_cli',
      phone: '491700000042',
    });
    account.addsContact(scene.agent.person);
    scene.agent.person.addsContact(account);

    const session = await account.stringSession();
    const imported = await accounts(['import', '--guild', scene.guildId], `${session}\n`);
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.out).toContain(`Added @pool_of_cli, +••••••••••42 (id ${account.id})`);
    await on.stage.bot.logged('connected to telegram', { accountId: account.id });
    expect(on.stage.bot.tail(1_000)).not.toContain(session);

    const thread = threadIn(await mia.presses('Upgrade to VIP'));
    await mia.sees(thread, 'Welcome, Mia!');
    await scene.agent.sees(account, 'Mia from pool');
    const { code } = await scene.sessionOf(thread);
    const listed = await accounts(['list', '--guild', scene.guildId]);
    expect(listed.out).toMatch(new RegExp(`${account.id} +@pool_of_cli +\\+•+42 +ready +${code} `));

    const removed = await accounts(['remove', account.id]);
    expect(removed).toMatchObject({ code: 0, out: expect.stringContaining('is in a session') });
    expect(await scene.pool()).toMatchObject([{ id: account.id, state: 'leaving', sessionCode: code }]);
    // The conversation goes on as if nothing were.
    scene.agent.replies(account, 'Take your time.');
    await mia.sees(thread, 'Take your time.');

    await mia.runs('/vip end', {}, thread);
    await scene.closed(thread, 'ended_by_member');
    await scene.agent.seesOnlyEnding(account, 'the member ended it');
    expect(await scene.pool()).toEqual([]);
    await until('the bot to let go of it', () => !account.isConnected);
    expect((await mia.presses('Upgrade to VIP')).text).toContain('All our agents are in conversations');
  });
});
