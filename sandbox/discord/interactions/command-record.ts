import type {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  LocalizationMap,
} from 'discord-api-types/v10';

/** One choice of an option. */
export interface CommandChoice {
  readonly name: string;
  readonly name_localizations: LocalizationMap | null;
  readonly value: string | number;
}

/** One option of a command, with the names that Discord's API uses. What was not given is absent. */
export interface CommandOption {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly name_localizations: LocalizationMap | null;
  readonly description: string;
  readonly description_localizations: LocalizationMap | null;
  readonly required?: boolean;
  readonly choices?: readonly CommandChoice[];
  /** Of subcommands and groups. */
  readonly options?: readonly CommandOption[];
  readonly channel_types?: readonly number[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly autocomplete?: boolean;
}

/** Everything about a command that its maker decides. */
export interface CommandDefinition {
  readonly type:
    | ApplicationCommandType.ChatInput
    | ApplicationCommandType.User
    | ApplicationCommandType.Message;
  readonly name: string;
  readonly nameLocalizations: LocalizationMap | null;
  readonly description: string;
  readonly descriptionLocalizations: LocalizationMap | null;
  readonly options: readonly CommandOption[];
  /** Null: everyone may use it; 0: nobody but administrators. */
  readonly defaultMemberPermissions: bigint | null;
  /** Null: everywhere that the application is installed to. */
  readonly contexts: readonly InteractionContextType[] | null;
  readonly integrationTypes: readonly ApplicationIntegrationType[];
  readonly nsfw: boolean;
}

/** A registered command. */
export interface CommandRecord extends CommandDefinition {
  readonly id: string;
  /** Null: a global command. */
  readonly guildId: string | null;
  /** Changes with every change of the command. */
  readonly version: string;
}

/** A command as REST answers it (`ApplicationCommandResponse`). */
export function viewCommand(command: CommandRecord, applicationId: string) {
  return {
    id: command.id,
    application_id: applicationId,
    version: command.version,
    default_member_permissions: command.defaultMemberPermissions?.toString() ?? null,
    type: command.type,
    name: command.name,
    name_localizations: command.nameLocalizations,
    description: command.description,
    description_localizations: command.descriptionLocalizations,
    ...(command.guildId === null
      ? {
          dm_permission: command.contexts === null || command.contexts.includes(1),
          contexts: command.contexts,
        }
      : { guild_id: command.guildId }),
    integration_types: command.integrationTypes,
    ...(command.options.length > 0 && { options: command.options }),
    nsfw: command.nsfw,
  };
}
