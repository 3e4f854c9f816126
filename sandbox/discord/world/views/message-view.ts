import { type APIMessage, ChannelType, MessageReferenceType, MessageType } from 'discord-api-types/v10';
import type { AttachmentLinks } from '../attachment-links.js';
import { formatTimestamp, type WorldClock } from '../clock.js';
import type { SnapshotRecord } from '../enclosure-records.js';
import type { AttachmentRecord, MessageRecord } from '../records.js';
import type { WorldStore } from '../world-store.js';
import { viewThread } from './channel-view.js';
import { viewActivity, viewPoll } from './enclosure-view.js';
import { viewStickerItem } from './expression-view.js';
import { viewPartialMember } from './guild-view.js';
import { viewUser } from './user-view.js';

/** Set on an attachment that is blurred until clicked ("Message", Attachment Flags). */
const IS_SPOILER = 1 << 3;

/** Shows messages as REST answers and as gateway dispatches. */
export class MessageViews {
  readonly #store: WorldStore;
  readonly #links: AttachmentLinks;
  readonly #clock: WorldClock;

  constructor(store: WorldStore, links: AttachmentLinks, clock: WorldClock) {
    this.#store = store;
    this.#links = links;
    this.#clock = clock;
  }

  /**
   * A message as REST answers it.
   *
   * @param viewerId decides which reactions are "me"
   */
  view(message: MessageRecord, viewerId: string) {
    const reference = message.reference;
    const referenced = reference?.messageId
      ? this.#store.log(reference.channelId).get(reference.messageId)
      : undefined;
    const isReply = message.type === MessageType.Reply || message.type === MessageType.ThreadStarterMessage;
    return {
      ...this.#basics(message, viewerId),
      ...(isReply ? { referenced_message: referenced ? this.#basics(referenced, viewerId) : null } : {}),
    };
  }

  /** A message as MESSAGE_CREATE and MESSAGE_UPDATE carry it, with its guild and members. */
  viewForGateway(message: MessageRecord, viewerId: string) {
    const view = this.view(message, viewerId);
    const channel = this.#store.channels.get(message.channelId);
    const channelType = channel?.kind === 'direct' ? ChannelType.DM : channel?.type;
    const withType = channelType === undefined ? view : { ...view, channel_type: channelType };
    const guild = message.guildId === null ? undefined : this.#store.guilds.get(message.guildId);
    if (!guild || message.ephemeralFor !== null) return withType;
    const author = message.interaction ? undefined : guild.members.get(message.authorId);
    return {
      ...withType,
      guild_id: guild.id,
      ...(author ? { member: viewPartialMember(author) } : {}),
      mentions: view.mentions.map((user) => {
        const member = guild.members.get(user.id);
        return member ? { ...user, member: viewPartialMember(member) } : user;
      }),
    };
  }

  #basics(message: MessageRecord, viewerId: string) {
    const thread = message.threadId === null ? undefined : this.#store.channels.get(message.threadId);
    const { interaction } = message;
    return {
      ...this.#content(message, message.ephemeralFor !== null),
      id: message.id,
      channel_id: message.channelId,
      author: viewUser(this.#store.requireUser(message.authorId)),
      tts: message.tts,
      mention_everyone: message.mentionsEveryone,
      pinned: message.pinned,
      ...(message.poll ? { poll: viewPoll(message.poll, this.#clock.now()) } : {}),
      ...(message.activity ? { activity: viewActivity(message.activity) } : {}),
      ...(message.snapshots.length > 0
        ? { message_snapshots: message.snapshots.map((one) => ({ message: this.#content(one, false) })) }
        : {}),
      ...viewReference(message),
      ...(message.reactions.length > 0 ? { reactions: viewReactions(message, viewerId) } : {}),
      ...(thread?.kind === 'thread' ? { thread: viewThread(thread) } : {}),
      ...(interaction
        ? {
            application_id: interaction.applicationId,
            webhook_id: interaction.webhookId,
            ...(interaction.metadata ? { interaction_metadata: structuredClone(interaction.metadata) } : {}),
          }
        : {}),
    };
  }

  /** What a forward shares with the message itself. */
  #content(said: SnapshotRecord, isEphemeral: boolean) {
    return {
      type: said.type,
      content: said.content,
      timestamp: formatTimestamp(said.createdAt),
      edited_timestamp: said.editedAt === null ? null : formatTimestamp(said.editedAt),
      mentions: said.mentionedUserIds.map((id) => viewUser(this.#store.requireUser(id))),
      mention_roles: [...said.mentionedRoleIds],
      attachments: said.attachments.map((attachment) => this.#attachment(attachment, isEphemeral)),
      embeds: structuredClone(said.embeds),
      components: structuredClone(said.components),
      flags: said.flags,
      ...(said.stickers.length > 0 ? { sticker_items: said.stickers.map(viewStickerItem) } : {}),
    };
  }

  #attachment(attachment: AttachmentRecord, isEphemeral: boolean) {
    const url = this.#links.sign(attachment);
    return {
      id: attachment.id,
      filename: attachment.filename,
      size: attachment.bytes.byteLength,
      url,
      proxy_url: url,
      content_type: attachment.contentType,
      ...(attachment.title === null ? {} : { title: attachment.title }),
      ...(attachment.description === null ? {} : { description: attachment.description }),
      ...(attachment.durationSeconds === null ? {} : { duration_secs: attachment.durationSeconds }),
      ...(attachment.waveform === null ? {} : { waveform: attachment.waveform }),
      ...(attachment.spoiler ? { flags: IS_SPOILER } : {}),
      ...(isEphemeral ? { ephemeral: true } : {}),
    };
  }
}

function viewReactions(message: MessageRecord, viewerId: string) {
  return message.reactions.map(({ emojiId, emojiName, isAnimated, userIds }) => ({
    emoji: { id: emojiId, name: emojiName, ...(isAnimated ? { animated: true } : {}) },
    count: userIds.size,
    count_details: { burst: 0, normal: userIds.size },
    burst_colors: [],
    me_burst: false,
    me: userIds.has(viewerId),
  }));
}

/** What hiding needs of a message payload. */
interface ConcealableMessage {
  author: { id: string };
  mentions: readonly { id: string }[];
  guild_id?: string;
  content: string;
  embeds: unknown[];
  attachments: unknown[];
  components: unknown[];
  poll?: unknown;
}

/**
 * Takes out what an application without the MESSAGE_CONTENT intent does not get. Its own messages, those that mention
 * it and direct messages stay whole ("Gateway", Message Content Intent).
 *
 * @param isDirect whether the message stands in a direct channel
 */
export function concealContent<M extends ConcealableMessage>(
  message: M,
  viewerId: string,
  isDirect: boolean,
): M {
  const isExempt =
    isDirect || message.author.id === viewerId || message.mentions.some(({ id }) => id === viewerId);
  if (isExempt) return message;
  return { ...message, content: '', embeds: [], attachments: [], components: [], poll: undefined };
}

/** What a message answers or forwards. A message that is itself answered has it, too; only its own `referenced_message` is left out. */
function viewReference({ reference, snapshots }: MessageRecord): Pick<APIMessage, 'message_reference'> {
  if (!reference) return {};
  const type = snapshots.length > 0 ? MessageReferenceType.Forward : MessageReferenceType.Default;
  return {
    message_reference: {
      type,
      channel_id: reference.channelId,
      ...(reference.messageId ? { message_id: reference.messageId } : {}),
      ...(reference.guildId ? { guild_id: reference.guildId } : {}),
    },
  };
}
