import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url).pathname;

/** Which rooms a room may import from besides itself; what is at the top of src (`bot.ts` …) counts as `top`. */
const mayImport: Record<string, readonly string[]> = {
  top: ['top', 'sessions', 'relay', 'discord', 'telegram', 'store', 'accounts'],
  accounts: ['top', 'sessions', 'relay', 'telegram', 'store'],
  sessions: [],
  relay: ['sessions'],
  discord: ['sessions', 'relay'],
  telegram: ['sessions', 'relay'],
  store: ['sessions', 'relay'],
  commands: ['sessions', 'relay', 'discord'],
  listeners: ['sessions', 'relay', 'discord'],
  preconditions: ['sessions', 'relay', 'discord'],
};

/** Which libraries belong to one room (and to the pieces that stand on it) alone. */
const keptBy: Record<string, readonly string[]> = {
  'discord.js': ['discord', 'commands', 'listeners', 'preconditions', 'top'],
  'discord-api-types': ['discord', 'commands', 'listeners', 'preconditions'],
  '@sapphire': ['discord', 'commands', 'listeners', 'preconditions', 'top'],
  telegram: ['telegram'],
  '@prisma': ['store'],
};

const importLine = /(?:import|export)[^'";]*?from\s+'([^']+)'|import\s+'([^']+)'|import\('([^']+)'\)/g;

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith(join('store', 'generated')))
  .map((file) => join(root, 'src', file));

function roomOf(path: string): string {
  const [room, ...rest] = relative(join(root, 'src'), path).split('/');
  return rest.length === 0 || room === undefined ? 'top' : room;
}

function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(importLine)].flatMap(([, a, b, c]) => a ?? b ?? c ?? []);
}

describe('rooms', () => {
  it.each(files.map((file) => [relative(root, file), file]))(
    '%s imports only what its room may',
    (_name, file) => {
      const room = roomOf(file);
      expect(Object.keys(mayImport)).toContain(room);
      const violations = importsOf(file).filter((specifier) => {
        if (!specifier.startsWith('.')) {
          const keeper = Object.entries(keptBy).find(
            ([library]) => specifier === library || specifier.startsWith(`${library}/`),
          );
          return keeper !== undefined && !keeper[1].includes(room);
        }
        const target = normalize(join(dirname(file), specifier));
        if (!target.startsWith(join(root, 'src'))) return true;
        const targetRoom = roomOf(target);
        return targetRoom !== room && !(mayImport[room] ?? []).includes(targetRoom);
      });
      expect(violations).toEqual([]);
    },
  );
});
