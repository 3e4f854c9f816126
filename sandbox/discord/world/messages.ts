import {
  type APIEmbed,
  MessageFlags as F,
  MessageType,
  PermissionFlagsBits as P,
} from 'discord-api-types/v10';
import type { AutoModeration } from './auto-moderation.js';
import { refuse } from './discord-error.js';
import type { Expressions } from './expressions.js';
import { readMessageForm, type UploadedFile } from './forms/message-form.js';
import type { Mentioning } from './mentioning.js';
import type { MessageDesk } from './message-desk.js';
import type { MessageReferences } from './message-references.js';
import { openPoll, requireContent, requireVoice } from './message-rules.js';
import type { Nonces } from './nonces.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import type { SlowMode } from './slow-mode.js';
import type { ThreadArchive } from './thread-archive.js';
import type { ThreadMembers } from './thread-members.js';
import type { Typing } from './typing.js';
import type { Uploads } from './uploads.js';
import type { WorldCore } from './world-core.js';
import type { WritingRights } from './writing-rights.js';

/** Flags that an author may set ("Message", Create Message). */
const SETTABLE_FLAGS = F.SuppressEmbeds | F.SuppressNotifications | F.IsVoiceMessage | F.IsComponentsV2;

/** What the parts need of each other to carry messages. */
export interface MessageParts {
  readonly desk: MessageDesk;
  readonly nonces: Nonces;
  readonly uploads: Uploads;
  readonly rights: WritingRights;
  readonly mentioning: Mentioning;
  readonly threadMembers: ThreadMembers;
  readonly archive: ThreadArchive;
  readonly typing: Typing;
  readonly slowMode: SlowMode;
  readonly references: MessageReferences;
  readonly expressions: Expressions;
  readonly autoModeration: AutoModeration;
}

/** Writing and editing messages, as a person or as the bot. */
export class Messages {
  readonly #core: WorldCore;
  readonly #parts: MessageParts;

  constructor(core: WorldCore, parts: MessageParts) {
    this.#core = core;
    this.#parts = parts;
  }

  /**
   * Posts a message. In a thread it joins its author, wakes the thread, and adds who is mentioned.
   *
   * @param body as Create Message has it
   * @returns with an enforced nonce of the last few minutes: the message that the first call made
   * @throws 10008 when that message has been deleted since
   */
  create(
    actorId: string,
    channelId: string,
    body: unknown,
    files: readonly UploadedFile[] = [],
  ): MessageRecord {
    const { access, settings } = this.#core;
    const channel = access.requireVisible(actorId, channelId);
    const form = readMessageForm(body, files);
    this.#parts.rights.requireMayWrite(actorId, channel, form, files);
    if (form.nonce !== null && form.enforceNonce) {
      const sent = this.#parts.nonces.find(actorId, form.nonce, settings.nonceWindowMs);
      if (sent) return this.#core.store.requireMessage(sent.channelId, sent.messageId);
    }
    this.#parts.slowMode.requirePatience(actorId, channel);
    const { references } = this.#parts;
    const { reference } = form;
    const replied =
      reference?.kind === 'reply' ? references.requireReplied(actorId, channel, reference) : null;
    const forwarded = reference?.kind === 'forward' ? references.requireForwarded(actorId, reference) : null;
    const referenced = replied ?? forwarded;
    const attachments = this.#parts.uploads.collect(channel, form, files, []);
    const said = {
      content: form.content?.trim() ?? '',
      embeds: form.embeds ?? [],
      components: form.components ?? [],
      attachments,
      stickers: this.#parts.expressions.requireStickers(channel, form.stickerIds ?? []),
      poll: form.poll === undefined ? null : openPoll(form.poll, this.#core.clock.now()),
      snapshots: forwarded ? [references.snapshot(forwarded, channel.id)] : [],
      flags: ((form.flags ?? 0) & SETTABLE_FLAGS) | (forwarded ? F.HasSnapshot : 0),
    };
    requireVoice(said);
    requireContent(said);
    this.#parts.autoModeration.requireClean(actorId, channel, said.content);
    if (channel.kind === 'thread') {
      this.#parts.archive.unarchive(channel);
      this.#parts.threadMembers.include(channel, [actorId]);
    }
    const message = this.#parts.desk.draft(
      channel,
      actorId,
      replied ? MessageType.Reply : MessageType.Default,
      {
        ...said,
        tts: form.tts,
        nonce: form.nonce,
        allowedMentions: form.allowedMentions ?? null,
        reference: referenced
          ? { messageId: referenced.id, channelId: referenced.channelId, guildId: referenced.guildId }
          : null,
      },
    );
    this.#parts.mentioning.mention(channel, message, replied?.authorId ?? null);
    this.#parts.typing.stop(actorId, channel.id);
    this.#parts.slowMode.note(actorId, channel.id);
    this.#parts.desk.insert(message);
    if (form.nonce !== null) this.#parts.nonces.remember(actorId, form.nonce, message);
    this.#parts.mentioning.addMentioned(channel, message);
    return message;
  }

  /**
   * Edits one's own message. Mentions are found anew, and who is mentioned is added to a private thread.
   *
   * @param body as Edit Message has it
   */
  edit(
    actorId: string,
    channelId: string,
    messageId: string,
    body: unknown,
    files: readonly UploadedFile[] = [],
  ): MessageRecord {
    const channel = this.#core.access.requireVisible(actorId, channelId);
    const message = this.#core.store.requireMessage(channelId, messageId);
    if (message.authorId !== actorId) throw refuse('notAuthor');
    if (message.flags & F.IsVoiceMessage) throw refuse('voiceEdited');
    if (channel.kind === 'thread') this.#parts.rights.requireAwake(actorId, channel);
    this.#parts.rights.requireMayAttach(actorId, channel, files);
    const { content } = readMessageForm(body, files, message.flags);
    this.#parts.autoModeration.requireClean(actorId, channel, content ?? '');
    this.apply(channel, message, body, files);
    message.editedAt = this.#core.clock.now();
    this.#parts.desk.announceUpdate(message);
    this.#parts.mentioning.addMentioned(channel, message);
    return message;
  }

  /**
   * Gives a message the previews of its links, as Discord does a moment after it was written: MESSAGE_UPDATE without
   * an edit ("Gateway Events", Message Update). Nothing happens where the author suppressed them or may not embed links.
   */
  addPreviews(channelId: string, messageId: string, previews: readonly APIEmbed[]): void {
    const { access, store } = this.#core;
    const channel = store.requireChannel(channelId);
    const message = store.requireMessage(channelId, messageId);
    if (message.flags & F.SuppressEmbeds || !access.can(message.authorId, channel, P.EmbedLinks)) return;
    message.embeds = [...message.embeds, ...structuredClone(previews)];
    this.#parts.desk.announceUpdate(message);
  }

  /** Puts a form's content into a message, without asking for permission or telling anyone. */
  apply(channel: ChannelRecord, message: MessageRecord, body: unknown, files: readonly UploadedFile[]): void {
    const form = readMessageForm(body, files, message.flags);
    const attachments = this.#parts.uploads.collect(channel, form, files, message.attachments);
    const kept = message.flags & ~F.SuppressEmbeds;
    if (form.stickerIds !== undefined) throw refuse('stickersEdited');
    if (message.poll !== null || form.poll !== undefined) throw refuse('pollEdited');
    const said = {
      content: form.content === undefined ? message.content : form.content.trim(),
      embeds: form.embeds ?? message.embeds,
      components: form.components ?? message.components,
      attachments,
      flags:
        form.flags === undefined
          ? message.flags
          : kept | (form.flags & (F.SuppressEmbeds | F.IsComponentsV2)),
    };
    requireContent({ ...message, ...said });
    const keptIds = new Set(attachments.map(({ id }) => id));
    for (const { id } of message.attachments) {
      if (!keptIds.has(id)) this.#core.store.attachments.delete(id);
    }
    for (const attachment of attachments) this.#core.store.attachments.set(attachment.id, attachment);
    Object.assign(message, said);
    message.allowedMentions = form.allowedMentions ?? null;
    const { reference } = message;
    const replied = reference?.messageId
      ? this.#core.store.log(reference.channelId).get(reference.messageId)
      : undefined;
    this.#parts.mentioning.mention(
      channel,
      message,
      message.type === MessageType.Reply ? (replied?.authorId ?? null) : null,
    );
  }
}
