import { resolve } from 'node:path';
import { Command } from 'commander';
import { stayUp } from './stay-up.js';
import { tellStories } from './story/tell-stories.js';

interface Options {
  readonly bot: boolean;
  readonly story?: true;
  readonly open?: true;
  readonly traffic?: string;
  readonly port?: string;
  readonly controlPort?: string;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const program = new Command('npm run sandbox --')
  .description(
    'A local Discord and a local Telegram, and the bot between them, in your browser. No network, no token, no account.',
  )
  .option('--port <port>', 'port of the page and its control endpoint (any free one)')
  .option('--open', 'open the page in the browser')
  .option('--no-bot', 'start only the two services and print the environment that points any bot at them')
  .option('--story', 'play the four stories, print what everyone sees, and end with 0 or 1')
  .option(
    '--traffic <file>',
    'append every request, dispatch and Telegram call to a file, one JSON line each',
  )
  .option('--control-port <port>', 'the same as --port')
  .parse();
const options = program.opts<Options>();
const trafficFile = options.traffic === undefined ? {} : { trafficFile: resolve(options.traffic) };

if (options.story) {
  process.exitCode = (await tellStories(print, trafficFile)) ? 0 : 1;
} else {
  await stayUp(print, {
    ...trafficFile,
    port: Number(options.port ?? options.controlPort ?? 0),
    withBot: options.bot,
    opensBrowser: options.open ?? false,
  });
}
