import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../sandbox/stage/stage.js';

const root = new URL('../', import.meta.url).pathname;

/** Loads the pieces as the bot does, in a process without Discord, and prints which file each piece came from. */
const loadPieces = `
  import { container } from '@sapphire/framework';
  import { createClient } from './dist/discord/client.js';
  const quiet = () => {};
  const logger = { has: () => true, write: quiet, trace: quiet, debug: quiet, info: quiet };
  for (const level of ['warn', 'error', 'fatal']) logger[level] = (...words) => console.error(level, ...words);
  const client = createClient({ api: 'http://127.0.0.1:9/api', logger });
  // It loads its pieces first and fails only then.
  await client.login('no-token').catch(quiet);
  const files = container.stores.map((store) => store.map((piece) => piece.location.full)).flat();
  console.log(JSON.stringify(files));
  process.exit(0);
`;

describe('pieces', () => {
  it('are all in their stores, as they were built, without a word of complaint', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', loadPieces], { cwd: root });
    const [printed, complaints] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      child.exitCode ?? once(child, 'exit'),
    ]);
    expect(complaints).toBe('');
    const loaded: unknown = JSON.parse(printed);
    const own = Array.isArray(loaded)
      ? loaded.filter(
          (file): file is string => typeof file === 'string' && file.startsWith(join(root, 'dist')),
        )
      : [];
    const written = ['commands', 'listeners', 'preconditions'].flatMap((room) =>
      readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(root, 'dist', room, file.replace(/\.ts$/, '.js'))),
    );
    expect(written.length).toBeGreaterThan(20);
    expect(own.sort()).toEqual(written.sort());
  });
});

describe('the command', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await stage.startBot();
  }, 60_000);
  afterAll(() => stage?.close());

  it('is registered with all its subcommands', () => {
    const commands = stage.discord.commands.list(null);
    expect(commands.map(({ name }) => name)).toEqual(['vip']);
    const subcommands = (commands[0]?.options ?? []).map(({ name, type }) => ({ name, type }));
    const type = ApplicationCommandOptionType.Subcommand;
    expect(subcommands).toEqual(
      ['setup', 'panel', 'upgrade', 'end', 'clear'].map((name) => ({ name, type })),
    );
    expect(stage.faultsOfServices()).toEqual([]);
  });
});
