import { TelegramClient } from 'telegram';
import { PromisedNetSockets } from 'telegram/extensions/index.js';
import { Logger, LogLevel } from 'telegram/extensions/Logger.js';
import { StringSession } from 'telegram/sessions/index.js';
import type { Account } from '../../../sandbox/telegram/account.js';
import type { LocalTelegram } from '../../../sandbox/telegram/local-telegram.js';

/** A GramJS client of this account, not yet connected, pointed at the local Telegram. */
export async function createClient(
  telegram: LocalTelegram,
  account: Account,
  session?: string,
): Promise<TelegramClient> {
  const { port } = telegram;
  const client = new TelegramClient(
    new StringSession(session ?? (await account.stringSession())),
    1,
    'hash',
    {
      connectionRetries: 3,
      retryDelay: 50,
      requestRetries: 1,
      floodSleepThreshold: 0,
      baseLogger: new Logger(LogLevel.NONE),
      networkSocket: class extends PromisedNetSockets {
        override connect(): ReturnType<PromisedNetSockets['connect']> {
          return super.connect(port, '127.0.0.1');
        }
      },
    },
  );
  return client;
}

/** Waits until the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 8_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error(`never came true: ${condition}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
