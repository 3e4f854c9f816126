import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/store/index.js';
import { LocalDiscord } from '../discord/local-discord.js';
import { Faults } from '../faults.js';
import { Narrator } from '../people/narrator.js';
import { LocalTelegram } from '../telegram/local-telegram.js';
import { Traffic } from '../traffic.js';
import { BotProcess } from './bot-process.js';
import { Scene, type SceneOptions } from './scene.js';
import { until } from './until.js';

/** How patient the bot is on a stage; see `Timings` of the bot. */
const QUICK_TIMINGS: Readonly<Record<string, number>> = {
  secondLookMs: 500,
  retryFirstMs: 50,
  retryMaxMs: 500,
  poolReconcileMs: 500,
  drainMs: 1_500,
  telegramCallMs: 3_000,
  sendUnderWayMs: 10_000,
  telegramCheckMs: 60_000,
  sweepMs: 500,
  stopMs: 3_000,
};

/** How long a start may take on a machine that has other things to do. */
const START_MS = 60_000;

export interface StageOptions {
  /** Milliseconds by the names of the bot's `Timings`, on top of quick ones. */
  readonly timings?: Readonly<Record<string, number>>;
  /** Appends all traffic to this file, one JSON line each. */
  readonly trafficFile?: string;
  /** Keeps the bot's own patience, for trying it by hand. */
  readonly isPatient?: boolean;
  /** How long Discord waits for the first answer to a press or command: its own 3 seconds, unless a test has the machine busy with many guilds at once. */
  readonly answerWithinMs?: number;
  readonly discordPort?: number;
  readonly telegramPort?: number;
}

/**
 * A local Discord, a local Telegram, a database of its own and the bot as a process, with any number of guilds. One stage serves many
 * tests: a guild is the unit of everything, so each takes its own.
 */
export class Stage {
  readonly discord: LocalDiscord;
  readonly telegram: LocalTelegram;
  readonly database: Database;
  readonly bot: BotProcess;
  readonly narrator = new Narrator();
  readonly faults: Faults;
  readonly traffic: Traffic;
  /** What the bot is told: the environment that points any bot at the two services. */
  readonly environment: Readonly<Record<string, string>>;
  readonly scenes: Scene[] = [];
  readonly #directory: string;

  private constructor(parts: {
    discord: LocalDiscord;
    telegram: LocalTelegram;
    database: Database;
    faults: Faults;
    traffic: Traffic;
    environment: Readonly<Record<string, string>>;
    directory: string;
  }) {
    this.discord = parts.discord;
    this.telegram = parts.telegram;
    this.database = parts.database;
    this.faults = parts.faults;
    this.traffic = parts.traffic;
    this.environment = parts.environment;
    this.#directory = parts.directory;
    this.bot = new BotProcess(parts.environment);
  }

  /** Starts both services on free ports and makes an empty database; the bot is started by `startBot`. */
  static async set(options: StageOptions = {}): Promise<Stage> {
    const traffic = new Traffic(options.trafficFile === undefined ? {} : { file: options.trafficFile });
    const directory = await mkdtemp(join(tmpdir(), 'vip-concierge-'));
    const faults = new Faults();
    const { answerWithinMs } = options;
    const limits = answerWithinMs === undefined ? {} : { answerWithinMs };
    const discord = new LocalDiscord({ faults, traffic, isContractChecked: true, ...limits });
    const telegram = new LocalTelegram({ faults, traffic });
    await discord.start(options.discordPort === undefined ? {} : { port: options.discordPort });
    await telegram.start(options.telegramPort === undefined ? {} : { port: options.telegramPort });
    const sealingKey = randomBytes(32);
    const url = `file:${join(directory, 'concierge.db')}`;
    const database = await openDatabase({ url, sealingKey });
    const timings = { ...(options.isPatient === true ? {} : QUICK_TIMINGS), ...options.timings };
    const environment = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API: discord.api,
      TELEGRAM_SERVER: `127.0.0.1:${telegram.port}`,
      TELEGRAM_API_ID: '1',
      TELEGRAM_API_HASH: '0123456789abcdef0123456789abcdef',
      SEALING_KEY: sealingKey.toString('base64'),
      DATABASE_URL: url,
      LOG_FORMAT: 'json',
      LOG_LEVEL: 'debug',
      TIMINGS: JSON.stringify(timings),
      // A stage never meets a real bot's settings.
      ENV_FILE: 'none',
    };
    return new Stage({ discord, telegram, database, faults, traffic, environment, directory });
  }

  /** Adds a guild with its people, settings and accounts. */
  async addScene(options: SceneOptions = {}): Promise<Scene> {
    const scene = await Scene.set(this, options);
    this.scenes.push(scene);
    return scene;
  }

  /** Starts the bot and waits until it serves. */
  async startBot(): Promise<void> {
    this.bot.start();
    await this.bot.ready({ withinMs: START_MS });
    // The library registers commands only after it is ready.
    await until('the commands to be registered', () => this.discord.commands.list(null).length > 0);
  }

  /**
   * Lets time go by on both services. What happens within one second of an opening can't be put in order after a crash (Telegram dates in whole
   * seconds), and then counts as late: people are not that quick, tests are.
   */
  passTime(ms: number): void {
    this.discord.world.clock.advance(ms);
    this.telegram.clock.advance(ms);
  }

  /** What went wrong behind everyone's back: calls that are not implemented, and departures from Discord's description. */
  faultsOfServices(): readonly string[] {
    return [
      ...this.discord.requests.all
        .filter(({ status }) => status === 501)
        .map(({ method, path }) => `the local Discord does not implement ${method} ${path}`),
      ...this.telegram.notImplemented.map((what) => `the local Telegram does not implement ${what}`),
      ...this.discord
        .violations()
        .map(({ of, operation, faults }) => `${of} of ${operation}: ${faults.join('; ')}`),
    ];
  }

  /** Stops everything and removes the database. */
  async close(): Promise<void> {
    await this.bot.stop();
    await this.database.close();
    await this.discord.stop();
    await this.telegram.stop();
    await this.traffic.close();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
