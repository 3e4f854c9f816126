import { Command } from 'commander';
import { CommandFailure } from './accounts/failure.js';
import { importAccount } from './accounts/import-account.js';
import { listAccounts } from './accounts/list-accounts.js';
import { removeAccount } from './accounts/remove-account.js';
import { readSecret } from './accounts/secret-input.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { enterProjectFolder } from './project-folder.js';
import type { AccountStore, Log } from './sessions/index.js';
import { MigrationError, openDatabase } from './store/index.js';
import { checkSignIn } from './telegram/index.js';

/** The command line for the pool of Telegram accounts: `npm run accounts -- import|list|remove`. Works while the bot runs. */
const program = new Command('npm run accounts --').description('The pool of Telegram accounts.');

program
  .command('import')
  .description(
    'adds a signed-in account (a StringSession on standard input) to a server’s pool, or renews it',
  )
  .requiredOption('--guild <id>', 'the Discord server whose members it serves')
  .action(({ guild }: { guild: string }) =>
    withPool(async (accounts, config) => {
      const stringSession = await readSecret(process.stdin, (words) => process.stderr.write(words));
      const { telegram: access, timings } = config;
      const check = (session: string) =>
        checkSignIn({ access, stringSession: session, callMs: timings.telegramCallMs, log: silence });
      return importAccount({ accounts, check, now: () => new Date() }, guild, stringSession);
    }),
  );

program
  .command('list')
  .description('shows the accounts, their state and the session that each is in')
  .option('--guild <id>', 'only this Discord server’s')
  .action(({ guild }: { guild?: string }) =>
    withPool((accounts) => listAccounts(accounts, guild, new Date())),
  );

program
  .command('remove')
  .description('takes an account out of the pool, once its session has ended')
  .argument('<id>', 'the account’s id, as in the list')
  .action((id: string) => withPool((accounts) => removeAccount(accounts, id)));

/** Nothing of the library's goes to the terminal. */
const silence: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Does a command on the opened pool and says what came of it; exit code 1 when it could not be done. */
async function withPool(act: (accounts: AccountStore, config: Config) => Promise<string>): Promise<void> {
  try {
    enterProjectFolder();
    const config = readConfig();
    const { url, sealingKey } = config.database;
    const database = await openDatabase({ url, sealingKey });
    try {
      console.log(await act(database.accounts, config));
    } finally {
      await database.close();
    }
  } catch (error) {
    const isExpected = [CommandFailure, ConfigError, MigrationError].some((kind) => error instanceof kind);
    console.error(
      isExpected && error instanceof Error ? error.message : `This should not have happened: ${error}`,
    );
    process.exitCode = 1;
  }
}

await program.parseAsync();
