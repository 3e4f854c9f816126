import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { setupOptions } from './setup-command.js';

const { Channel, Role, String: Text, Subcommand, User } = ApplicationCommandOptionType;

/** The command as Discord shows it. Who may run which part is decided when it is run. */
export const vipCommand = {
  name: 'vip',
  description: 'VIP upgrades',
  type: ApplicationCommandType.ChatInput,
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  options: [
    {
      type: Subcommand,
      name: 'setup',
      description: 'Set up VIP conversations on this server',
      options: [
        {
          type: Channel,
          name: setupOptions.channel,
          description: 'The text channel in which the private threads open',
          channel_types: [ChannelType.GuildText],
          required: true,
        },
        { type: Role, name: setupOptions.staff, description: 'The Staff role', required: true },
        { type: Role, name: setupOptions.admin, description: 'The Admin role', required: true },
        { type: Role, name: setupOptions.support, description: 'The Support role', required: true },
        { type: Role, name: setupOptions.vip, description: 'The role that VIPs have', required: true },
        {
          type: Text,
          name: setupOptions.agent,
          description: 'The Telegram username of the agent who answers',
          min_length: 4,
          max_length: 64,
          required: true,
        },
        {
          type: Channel,
          name: setupOptions.log,
          description: 'The text channel in which every ending is noted',
          channel_types: [ChannelType.GuildText],
          required: false,
        },
      ],
    },
    { type: Subcommand, name: 'panel', description: 'Post the panel with the upgrade button here' },
    { type: Subcommand, name: 'upgrade', description: 'Open a private conversation and become a VIP' },
    { type: Subcommand, name: 'end', description: 'End the conversation of this thread' },
    {
      type: Subcommand,
      name: 'clear',
      description: 'Close everything that a member has open, whatever became of it',
      options: [{ type: User, name: 'user', description: 'The member', required: true }],
    },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;
