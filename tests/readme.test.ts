import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BOT_PERMISSIONS } from '../sandbox/stage/guild-plan.js';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

/** Everything that the program may say, as it is written in its source. */
const source = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
  .map((file) => readFileSync(new URL(`src/${file}`, root), 'utf8'))
  .join('\n');

/** The first cells of the tables in one chapter, without their heads. */
function firstCells(chapter: string): readonly string[] {
  const text = readme.split(/^## /m).find((part) => part.startsWith(chapter)) ?? '';
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) => row.split('|')[1]?.trim() ?? '');
  return cells.filter((cell, index) => !/^-+$/.test(cell) && !/^-+$/.test(cells[index + 1] ?? ''));
}

describe('the README', () => {
  const messages = firstCells('When something is wrong');

  it.each(messages)('quotes what is really said: %s', (message) => {
    for (const part of message.split('…')) expect(source).toContain(part.trim());
  });

  it('has more than a handful of them', () => expect(messages.length).toBeGreaterThan(15));

  it('lists each setting that the program reads, as .env.example does', () => {
    const config = readFileSync(new URL('src/config.ts', root), 'utf8');
    const settings = [...config.matchAll(/^ {2}([A-Z_]+):/gm)].flatMap(([, name]) =>
      name === undefined ? [] : [name],
    );
    const example = readFileSync(new URL('.env.example', root), 'utf8');
    expect(settings.length).toBeGreaterThan(8);
    for (const name of settings) {
      expect(readme, name).toContain(name);
      expect(example, name).toContain(name);
    }
  });

  it('invites the bot with the permissions that it is tested with, and no more', () => {
    const invited = [...readme.matchAll(/permissions=(\d+)/g)].map(([, number]) => number);
    expect(invited).toEqual([String(BOT_PERMISSIONS)]);
  });

  it('lists each command with who may use it', () => {
    const commands = firstCells('Commands').join(' ');
    const definition = readFileSync(new URL('src/discord/vip-command.ts', root), 'utf8');
    const names = [...definition.matchAll(/type: Subcommand,\s+name: '([a-z]+)'/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(4);
    for (const name of names) expect(commands).toContain(`/vip ${name}`);
  });
});
