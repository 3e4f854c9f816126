import { MessageFlags as F, type MessageType } from 'discord-api-types/v10';
import { readMessageForm, type UploadedFile } from './forms/message-form.js';
import type { Mentioning } from './mentioning.js';
import type { MessageDesk } from './message-desk.js';
import { requireContent } from './message-rules.js';
import type { Messages } from './messages.js';
import type { MessageInteraction, MessageRecord } from './records.js';
import type { Uploads } from './uploads.js';
import type { WorldCore } from './world-core.js';

/** An answer of the application to an interaction. */
export interface InteractionAnswer {
  readonly channelId: string;
  readonly type: MessageType;
  /** As Execute Webhook has it; null for "thinking…", which is filled by an edit. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly interaction: MessageInteraction;
  /** Only this user sees the answer, if it is not null. */
  readonly ephemeralFor: string | null;
  /** The message that the answer follows, if any. */
  readonly reference: MessageRecord['reference'];
}

/** Messages that answer interactions: they need no permission, only the interaction's token. */
export class InteractionMessages {
  readonly #core: WorldCore;
  readonly #desk: MessageDesk;
  readonly #uploads: Uploads;
  readonly #messages: Messages;
  readonly #mentioning: Mentioning;

  constructor(
    core: WorldCore,
    desk: MessageDesk,
    uploads: Uploads,
    messages: Messages,
    mentioning: Mentioning,
  ) {
    this.#core = core;
    this.#desk = desk;
    this.#uploads = uploads;
    this.#messages = messages;
    this.#mentioning = mentioning;
  }

  /** @throws 50035, 50006, 40005 as for any message */
  post(answer: InteractionAnswer): MessageRecord {
    const { store, application } = this.#core;
    const channel = store.requireChannel(answer.channelId);
    const ephemeral = answer.ephemeralFor === null ? 0 : F.Ephemeral;
    const message = this.#desk.draft(channel, application.botId, answer.type, {
      interaction: answer.interaction,
      ephemeralFor: answer.ephemeralFor,
      reference: answer.reference,
      flags: ephemeral | (answer.body === null ? F.Loading : 0),
    });
    if (answer.body !== null) this.#fill(channel.id, message, answer.body, answer.files);
    this.#desk.insert(message);
    this.#mentioning.addMentioned(channel, message);
    return message;
  }

  /** Changes an answer, or fills one that was "thinking…"; works on ephemeral messages, too. */
  edit(channelId: string, messageId: string, body: unknown, files: readonly UploadedFile[]): MessageRecord {
    const channel = this.#core.store.requireChannel(channelId);
    const message = this.#desk.find(channelId, messageId);
    const wasLoading = (message.flags & F.Loading) !== 0;
    this.#messages.apply(channel, message, body, files);
    message.flags &= ~F.Loading;
    if (!wasLoading) message.editedAt = this.#core.clock.now();
    this.#desk.announceUpdate(message);
    this.#mentioning.addMentioned(channel, message);
    return message;
  }

  find(channelId: string, messageId: string): MessageRecord {
    return this.#desk.find(channelId, messageId);
  }

  delete(channelId: string, messageId: string): void {
    this.#desk.remove([this.#desk.find(channelId, messageId)], false);
  }

  #fill(channelId: string, message: MessageRecord, body: unknown, files: readonly UploadedFile[]): void {
    const channel = this.#core.store.requireChannel(channelId);
    const form = readMessageForm(body, files);
    message.attachments = this.#uploads.collect(channel, form, files, []);
    message.content = form.content?.trim() ?? '';
    message.embeds = form.embeds ?? [];
    message.components = form.components ?? [];
    message.flags |= (form.flags ?? 0) & (F.SuppressEmbeds | F.IsComponentsV2 | F.SuppressNotifications);
    message.allowedMentions = form.allowedMentions ?? null;
    requireContent(message);
    this.#mentioning.mention(channel, message, null);
  }
}
