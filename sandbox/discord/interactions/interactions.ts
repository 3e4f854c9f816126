import { ComponentType, InteractionType } from 'discord-api-types/v10';
import type { BotEvent } from '../gateway/event-filter.js';
import type { ChannelRecord } from '../world/records.js';
import type { DiscordWorld } from '../world/world.js';
import { type AttemptRefusal, type InteractionAttempt, RefusedAttempt } from './attempt.js';
import { buildOptions, type CommandCall, splitCommand } from './command-call.js';
import { CommandOffer } from './command-offer.js';
import type { CommandRecord } from './command-record.js';
import type { CommandRegistry } from './command-registry.js';
import { type FoundComponent, requireComponent, requireSight } from './component-sight.js';
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
  readonly #offer: CommandOffer;

  constructor(parts: InteractionParts) {
    this.#parts = parts;
    this.#offer = new CommandOffer(parts.world, parts.commands);
  }

  /** The commands that the person is offered in this channel, guild commands before global ones. */
  listCommands(actor: Actor, channelId: string): readonly CommandRecord[] {
    const channel = this.#parts.world.store.channels.get(channelId);
    return channel
      ? this.#offer.in(channel).filter((command) => this.#offer.isOpenTo(actor.userId, channel, command))
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
      const found = requireComponent(this.#parts.world, actor.userId, channelId, messageId, customId);
      if (found.component.type !== ComponentType.Button) {
        throw new RefusedAttempt('unknown-component', `${customId} is no button`);
      }
      return this.#useComponent(actor, found, {});
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
      const found = requireComponent(this.#parts.world, actor.userId, channelId, messageId, customId);
      const resolved = new ResolvedData(this.#parts.world, found.message.guildId, actor.userId);
      checkSelection(found.component, values, resolved);
      const payload = resolved.toPayload();
      return this.#useComponent(actor, found, {
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
    const channel = requireSight(this.#parts.world, actor.userId, channelId);
    const [name = ''] = splitCommand(call.command);
    const command = this.#offer.in(channel).find((candidate) => candidate.name === name);
    if (!command) {
      throw new RefusedAttempt('unknown-command', `There is no command /${name} here`);
    }
    if (!this.#offer.isOpenTo(actor.userId, channel, command)) {
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
    // With its group and subcommand, as the app names it: "Mia used /vip end".
    const whole = splitCommand(call.command).join(' ');
    return this.#send(actor, channel, type, { kind, name: whole }, data);
  }

  #useComponent(
    actor: Actor,
    { channel, message, component }: FoundComponent,
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
