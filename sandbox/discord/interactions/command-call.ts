import { ApplicationCommandOptionType as O } from 'discord-api-types/v10';
import { RefusedAttempt } from './attempt.js';
import type { CommandOption, CommandRecord } from './command-record.js';
import type { ResolvedData } from './resolved.js';

/** What a person fills in for an option: text, number, yes or no, or the id of a user, role or channel. */
export type OptionValue = string | number | boolean;

/** An option as INTERACTION_CREATE carries it. */
export interface SentOption {
  readonly name: string;
  readonly type: O;
  readonly value?: OptionValue;
  readonly options?: readonly SentOption[];
  readonly focused?: true;
}

/** A slash command as a person calls it: `vip clear`, with options by name. */
export interface CommandCall {
  /** Name, group and subcommand, separated by spaces; a leading slash is allowed. */
  readonly command: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** Autocomplete: the option that is being typed; required ones may still be missing. */
  readonly focused?: string;
}

/**
 * Checks the call as Discord's client does and makes the options that are sent.
 *
 * @throws RefusedAttempt `unknown-command` without a subcommand that is needed, `invalid-options`
 */
export function buildOptions(
  command: CommandRecord,
  call: CommandCall,
  resolved: ResolvedData,
): readonly SentOption[] {
  const [, ...path] = splitCommand(call.command);
  return buildLevel(command.options, path, call, resolved);
}

/** The words of a command: its name, and where it has them, group and subcommand. */
export function splitCommand(command: string): readonly string[] {
  return command.trim().replace(/^\//, '').split(/\s+/);
}

function buildLevel(
  options: readonly CommandOption[],
  path: readonly string[],
  call: CommandCall,
  resolved: ResolvedData,
): readonly SentOption[] {
  const isNested = options.some(({ type }) => type === O.Subcommand || type === O.SubcommandGroup);
  if (isNested) {
    const [name, ...rest] = path;
    const chosen = options.find((option) => option.name === name);
    if (!chosen) {
      throw new RefusedAttempt('unknown-command', `/${call.command} is not a whole command`);
    }
    return [
      {
        name: chosen.name,
        type: chosen.type,
        options: buildLevel(chosen.options ?? [], rest, call, resolved),
      },
    ];
  }
  if (path.length > 0) {
    throw new RefusedAttempt('unknown-command', `/${call.command} has no such subcommand`);
  }
  return fillIn(options, call, resolved);
}

function fillIn(
  options: readonly CommandOption[],
  call: CommandCall,
  resolved: ResolvedData,
): readonly SentOption[] {
  const given = call.options ?? {};
  const unknown = Object.keys(given).find((name) => !options.some((option) => option.name === name));
  if (unknown !== undefined) {
    throw new RefusedAttempt('invalid-options', `There is no option ${unknown}`);
  }
  return options.flatMap((option) => {
    const value = given[option.name];
    if (value === undefined) {
      if (option.required && call.focused === undefined) {
        throw new RefusedAttempt('invalid-options', `The option ${option.name} is required`);
      }
      return [];
    }
    if (call.focused === option.name) {
      return [{ name: option.name, type: option.type, value, focused: true }];
    }
    if (!accepts(option, value, resolved)) {
      throw new RefusedAttempt(
        'invalid-options',
        `The option ${option.name} does not accept ${String(value)}`,
      );
    }
    return [{ name: option.name, type: option.type, value }];
  });
}

function accepts(option: CommandOption, value: OptionValue, resolved: ResolvedData): boolean {
  if (option.choices && !option.choices.some((choice) => choice.value === value)) {
    return false;
  }
  switch (option.type) {
    case O.String:
      return (
        typeof value === 'string' && isWithin(value.length, option.min_length, option.max_length ?? 6_000)
      );
    case O.Integer:
      return Number.isSafeInteger(value) && isWithin(Number(value), option.min_value, option.max_value);
    case O.Number:
      return typeof value === 'number' && isWithin(value, option.min_value, option.max_value);
    case O.Boolean:
      return typeof value === 'boolean';
    case O.User:
      return resolved.addUser(String(value));
    case O.Role:
      return resolved.addRole(String(value));
    case O.Channel:
      return resolved.addChannel(String(value), option.channel_types ?? []);
    case O.Mentionable:
      return resolved.addUser(String(value)) || resolved.addRole(String(value));
    default:
      return false;
  }
}

function isWithin(value: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): boolean {
  return value >= min && value <= max;
}
