import { Logger } from 'telegram';
import type { Log } from '../sessions/index.js';

/**
 * Routes the library's warnings to the bot's log, at debug, and nothing to the console. Its finer levels print requests and answers and are
 * dropped: they hold what people write.
 */
export class GramJsLog extends Logger {
  constructor(
    private readonly target: Log,
    private readonly accountId: string,
  ) {
    super();
  }

  /** The library prints whole errors to the console where this says true. */
  override canSend(): boolean {
    return false;
  }

  override info(): void {}

  override debug(): void {}

  override warn(message: string): void {
    this.target.debug({ accountId: this.accountId, detail: message }, 'telegram client warned');
  }

  override error(message: string): void {
    this.target.debug({ accountId: this.accountId, detail: message }, 'telegram client failed');
  }
}
