import { MessageFlags, MessageType, InteractionResponseType as R } from 'discord-api-types/v10';
import { DiscordError, refuse } from '../world/discord-error.js';
import { Form } from '../world/forms/form.js';
import type { UploadedFile } from '../world/forms/message-form.js';
import type { MessageRecord } from '../world/records.js';
import type { DiscordWorld } from '../world/world.js';
import { readChoices, readModal } from './callback-forms.js';
import { findSourceMessage, listFirstAnswers } from './first-answers.js';
import type { InteractionRecord } from './interaction-record.js';
import { type InteractionRegister, isLoading } from './interaction-register.js';

/** What a first answer has made. */
export interface CallbackResult {
  readonly interaction: InteractionRecord;
  readonly type: R;
  /** The message that was posted or changed, if any. */
  readonly message: MessageRecord | null;
}

/** What the bot answers to interactions. Every method throws Discord's refusals. */
export class InteractionResponses {
  readonly #world: DiscordWorld;
  readonly #register: InteractionRegister;

  constructor(world: DiscordWorld, register: InteractionRegister) {
    this.#world = world;
    this.#register = register;
  }

  /**
   * The first answer. A body that is refused leaves the interaction unanswered.
   *
   * @throws 10062 after 3 seconds, 40060 the second time, 10003 when the channel is gone, 50083 in an archived and
   *   locked thread, 50035 for a type that does not fit
   */
  callback(id: string, token: string, body: unknown, files: readonly UploadedFile[]): CallbackResult {
    const interaction = this.#register.requireUnanswered(id, token);
    const form = Form.of(body);
    form.require('type');
    const type = form.choice('type', listFirstAnswers(interaction));
    form.faults.throwIfAny();
    const message = this.#perform(interaction, type, form, files);
    interaction.isAcknowledged = true;
    return { interaction, type: type ?? R.Pong, message };
  }

  /** A follow-up. The first one after a deferred answer fills that answer instead ("Create Followup Message"). */
  followUp(
    applicationId: string,
    token: string,
    body: unknown,
    files: readonly UploadedFile[],
  ): MessageRecord {
    const interaction = this.#register.requireAnswered(applicationId, token);
    const original = interaction.outcome.response;
    if (original && isLoading(original)) {
      return this.#edit(interaction, original.id, body, files);
    }
    this.#requireOpen(interaction);
    const message = this.#post(interaction, body, files, isEphemeral(body), original);
    interaction.followUpIds.push(message.id);
    interaction.outcome.touch();
    return message;
  }

  /** @param messageId `@original` for the original response */
  get(applicationId: string, token: string, messageId: string): MessageRecord {
    const interaction = this.#register.requireAnswered(applicationId, token);
    return this.#find(interaction, messageId);
  }

  edit(
    applicationId: string,
    token: string,
    messageId: string,
    body: unknown,
    files: readonly UploadedFile[],
  ): MessageRecord {
    const interaction = this.#register.requireAnswered(applicationId, token);
    return this.#edit(interaction, this.#find(interaction, messageId).id, body, files);
  }

  delete(applicationId: string, token: string, messageId: string): void {
    const interaction = this.#register.requireAnswered(applicationId, token);
    const message = this.#find(interaction, messageId);
    this.#requireOpen(interaction);
    this.#world.interactionMessages.delete(message.channelId, message.id);
  }

  #perform(
    interaction: InteractionRecord,
    type: R | undefined,
    form: Form,
    files: readonly UploadedFile[],
  ): MessageRecord | null {
    const data = form.raw('data');
    const { outcome } = interaction;
    switch (type) {
      case R.ChannelMessageWithSource: {
        form.require('data');
        form.faults.throwIfAny();
        this.#requireOpen(interaction);
        const message = this.#post(interaction, data, files, isEphemeral(data), null);
        interaction.originalId = message.id;
        outcome.acknowledge({ kind: 'message', isEphemeral: message.ephemeralFor !== null });
        return message;
      }
      case R.DeferredChannelMessageWithSource: {
        this.#requireOpen(interaction);
        const message = this.#post(interaction, null, [], isEphemeral(data), null);
        interaction.originalId = message.id;
        outcome.acknowledge({ kind: 'deferred', isEphemeral: message.ephemeralFor !== null });
        return message;
      }
      case R.UpdateMessage: {
        const message = this.#changeSource(interaction, data, files);
        interaction.originalId = message.id;
        outcome.acknowledge({ kind: 'update' });
        return message;
      }
      case R.DeferredMessageUpdate:
        interaction.originalId = findSourceMessage(interaction)?.id ?? null;
        outcome.acknowledge({ kind: 'deferred-update' });
        return null;
      case R.Modal:
        interaction.modal = readModal(form);
        outcome.acknowledge({ kind: 'modal', modal: interaction.modal });
        return null;
      case R.ApplicationCommandAutocompleteResult:
        outcome.acknowledge({ kind: 'choices', choices: readChoices(form) });
        return null;
      default:
        return null;
    }
  }

  #changeSource(
    interaction: InteractionRecord,
    data: unknown,
    files: readonly UploadedFile[],
  ): MessageRecord {
    const source = findSourceMessage(interaction);
    if (!source) {
      throw refuse('unknownMessage');
    }
    this.#requireOpen(interaction);
    return this.#world.interactionMessages.edit(source.channelId, source.id, data ?? {}, files);
  }

  /** The component's message counts as the original only where it was, or may yet be, updated. */
  #find(interaction: InteractionRecord, messageId: string): MessageRecord {
    const id = messageId === '@original' ? interaction.originalId : messageId;
    const isOwn = id !== null && (id === interaction.originalId || interaction.followUpIds.includes(id));
    if (!isOwn) {
      throw refuse('unknownMessage');
    }
    if (!this.#world.store.channels.has(interaction.channelId)) {
      throw refuse('unknownChannel');
    }
    return this.#world.interactionMessages.find(interaction.channelId, id);
  }

  #edit(
    interaction: InteractionRecord,
    messageId: string,
    body: unknown,
    files: readonly UploadedFile[],
  ): MessageRecord {
    this.#requireOpen(interaction);
    const message = this.#world.interactionMessages.edit(interaction.channelId, messageId, body, files);
    return message;
  }

  /**
   * Posts an answer. It is a reply to the component's message, or as a follow-up to the original response.
   *
   * @param body null for "thinking…"
   */
  #post(
    interaction: InteractionRecord,
    body: unknown,
    files: readonly UploadedFile[],
    isOnlyForActor: boolean,
    original: MessageRecord | null,
  ): MessageRecord {
    const answered = original ?? findSourceMessage(interaction);
    const { application, interactionMessages } = this.#world;
    const metadata =
      original === null
        ? interaction.metadata
        : { ...interaction.metadata, original_response_message_id: original.id };
    return interactionMessages.post({
      channelId: interaction.channelId,
      type: answered ? MessageType.Reply : MessageType.ChatInputCommand,
      body,
      files,
      interaction: { metadata, applicationId: application.id, webhookId: application.id },
      ephemeralFor: isOnlyForActor ? interaction.userId : null,
      reference: answered
        ? { messageId: answered.id, channelId: answered.channelId, guildId: answered.guildId }
        : null,
    });
  }

  /**
   * Discord refuses answers in an archived and locked thread (discord-api-docs issue 5517); in one that is only
   * archived they wake it, like any message.
   */
  #requireOpen(interaction: InteractionRecord): void {
    const channel = this.#world.store.requireChannel(interaction.channelId);
    if (channel.kind !== 'thread' || !channel.archived) {
      return;
    }
    if (channel.locked) {
      throw refuse('threadArchived');
    }
    try {
      this.#world.threads.edit(this.#world.application.botId, channel.id, { archived: false });
    } catch (error) {
      throw error instanceof DiscordError && error.code !== 160006 ? refuse('threadArchived') : error;
    }
  }
}

function isEphemeral(body: unknown): boolean {
  const flags = typeof body === 'object' && body !== null && 'flags' in body ? body.flags : 0;
  return typeof flags === 'number' && (flags & MessageFlags.Ephemeral) !== 0;
}
