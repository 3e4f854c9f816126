import { ApplicationCommandOptionType as O } from 'discord-api-types/v10';
import type { Form } from '../world/forms/form.js';
import { INVALID_NAME, isCommandName, readLocalizations } from './command-names.js';
import type { CommandChoice, CommandOption } from './command-record.js';

const OPTION_TYPES = [
  O.Subcommand,
  O.SubcommandGroup,
  O.String,
  O.Integer,
  O.Boolean,
  O.User,
  O.Channel,
  O.Role,
  O.Mentionable,
  O.Number,
  O.Attachment,
] as const;
const NUMERIC: readonly O[] = [O.Integer, O.Number];
const CHOOSABLE: readonly O[] = [O.String, O.Integer, O.Number];

/**
 * Reads the `options` of a command, a group or a subcommand ("Application Commands", Application Command Option
 * Structure) and notes what is wrong.
 *
 * @param depth 0 for a command, 1 for its groups and subcommands, 2 for the subcommands of a group
 */
export function readCommandOptions(form: Form, depth: number): readonly CommandOption[] {
  const options = (form.forms('options', { max: 25 }) ?? []).map((option) => readOption(option, depth));
  const isNested = options.map(({ type }) => type === O.Subcommand || type === O.SubcommandGroup);
  if (isNested.includes(true) && isNested.includes(false)) {
    form.note('options', {
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
    });
  }
  if (new Set(options.map(({ name }) => name)).size < options.length) {
    form.note('options', {
      code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
      message: 'Option names must be unique',
    });
  }
  options.forEach((option, index) => {
    if (option.required && index > 0 && options[index - 1]?.required !== true) {
      form.faults.add([...form.path, 'options', index], {
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    }
  });
  return options;
}

function readOption(form: Form, depth: number): CommandOption {
  for (const key of ['type', 'name', 'description']) {
    form.require(key);
  }
  const type = form.choice('type', OPTION_TYPES) ?? O.String;
  const name = form.string('name', { min: 1, max: 32 }) ?? '';
  if (name !== '' && !isCommandName(name)) {
    form.note('name', INVALID_NAME);
  }
  const common = {
    type,
    name,
    name_localizations: form.has('name_localizations') ? readLocalizations(form, 'name_localizations') : null,
    description: form.string('description', { min: 1, max: 100 }) ?? '',
    description_localizations: form.has('description_localizations')
      ? readLocalizations(form, 'description_localizations')
      : null,
  };
  if (type === O.Subcommand || type === O.SubcommandGroup) {
    return { ...common, ...readNested(form, type, depth) };
  }
  return { ...common, ...readConstraints(form, type) };
}

/** A group holds only subcommands, and neither stands deeper than Discord allows. */
function readNested(
  form: Form,
  type: O.Subcommand | O.SubcommandGroup,
  depth: number,
): Pick<CommandOption, 'options'> {
  const options = readCommandOptions(form, depth + 1);
  const isTooDeep = type === O.SubcommandGroup ? depth > 0 : depth > 1;
  const holdsOther = type === O.SubcommandGroup && options.some((option) => option.type !== O.Subcommand);
  const isSubInSub =
    type === O.Subcommand &&
    options.some((option) => option.type === O.Subcommand || option.type === O.SubcommandGroup);
  if (isTooDeep || holdsOther || isSubInSub) {
    form.note('type', {
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Invalid option type at this depth',
    });
  }
  return options.length > 0 ? { options } : {};
}

function readConstraints(form: Form, type: O): Partial<CommandOption> {
  const required = form.boolean('required');
  const autocomplete = form.boolean('autocomplete');
  const choices = readChoices(form, type);
  if (autocomplete && (choices.length > 0 || !CHOOSABLE.includes(type))) {
    form.note('autocomplete', {
      code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
      message: 'Autocomplete needs a string, integer or number option without choices',
    });
  }
  const range = NUMERIC.includes(type) ? readRange(form) : {};
  const length = type === O.String ? readLength(form) : {};
  const channelTypes =
    type === O.Channel ? form.list('channel_types')?.filter((item) => typeof item === 'number') : undefined;
  return {
    ...(required !== undefined && { required }),
    ...(autocomplete !== undefined && { autocomplete }),
    ...(choices.length > 0 && { choices }),
    ...(channelTypes && { channel_types: channelTypes }),
    ...range,
    ...length,
  };
}

function readChoices(form: Form, type: O): readonly CommandChoice[] {
  return (form.forms('choices', { max: 25 }) ?? []).map((choice) => {
    choice.require('name');
    choice.require('value');
    const raw = choice.raw('value');
    const text = type === O.String ? choice.string('value', { min: 1, max: 100 }) : undefined;
    const value = type === O.Integer ? choice.integer('value') : typeof raw === 'number' ? raw : undefined;
    return {
      name: choice.string('name', { min: 1, max: 100 }) ?? '',
      name_localizations: choice.has('name_localizations')
        ? readLocalizations(choice, 'name_localizations')
        : null,
      value: text ?? value ?? '',
    };
  });
}

function readRange(form: Form): Partial<CommandOption> {
  const [min, max] = [form.raw('min_value'), form.raw('max_value')];
  return {
    ...(typeof min === 'number' && { min_value: min }),
    ...(typeof max === 'number' && { max_value: max }),
  };
}

function readLength(form: Form): Partial<CommandOption> {
  const min = form.integer('min_length', { min: 0, max: 6_000 });
  const max = form.integer('max_length', { min: 1, max: 6_000 });
  return { ...(min !== undefined && { min_length: min }), ...(max !== undefined && { max_length: max }) };
}
