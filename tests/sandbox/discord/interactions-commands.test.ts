import { InteractionContextType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { CommandRegistry } from '../../../sandbox/discord/interactions/command-registry.js';
import { DiscordError } from '../../../sandbox/discord/world/discord-error.js';

function newRegistry(): CommandRegistry {
  let last = 0;
  return new CommandRegistry(() => {
    last += 1;
    return String(last);
  });
}

/** The refusal's code and the places of its faults, such as `options.0.name`. */
function refusalOf(act: () => unknown): { code: number; faults: string[] } {
  try {
    act();
  } catch (error) {
    if (error instanceof DiscordError) {
      return { code: error.code, faults: placesOf(error.errors, '') };
    }
    throw error;
  }
  throw new Error('Nothing was refused');
}

function placesOf(tree: unknown, path: string): string[] {
  return Object.entries(Object(tree)).flatMap(([key, inner]) =>
    key === '_errors' ? [path] : placesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

const text = (name: string, more: object = {}) => ({ type: 3, name, description: 'Text', ...more });
const sub = (name: string, options: object[] = []) => ({ type: 1, name, description: 'Sub', options });
const group = (name: string, options: object[]) => ({ type: 2, name, description: 'Group', options });

describe('application commands', () => {
  it.each([
    ['no name', { description: 'x' }, ['name']],
    ['no description', { name: 'x' }, ['description']],
    ['capitals', { name: 'Vip', description: 'x' }, ['name']],
    ['a space', { name: 'vip up', description: 'x' }, ['name']],
    ['a long description', { name: 'x', description: 'x'.repeat(101) }, ['description']],
    ['an option without type', { options: [{ name: 'a', description: 'b' }] }, ['options.0.type']],
    ['a bad option name', { options: [text('A')] }, ['options.0.name']],
    ['options of one name', { options: [text('a'), text('a')] }, ['options']],
    ['a late required option', { options: [text('a'), text('b', { required: true })] }, ['options.1']],
    ['subcommands beside options', { options: [sub('a'), text('b')] }, ['options']],
    ['a subcommand in a subcommand', { options: [sub('a', [sub('b')])] }, ['options.0.type']],
    ['an option in a group', { options: [group('a', [text('b')])] }, ['options.0.type']],
    [
      'choices beside autocomplete',
      { options: [text('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] },
      ['options.0.autocomplete'],
    ],
    ['26 options', { options: Array.from({ length: 26 }, (_, index) => text(`o${index}`)) }, ['options']],
    ['a context that does not exist', { contexts: [7] }, ['contexts.0']],
    ['a description for a user command', { type: 2 }, ['description']],
    [
      'more than 8,000 characters',
      { options: Array.from({ length: 25 }, (_, index) => text(`o${index}`, manyChoices())) },
      [''],
    ],
  ])('refuses %s', (_what, body, faults) => {
    const whole =
      'options' in body || 'contexts' in body || 'type' in body
        ? { name: 'vip', description: 'x', ...body }
        : body;
    expect(refusalOf(() => newRegistry().create(null, whole))).toEqual({ code: 50035, faults });
  });

  it('takes groups of subcommands', () => {
    const { command } = newRegistry().create(null, {
      name: 'vip',
      description: 'x',
      options: [group('agent', [sub('add', [text('name', { required: true })])]), sub('end')],
    });
    expect(command.options.map(({ name }) => name)).toEqual(['agent', 'end']);
  });

  it('replaces a command of the same name, in its own scope', () => {
    const registry = newRegistry();
    const first = registry.create(null, { name: 'vip', description: 'one' });
    const second = registry.create(null, { name: 'vip', description: 'two' });
    const other = registry.create('9', { name: 'vip', description: 'two' });
    expect([first.isNew, second.isNew, other.isNew]).toEqual([true, false, true]);
    expect(second.command.id).toBe(first.command.id);
    expect(second.command.version).not.toBe(first.command.version);
    expect(registry.list(null)).toHaveLength(1);
    expect(refusalOf(() => registry.get('9', first.command.id)).code).toBe(10063);
  });

  it('changes what an edit names, and deletes', () => {
    const registry = newRegistry();
    const { command } = registry.create(null, {
      name: 'vip',
      description: 'one',
      default_member_permissions: '32',
    });
    const edited = registry.edit(null, command.id, { description: 'two', contexts: [0] });
    expect(edited).toMatchObject({
      name: 'vip',
      description: 'two',
      defaultMemberPermissions: 32n,
      contexts: [InteractionContextType.Guild],
    });
    registry.delete(null, command.id);
    expect(refusalOf(() => registry.edit(null, command.id, {})).code).toBe(10063);
  });

  it('overwrites all at once, or nothing', () => {
    const registry = newRegistry();
    registry.overwrite(null, [{ name: 'a', description: 'x' }]);
    expect(
      refusalOf(() => registry.overwrite(null, [{ name: 'b', description: 'x' }, { name: 'B' }])),
    ).toEqual({
      code: 50035,
      faults: ['1.name', '1.description'],
    });
    const twice = [
      { name: 'b', description: 'x' },
      { name: 'b', description: 'y' },
    ];
    expect(refusalOf(() => registry.overwrite(null, twice))).toEqual({ code: 50035, faults: ['1'] });
    expect(refusalOf(() => registry.overwrite(null, {})).code).toBe(50035);
    expect(registry.list(null).map(({ name }) => name)).toEqual(['a']);
    registry.overwrite(null, []);
    expect(registry.list(null)).toEqual([]);
  });

  it('has room for 100 slash commands', () => {
    const registry = newRegistry();
    const many = Array.from({ length: 101 }, (_, index) => ({ name: `c${index}`, description: 'x' }));
    expect(refusalOf(() => registry.overwrite(null, many)).code).toBe(30032);
    expect(registry.overwrite(null, many.slice(1))).toHaveLength(100);
  });
});

function manyChoices() {
  return {
    choices: Array.from({ length: 25 }, (_, index) => ({ name: `choice ${index}`, value: 'x'.repeat(10) })),
  };
}
