import type { BotProcess } from '../../stage/bot-process.js';
import type { ChangeFeed } from '../feed/change-feed.js';
import type { BotSight } from '../protocol.js';
import type { SessionTable } from './session-table.js';

/** How often what nobody tells is looked at: the bot's process, and its database. */
const LOOK_EVERY_MS = 250;

/** Notices when the bot starts and ends, and when its database changes. */
export class BotWatch {
  readonly #bot: BotProcess;
  readonly #timer: NodeJS.Timeout;
  #sight: BotSight = { state: 'stopped', pid: null, startedAt: null, starts: 0 };
  #version = '';
  #isLooking = false;

  constructor(bot: BotProcess, table: SessionTable, feed: ChangeFeed) {
    this.#bot = bot;
    this.#timer = setInterval(() => {
      if (this.#isLooking) return;
      this.#isLooking = true;
      void table
        .version()
        .then((version) => {
          const before = JSON.stringify(this.#sight);
          if (version === this.#version && JSON.stringify(this.sight) === before) return;
          this.#version = version;
          feed.note('machine');
        })
        .finally(() => {
          this.#isLooking = false;
        });
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** The bot's process as it is now. */
  get sight(): BotSight {
    const pid = this.#bot.isRunning ? (this.#bot.pid ?? null) : null;
    const isNew = pid !== null && pid !== this.#sight.pid;
    const isReady = this.#bot.linesOfRun.some(({ msg }) => msg === 'ready');
    this.#sight = {
      state: pid === null ? 'stopped' : isReady ? 'ready' : 'starting',
      pid,
      startedAt: isNew ? Date.now() : this.#sight.startedAt,
      starts: this.#sight.starts + (isNew ? 1 : 0),
    };
    return this.#sight;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
