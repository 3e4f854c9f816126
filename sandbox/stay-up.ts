import { Control } from './control/control.js';
import { ensurePageIsBuilt, PAGE_DIRECTORY } from './page/built-page.js';
import { openBrowser } from './page/open-browser.js';
import { Stage } from './stage/stage.js';

export interface StayUpOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly withBot: boolean;
  readonly opensBrowser: boolean;
  readonly trafficFile?: string;
}

/**
 * Both services, the bot and the page, until a signal ends them.
 *
 * @param print takes one line; the first one is the page's address
 */
export async function stayUp(print: (line: string) => void, options: StayUpOptions): Promise<void> {
  const { trafficFile } = options;
  const stage = await Stage.set({ ...(trafficFile !== undefined && { trafficFile }), isPatient: true });
  const scene = await stage.addScene({
    accounts: 5,
    members: ['Mia', 'Noah'],
    agentSavesAccounts: false,
  });
  const control = new Control(stage, { pageDirectory: PAGE_DIRECTORY });
  let isEnding = false;
  const end = async () => {
    isEnding = true;
    await control.stop();
    await stage.close();
  };
  const address = await control.start(options.port).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  // SIGHUP: the terminal was closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end());
  print(`Open ${address} in your browser to try the whole thing. Ctrl+C ends it.`);
  print(`Discord   ${stage.discord.api}`);
  print(`Telegram  127.0.0.1:${stage.telegram.port}`);
  print(`Control   ${address}   (the acts are in sandbox/README.md)`);
  print(
    `Guild     ${scene.plan.name}, with ${scene.people.map(({ name }) => name).join(', ')} and the agent Ada`,
  );
  print('');
  if (!options.withBot) {
    print('# The environment that points any bot here:');
    for (const [name, value] of Object.entries(stage.environment)) print(`export ${name}='${value}'`);
  }
  const building = ensurePageIsBuilt().catch((error: unknown) => {
    print(`The page could not be built: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (options.withBot) {
    stage.bot.onLine(({ level, msg, time: _time, ...fields }) => {
      print(`bot  ${String(level).padEnd(5)} ${msg} ${JSON.stringify(fields)}`);
    });
    try {
      await stage.startBot();
      await scene.postPanel();
    } catch (error) {
      // Ended while it was starting.
      if (isEnding) return;
      await end();
      throw error;
    }
    print('The bot is at work, and its panel stands in #upgrade-to-vip.');
  }
  await building;
  if (options.opensBrowser && !isEnding) openBrowser(address);
}
