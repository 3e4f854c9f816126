import type { Client } from 'discord.js';
import { backoffMs, type Environment } from '../sessions/index.js';
import { DiscordRefusal, translateError } from './errors.js';
import { vipCommand } from './vip-command.js';

/** All commands of this bot, as its pieces register them. */
const commands = [vipCommand];

/**
 * Sapphire registers the commands once, when the bot is ready, and gives up when Discord does not answer. From then on they are registered here, with
 * backoff: Bulk Overwrite Global Application Commands sets a state, so repeating it is harmless.
 */
export class CommandRegistration {
  #timer: NodeJS.Timeout | undefined;
  #attempt = 0;
  #isStopped = false;

  constructor(
    private readonly client: Client,
    private readonly environment: Pick<Environment, 'log' | 'timings'>,
  ) {}

  /** An attempt failed with this: the next one is made later, unless Discord refused the commands themselves. */
  failed(error: unknown): void {
    if (this.#isStopped) return;
    const { log, timings } = this.environment;
    const fault = translateError(error);
    if (fault instanceof DiscordRefusal) {
      log.error({ error: fault }, 'refused commands');
      return;
    }
    this.#attempt += 1;
    const waitMs = backoffMs(this.#attempt, fault, timings);
    log.warn({ attempt: this.#attempt, waitMs, error: fault }, 'postponed registering commands');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#register(), waitMs);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #register(): Promise<void> {
    try {
      await this.client.application?.commands.set(commands);
      this.environment.log.info({ commands: commands.length }, 'registered commands');
    } catch (error) {
      this.failed(error);
    }
  }
}
