import {
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits as P,
} from 'discord-api-types/v10';
import type { BotEvent } from '../gateway/event-filter.js';
import { DiscordError } from '../world/discord-error.js';
import type { ChannelRecord, MessageRecord } from '../world/records.js';
import type { DiscordWorld } from '../world/world.js';
import { type AttemptRefusal, type InteractionAttempt, RefusedAttempt } from './attempt.js';
import { buildOptions, type CommandCall, splitCommand } from './command-call.js';
import type { CommandRecord } from './command-record.js';
import type { CommandRegistry } from './command-registry.js';
import { listUsableComponents, type UsableComponent } from './component-finder.js';
import { describeInteraction } from './interaction-metadata.js';
import { viewInteraction } from './interaction-payload.js';
import type { InteractionRecord, InteractionSource } from './interaction-record.js';
import type { InteractionRegister } from './interaction-register.js';
import { buildModalData, type ModalValues } from './modal-submission.js';
import { ResolvedData } from './resolved.js';
import { checkSelection } from './selection.js';

/** Who acts, and in which language their client is. */
export interface Actor {
  readonly userId: string;
  /** Default `en-US`. */
  readonly locale?: string;
}

export interface InteractionParts {
  readonly world: DiscordWorld;
  readonly commands: CommandRegistry;
  readonly register: InteractionRegister;
  /** Sends INTERACTION_CREATE over the gateway. */
  readonly dispatch: (event: BotEvent) => void;
}

/** What people do to a bot through Discord's client, which checks it before the bot hears of it. */
export class Interactions {
  readonly #parts: InteractionParts;

  constructor(parts: InteractionParts) {
    this.#parts = parts;
  }

  /** The commands that the person is offered in this channel, guild commands before global ones. */
  listCommands(actor: Actor, channelId: string): readonly CommandRecord[] {
    const channel = this.#parts.world.store.channels.get(channelId);
    return channel
      ? this.#available(channel).filter((command) => this.#mayUse(actor.userId, channel, command))
      : [];
  }

  /** Runs a slash command. */
  runCommand(actor: Actor, channelId: string, call: CommandCall): InteractionAttempt {
    return attempt(() => this.#call(actor, channelId, call, InteractionType.ApplicationCommand));
  }

  /** Asks the bot for choices while the option `call.focused` is being typed. */
  autocomplete(
    actor: Actor,
    channelId: string,
    call: CommandCall & { readonly focused: string },
  ): InteractionAttempt {
    return attempt(() => this.#call(actor, channelId, call, InteractionType.ApplicationCommandAutocomplete));
  }

  /** Presses a button of a message that the person can see. */
  press(actor: Actor, channelId: string, messageId: string, customId: string): InteractionAttempt {
    return attempt(() => {
      const { channel, message, component } = this.#requireComponent(actor, channelId, messageId, customId);
      if (component.type !== ComponentType.Button) {
        throw new RefusedAttempt('unknown-component', `${customId} is no button`);
      }
      return this.#useComponent(actor, channel, message, component, {});
    });
  }

  /** Chooses in a select menu: option values, or ids of users, roles or channels. */
  choose(
    actor: Actor,
    channelId: string,
    messageId: string,
    customId: string,
    values: readonly string[],
  ): InteractionAttempt {
    return attempt(() => {
      const { channel, message, component } = this.#requireComponent(actor, channelId, messageId, customId);
      const resolved = new ResolvedData(this.#parts.world, message.guildId, actor.userId);
      checkSelection(component, values, resolved);
      const payload = resolved.toPayload();
      return this.#useComponent(actor, channel, message, component, {
        values,
        ...(payload && { resolved: payload }),
      });
    });
  }

  /** Submits the modal with which the bot answered an interaction; each modal can be submitted once. */
  submitModal(actor: Actor, interactionId: string, values: ModalValues): InteractionAttempt {
    return attempt(() => {
      const { world, register } = this.#parts;
      const opener = register.find(interactionId);
      if (!opener?.modal || opener.userId !== actor.userId) {
        throw new RefusedAttempt('unknown-component', 'There is no open modal');
      }
      const channel = world.store.channels.get(opener.channelId);
      if (!channel) {
        throw new RefusedAttempt('not-visible', 'The channel is gone');
      }
      const resolved = new ResolvedData(world, opener.guildId, actor.userId);
      const data = buildModalData(opener.modal, values, resolved);
      opener.modal = null;
      const message = opener.source.kind === 'component' ? opener.source.message : null;
      const { metadata: openedBy } = opener;
      if (openedBy.type === InteractionType.ModalSubmit) {
        throw new RefusedAttempt('unknown-component', 'A modal can not be opened by a modal');
      }
      return this.#send(
        actor,
        channel,
        InteractionType.ModalSubmit,
        { kind: 'modal', message, openedBy },
        data,
      );
    });
  }

  #call(actor: Actor, channelId: string, call: CommandCall, type: CommandInteractionType): InteractionRecord {
    const channel = this.#requireChannel(actor, channelId);
    const [name = ''] = splitCommand(call.command);
    const command = this.#available(channel).find((candidate) => candidate.name === name);
    if (!command) {
      throw new RefusedAttempt('unknown-command', `There is no command /${name} here`);
    }
    if (!this.#mayUse(actor.userId, channel, command)) {
      throw new RefusedAttempt('missing-permissions', `/${name} is not offered to this person here`);
    }
    const guildId = channel.kind === 'direct' ? null : channel.guildId;
    const resolved = new ResolvedData(this.#parts.world, guildId, actor.userId);
    const options = buildOptions(command, call, resolved);
    const payload = resolved.toPayload();
    const data = {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(command.guildId !== null && { guild_id: command.guildId }),
      ...(options.length > 0 && { options }),
      ...(payload && { resolved: payload }),
    };
    const kind = type === InteractionType.ApplicationCommand ? 'command' : 'autocomplete';
    return this.#send(actor, channel, type, { kind, name }, data);
  }

  #requireComponent(actor: Actor, channelId: string, messageId: string, customId: string) {
    const channel = this.#requireChannel(actor, channelId);
    const { store, application } = this.#parts.world;
    const ephemeral = store.ephemeralMessages.get(messageId);
    const message =
      ephemeral?.channelId === channelId && ephemeral.ephemeralFor === actor.userId
        ? ephemeral
        : store.log(channelId).get(messageId);
    if (!message || message.authorId !== application.botId) {
      throw new RefusedAttempt('not-visible', 'The person sees no such message of the bot');
    }
    const component = listUsableComponents(message.components).find(
      ({ custom_id }) => custom_id === customId,
    );
    if (!component) {
      throw new RefusedAttempt('unknown-component', `The message has no component ${customId}`);
    }
    if (component.disabled) {
      throw new RefusedAttempt('disabled', `${customId} is disabled`);
    }
    this.#requireAwake(actor, channel);
    return { channel, message, component };
  }

  /**
   * Discord's clients grey out what stands in a locked thread (discord-api-docs issue 7900), and wake an archived one
   * before they send the interaction (issue 8474).
   */
  #requireAwake(actor: Actor, channel: ChannelRecord): void {
    if (channel.kind !== 'thread') {
      return;
    }
    if (channel.locked) {
      throw new RefusedAttempt('disabled', 'Components in a locked thread are greyed out');
    }
    if (channel.archived) {
      try {
        this.#parts.world.threads.edit(actor.userId, channel.id, { archived: false });
      } catch (error) {
        if (error instanceof DiscordError) {
          throw new RefusedAttempt('archived', `The thread could not be woken: ${error.message}`);
        }
        throw error;
      }
    }
  }

  #useComponent(
    actor: Actor,
    channel: ChannelRecord,
    message: MessageRecord,
    component: UsableComponent,
    chosen: object,
  ): InteractionRecord {
    const data = {
      custom_id: component.custom_id,
      component_type: component.type,
      ...(component.id !== undefined && { id: component.id }),
      ...chosen,
    };
    return this.#send(actor, channel, InteractionType.MessageComponent, { kind: 'component', message }, data);
  }

  #send(
    actor: Actor,
    channel: ChannelRecord,
    type: InteractionType,
    source: InteractionSource,
    data: object,
  ): InteractionRecord {
    const { world, register, dispatch } = this.#parts;
    const guildId = channel.kind === 'direct' ? null : channel.guildId;
    const id = world.snowflakes.next();
    const record = register.begin({
      id,
      type,
      userId: actor.userId,
      channelId: channel.id,
      guildId,
      source,
      metadata: describeInteraction(id, world.store.requireUser(actor.userId), guildId, source),
    });
    const message = source.kind === 'component' || source.kind === 'modal' ? source.message : null;
    const payload = viewInteraction(world, {
      id,
      type,
      token: record.token,
      userId: actor.userId,
      channel,
      locale: actor.locale ?? 'en-US',
      data,
      ...(message && { message: world.messageViews.view(message, world.application.botId) }),
    });
    dispatch({ name: 'INTERACTION_CREATE', guildId, data: payload });
    return record;
  }

  /** The commands of a channel's guild, then the global ones whose name no guild command has. */
  #available(channel: ChannelRecord): readonly CommandRecord[] {
    const { commands, world } = this.#parts;
    const isHere = ({ type }: CommandRecord) => type === ApplicationCommandType.ChatInput;
    const context = channel.kind === 'direct' ? InteractionContextType.BotDM : InteractionContextType.Guild;
    const global = commands
      .list(null)
      .filter(({ contexts }) => contexts === null || contexts.includes(context));
    if (channel.kind === 'direct') {
      return channel.userIds.includes(world.application.botId) ? global.filter(isHere) : [];
    }
    if (!world.store.guilds.get(channel.guildId)?.members.has(world.application.botId)) {
      return [];
    }
    const own = commands.list(channel.guildId);
    return [...own, ...global.filter(({ name }) => !own.some((command) => command.name === name))].filter(
      isHere,
    );
  }

  /** "Application Commands", Permissions: Use Application Commands, and the command's default permissions. */
  #mayUse(userId: string, channel: ChannelRecord, command: CommandRecord): boolean {
    if (channel.kind === 'direct') {
      return true;
    }
    const permissions = this.#parts.world.access.channelPermissions(userId, channel);
    const needed = command.defaultMemberPermissions ?? 0n;
    const isForAdministrators = command.defaultMemberPermissions === 0n;
    return (
      (permissions & P.UseApplicationCommands) !== 0n &&
      (permissions & needed) === needed &&
      (!isForAdministrators || (permissions & P.Administrator) !== 0n)
    );
  }

  #requireChannel(actor: Actor, channelId: string): ChannelRecord {
    const { store, access } = this.#parts.world;
    const channel = store.channels.get(channelId);
    if (!channel || !access.canView(actor.userId, channel)) {
      throw new RefusedAttempt('not-visible', 'The person does not see such a channel');
    }
    if (store.guildOf(channel)?.unavailable) {
      throw new RefusedAttempt('unavailable', 'The guild is in an outage');
    }
    return channel;
  }
}

type CommandInteractionType =
  | InteractionType.ApplicationCommand
  | InteractionType.ApplicationCommandAutocomplete;

function attempt(act: () => InteractionRecord): InteractionAttempt {
  try {
    return { kind: 'sent', outcome: act().outcome };
  } catch (error) {
    if (error instanceof RefusedAttempt) {
      return refusal(error.reason, error.message);
    }
    throw error;
  }
}

function refusal(reason: AttemptRefusal, explanation: string): InteractionAttempt {
  return { kind: 'refused', reason, explanation };
}
