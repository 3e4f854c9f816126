import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { explainStart } from './explain-start.js';
import { stayUp } from './stay-up.js';
import { tellStories } from './story/tell-stories.js';

interface Options {
  readonly bot: boolean;
  readonly story?: true;
  readonly open?: true;
  readonly traffic?: string;
  readonly port?: number;
  readonly controlPort?: number;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const program = new Command('npm run sandbox --')
  .description(
    'A local Discord and a local Telegram, and the bot between them, in your browser. No network, no token, no account.',
  )
  .option('--port <port>', 'port of the page and its control endpoint (any free one)', readPort)
  .option('--open', 'open the page in the browser')
  .option('--no-bot', 'start only the two services and print the environment that points any bot at them')
  .option('--story', 'play the four stories, print what everyone sees, and end with 0 or 1')
  .option(
    '--traffic <file>',
    'append every request, dispatch and Telegram call to a file, one JSON line each',
  )
  .option('--control-port <port>', 'the same as --port', readPort)
  .parse();
const options = program.opts<Options>();
const trafficFile = options.traffic === undefined ? {} : { trafficFile: resolve(options.traffic) };

try {
  if (options.story) {
    process.exitCode = (await tellStories(print, trafficFile)) ? 0 : 1;
  } else {
    await stayUp(print, {
      ...trafficFile,
      port: options.port ?? options.controlPort ?? 0,
      withBot: options.bot,
      opensBrowser: options.open ?? false,
    });
  }
} catch (error) {
  program.error(explainStart(error, options));
}

function readPort(words: string): number {
  const port = Number(words);
  if (!/^\d+$/.test(words) || port > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 (any free one) to 65535.');
  return port;
}
