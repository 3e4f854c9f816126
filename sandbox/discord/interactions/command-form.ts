import {
  ApplicationIntegrationType,
  InteractionContextType,
  ApplicationCommandOptionType as O,
  ApplicationCommandType as T,
} from 'discord-api-types/v10';
import type { Form } from '../world/forms/form.js';
import { faultOf } from '../world/forms/form-faults.js';
import { INVALID_NAME, isCommandName, readLocalizations } from './command-names.js';
import { readCommandOptions } from './command-options-form.js';
import type { CommandDefinition, CommandOption } from './command-record.js';

/** "Application Commands": all names, descriptions and values together. */
const SIZE_LIMIT = 8_000;

/** The definition that a new or replaced command begins with. */
const NEW: CommandDefinition = {
  type: T.ChatInput,
  name: '',
  nameLocalizations: null,
  description: '',
  descriptionLocalizations: null,
  options: [],
  defaultMemberPermissions: null,
  contexts: null,
  integrationTypes: [ApplicationIntegrationType.GuildInstall],
  nsfw: false,
};

/**
 * Reads a command from a request ("Application Commands", Create Global Application Command). What is wrong is noted
 * in the form's faults. With `present`, fields that are absent keep their present value (Edit).
 */
export function readCommand(form: Form, present: CommandDefinition | null = null): CommandDefinition {
  const base = present ?? NEW;
  const type = form.choice('type', [T.ChatInput, T.User, T.Message]) ?? base.type;
  const isChatInput = type === T.ChatInput;
  if (!present) {
    form.require('name');
  }
  const name = form.string('name', { min: 1, max: 32 }) ?? base.name;
  if (form.has('name') && isChatInput && !isCommandName(name)) {
    form.note('name', INVALID_NAME);
  }
  const definition: CommandDefinition = {
    type,
    name,
    nameLocalizations: form.has('name_localizations')
      ? readLocalizations(form, 'name_localizations')
      : base.nameLocalizations,
    description: readDescription(form, isChatInput, base),
    descriptionLocalizations: form.has('description_localizations')
      ? readLocalizations(form, 'description_localizations')
      : base.descriptionLocalizations,
    options: form.has('options') ? readOptions(form, isChatInput) : base.options,
    defaultMemberPermissions: form.has('default_member_permissions')
      ? (form.bits('default_member_permissions') ?? null)
      : base.defaultMemberPermissions,
    contexts: readContexts(form, base),
    integrationTypes:
      readChoices(form, 'integration_types', [
        ApplicationIntegrationType.GuildInstall,
        ApplicationIntegrationType.UserInstall,
      ]) ?? base.integrationTypes,
    nsfw: form.boolean('nsfw') ?? base.nsfw,
  };
  if (measure(definition) > SIZE_LIMIT) {
    form.note(null, {
      code: 'APPLICATION_COMMAND_TOO_LARGE',
      message: `Command exceeds maximum size (${SIZE_LIMIT})`,
    });
  }
  return definition;
}

function readDescription(form: Form, isChatInput: boolean, base: CommandDefinition): string {
  if (isChatInput) {
    if (base === NEW) {
      form.require('description');
    }
    return form.string('description', { min: 1, max: 100 }) ?? base.description;
  }
  if (form.string('description')) {
    form.note('description', {
      code: 'APPLICATION_COMMAND_CONTEXT_MENU_NO_DESCRIPTION',
      message: 'Context menu commands cannot have description',
    });
  }
  return '';
}

function readOptions(form: Form, isChatInput: boolean): readonly CommandOption[] {
  const options = readCommandOptions(form, 0);
  if (!isChatInput && options.length > 0) {
    form.note('options', {
      code: 'APPLICATION_COMMAND_CONTEXT_MENU_NO_OPTIONS',
      message: 'Context menu commands cannot have options',
    });
  }
  return options;
}

/** `dm_permission` is the deprecated way to say it. */
function readContexts(form: Form, base: CommandDefinition): readonly InteractionContextType[] | null {
  if (form.isNull('contexts')) {
    return null;
  }
  const contexts = readChoices(form, 'contexts', [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ]);
  if (contexts) {
    return contexts;
  }
  return form.boolean('dm_permission') === false ? [InteractionContextType.Guild] : base.contexts;
}

function readChoices<T extends number>(
  form: Form,
  key: string,
  choices: readonly T[],
): readonly T[] | undefined {
  return form.list(key, { min: 1, max: choices.length })?.flatMap((item, index) => {
    const choice = choices.find((candidate) => candidate === item);
    if (choice === undefined) {
      form.faults.add([...form.path, key, index], faultOf.notAmong(choices));
      return [];
    }
    return [choice];
  });
}

function measure({
  name,
  description,
  options,
}: {
  name: string;
  description: string;
  options?: readonly CommandOption[];
}): number {
  const inner = (options ?? []).reduce(
    (sum, option) => sum + measure({ ...option, options: option.options ?? [] }) + measureChoices(option),
    0,
  );
  return name.length + description.length + inner;
}

function measureChoices(option: CommandOption): number {
  return (option.choices ?? []).reduce(
    (sum, { name, value }) => sum + name.length + (option.type === O.String ? String(value).length : 0),
    0,
  );
}
