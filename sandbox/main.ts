import { resolve } from 'node:path';
import { Command } from 'commander';
import { Control } from './control/control.js';
import { Stage } from './stage/stage.js';
import { tellStories } from './story/tell-stories.js';

interface Options {
  readonly bot: boolean;
  readonly story?: true;
  readonly traffic?: string;
  readonly controlPort?: string;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const program = new Command('npm run sandbox --')
  .description(
    'A local Discord and a local Telegram, and the bot between them. No network, no token, no account.',
  )
  .option('--no-bot', 'start only the two services and print the environment that points any bot at them')
  .option('--story', 'play the four stories, print what everyone sees, and end with 0 or 1')
  .option(
    '--traffic <file>',
    'append every request, dispatch and Telegram call to a file, one JSON line each',
  )
  .option('--control-port <port>', 'port of the control endpoint (any free one)')
  .parse();
const options = program.opts<Options>();
const trafficFile = options.traffic === undefined ? {} : { trafficFile: resolve(options.traffic) };

if (options.story) {
  process.exitCode = (await tellStories(print, trafficFile)) ? 0 : 1;
} else {
  await stayUp();
}

async function stayUp(): Promise<void> {
  const stage = await Stage.set({ ...trafficFile, isPatient: true });
  const scene = await stage.addScene({
    accounts: 5,
    members: ['Mia', 'Noah', 'Emma'],
    agentSavesAccounts: false,
  });
  const control = new Control(stage);
  const address = await control.start(Number(options.controlPort ?? 0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void control.stop().then(() => stage.close());
    });
  }
  print(`Discord   ${stage.discord.api}`);
  print(`Telegram  127.0.0.1:${stage.telegram.port}`);
  print(`Control   ${address}   (the acts are in sandbox/README.md)`);
  print(
    `Guild     ${scene.plan.name}, with ${scene.people.map(({ name }) => name).join(', ')} and the agent Ada`,
  );
  print('');
  if (!options.bot) {
    print('# The environment that points any bot here:');
    for (const [name, value] of Object.entries(stage.environment)) print(`export ${name}='${value}'`);
    return;
  }
  stage.bot.onLine(({ level, msg, time: _time, ...fields }) => {
    print(`bot  ${String(level).padEnd(5)} ${msg} ${JSON.stringify(fields)}`);
  });
  await stage.startBot();
  await scene.postPanel();
  print('The bot is at work, and its panel stands in #upgrade-to-vip. Ctrl+C ends everything.');
}
