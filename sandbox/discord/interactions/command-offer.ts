import {
  ApplicationCommandType,
  InteractionContextType,
  PermissionFlagsBits as P,
} from 'discord-api-types/v10';
import type { ChannelRecord } from '../world/records.js';
import type { DiscordWorld } from '../world/world.js';
import type { CommandRecord } from './command-record.js';
import type { CommandRegistry } from './command-registry.js';

/** Which slash commands a person is offered where. */
export class CommandOffer {
  readonly #world: DiscordWorld;
  readonly #commands: CommandRegistry;

  constructor(world: DiscordWorld, commands: CommandRegistry) {
    this.#world = world;
    this.#commands = commands;
  }

  /** The slash commands of a channel's guild, then the global ones whose name no guild command has. */
  in(channel: ChannelRecord): readonly CommandRecord[] {
    return this.#all(channel).filter(({ type }) => type === ApplicationCommandType.ChatInput);
  }

  /** "Application Commands", Permissions: Use Application Commands, and the command's default permissions. */
  isOpenTo(userId: string, channel: ChannelRecord, command: CommandRecord): boolean {
    if (channel.kind === 'direct') {
      return true;
    }
    const permissions = this.#world.access.channelPermissions(userId, channel);
    const needed = command.defaultMemberPermissions ?? 0n;
    const isForAdministrators = command.defaultMemberPermissions === 0n;
    return (
      (permissions & P.UseApplicationCommands) !== 0n &&
      (permissions & needed) === needed &&
      (!isForAdministrators || (permissions & P.Administrator) !== 0n)
    );
  }

  #all(channel: ChannelRecord): readonly CommandRecord[] {
    const { application, store } = this.#world;
    const isDirect = channel.kind === 'direct';
    const context = isDirect ? InteractionContextType.BotDM : InteractionContextType.Guild;
    const global = this.#commands
      .list(null)
      .filter(({ contexts }) => contexts === null || contexts.includes(context));
    if (isDirect) {
      return channel.userIds.includes(application.botId) ? global : [];
    }
    if (!store.guilds.get(channel.guildId)?.members.has(application.botId)) {
      return [];
    }
    const own = this.#commands.list(channel.guildId);
    return [...own, ...global.filter(({ name }) => !own.some((command) => command.name === name))];
  }
}
