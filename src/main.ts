import { StartError, startBot } from './bot.js';
import { ConfigError, readConfig } from './config.js';
import { type BotLog, createLog } from './log.js';
import { enterProjectFolder } from './project-folder.js';
import { MigrationError, openDatabase } from './store/index.js';

/** Faults that the operator can mend: their words are all that is shown. */
function isMendable(error: unknown): error is Error {
  return error instanceof ConfigError || error instanceof StartError || error instanceof MigrationError;
}

async function main(): Promise<void> {
  enterProjectFolder();
  const config = readConfig();
  const secrets = [
    config.discord.token,
    config.telegram.apiHash,
    Buffer.from(config.database.sealingKey).toString('base64'),
  ];
  const log = createLog(config.log, secrets);
  const fail = exitOnUnhandled(log);
  // Until it serves there is nothing to finish, and whatever it had begun the next start completes.
  let stopAll = async (): Promise<void> => {};
  stopOnSignal(log, () => stopAll());
  const database = await openDatabase(config.database);
  if (database.migrations.length > 0) log.info({ migrations: database.migrations }, 'migrated database');
  const bot = await startBot(config, database, log, fail);
  stopAll = async () => {
    await bot.stop();
    await database.close();
  };
}

/** State is safe by design: whatever nobody foresaw ends the process, and the supervisor starts it again. Returned is what ends it so. */
function exitOnUnhandled(log: BotLog): (error: unknown) => void {
  const end = (error: unknown) => {
    log.fatal({ error }, 'failed');
    process.exit(1);
  };
  process.once('uncaughtException', end);
  process.once('unhandledRejection', end);
  return end;
}

function stopOnSignal(log: BotLog, stopAll: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    stopAll().then(
      () => {
        log.info({}, 'stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.fatal({ error }, 'failed to stop');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

try {
  await main();
} catch (error) {
  if (!isMendable(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
