import type { MessageType } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { ChannelRecord, MessageRecord } from './records.js';
import type { WorldCore } from './world-core.js';
import { filesOf } from './world-store.js';

/** Puts messages into channels, changes them and takes them out, and tells everyone. It asks nobody. */
export class MessageDesk {
  readonly #core: WorldCore;

  constructor(core: WorldCore) {
    this.#core = core;
  }

  /** A message that says nothing yet and stands nowhere. */
  draft(
    channel: ChannelRecord,
    authorId: string,
    type: MessageType,
    said: Partial<MessageRecord> = {},
  ): MessageRecord {
    return {
      id: this.#core.snowflakes.next(),
      channelId: channel.id,
      guildId: channel.kind === 'direct' ? null : channel.guildId,
      authorId,
      type,
      createdAt: this.#core.clock.now(),
      editedAt: null,
      content: '',
      embeds: [],
      components: [],
      attachments: [],
      stickers: [],
      poll: null,
      snapshots: [],
      activity: null,
      flags: 0,
      tts: false,
      nonce: null,
      allowedMentions: null,
      mentionsEveryone: false,
      mentionedUserIds: [],
      mentionedRoleIds: [],
      reference: null,
      reactions: [],
      interaction: null,
      ephemeralFor: null,
      threadId: null,
      pinned: false,
      ...said,
    };
  }

  insert(message: MessageRecord): void {
    const { store, clock } = this.#core;
    for (const attachment of filesOf(message)) store.attachments.set(attachment.id, attachment);
    if (message.ephemeralFor !== null) {
      store.ephemeralMessages.set(message.id, message);
    } else {
      store.log(message.channelId).append(message);
      const channel = store.requireChannel(message.channelId);
      channel.lastMessageId = message.id;
      if (channel.kind === 'thread') {
        channel.messageCount += 1;
        channel.totalMessageSent += 1;
        channel.lastActiveAt = clock.now();
      }
    }
    const view = (viewerId: string) => ({
      ...this.#core.messageViews.viewForGateway(message, viewerId),
      ...(message.nonce === null ? {} : { nonce: message.nonce }),
    });
    this.#announce(message, 'MESSAGE_CREATE', view);
  }

  announceUpdate(message: MessageRecord): void {
    this.#announce(message, 'MESSAGE_UPDATE', (viewerId) => ({
      ...this.#core.messageViews.viewForGateway(message, viewerId),
      tts: false,
    }));
  }

  /** Deletes messages of one channel: one event for one message, a bulk event for several. */
  remove(messages: readonly MessageRecord[], isBulk: boolean): void {
    const { store } = this.#core;
    for (const message of messages) {
      store.log(message.channelId).remove(message.id);
      store.ephemeralMessages.delete(message.id);
      for (const attachment of filesOf(message)) store.attachments.delete(attachment.id);
      const channel = store.channels.get(message.channelId);
      if (channel?.kind === 'thread' && message.ephemeralFor === null) channel.messageCount -= 1;
    }
    const first = messages[0];
    if (!first) return;
    const where = {
      channel_id: first.channelId,
      ...(first.guildId === null ? {} : { guild_id: first.guildId }),
    };
    if (isBulk) {
      const ids = messages.map(({ id }) => id);
      this.#announce(first, 'MESSAGE_DELETE_BULK', () => ({ ids: [...ids], ...where }));
    } else {
      for (const { id } of messages) this.#announce(first, 'MESSAGE_DELETE', () => ({ id, ...where }));
    }
  }

  /** A message of the channel, or one that only one user sees there. */
  find(channelId: string, messageId: string): MessageRecord {
    const { store } = this.#core;
    const ephemeral = store.ephemeralMessages.get(messageId);
    if (ephemeral?.channelId === channelId) return ephemeral;
    const message = store.log(channelId).get(messageId);
    if (!message) throw refuse('unknownMessage');
    return message;
  }

  #announce(message: MessageRecord, name: string, view: (viewerId: string) => object): void {
    const { store, announce } = this.#core;
    const channel = store.channels.get(message.channelId);
    if (!channel) return;
    const { ephemeralFor, authorId } = message;
    if (ephemeralFor === null) {
      announce.toChannel(channel, name, view);
      return;
    }
    for (const userId of new Set([ephemeralFor, authorId])) {
      announce.toUser(userId, message.guildId, name, () => view(userId));
    }
  }
}
