import { MessageFlags, MessageType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../discord/local-discord.js';
import type { ChannelRecord, GuildRecord, MessageRecord } from '../../discord/world/records.js';
import type { AuthorSight, MessageSight, SystemKind } from '../protocol.js';
import { showAttachment, showForward, showPoll, showSticker } from './enclosure-sight.js';
import { showColor } from './member-sight.js';

/** Where a message is looked at, and by whom. */
export interface MessageGround {
  readonly discord: LocalDiscord;
  readonly viewerId: string;
  readonly channel: ChannelRecord;
  readonly guild: GuildRecord | null;
}

const WRITTEN: readonly MessageType[] = [
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
];

/** Shows a message as one person sees it. */
export function showMessage(message: MessageRecord, ground: MessageGround): MessageSight {
  const { viewerId, channel, guild } = ground;
  const { access } = ground.discord.world;
  const [forwarded] = message.snapshots;
  const isWritten = WRITTEN.includes(message.type);
  const isEphemeral = message.ephemeralFor !== null;
  const isAuthor = message.authorId === viewerId;
  const isAsleep = channel.kind === 'thread' && (channel.archived || channel.locked);
  const mayModerate = channel.kind !== 'direct' && access.can(viewerId, channel, P.ManageMessages);
  return {
    id: message.id,
    placeId: message.channelId,
    author: showAuthor(message.authorId, ground),
    at: message.createdAt,
    editedAt: message.editedAt,
    content: message.content || whomItNames(message),
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments.map((attachment) => showAttachment(attachment, viewerId)),
    stickers: message.stickers.map(showSticker),
    poll: message.poll && showPoll(message.poll),
    forwarded: forwarded ? showForward(forwarded, viewerId) : null,
    isActivityInvite: message.activity !== null,
    reactions: message.reactions.map(({ emojiId, emojiName, userIds }) => ({
      emoji: emojiName,
      emojiId,
      count: userIds.size,
      isMine: userIds.has(viewerId),
    })),
    replyTo: showReplied(message, ground),
    usedCommand: showCommand(message, ground),
    isEphemeral,
    isThinking: (message.flags & MessageFlags.Loading) !== 0,
    system: isWritten ? null : systemKindOf(message.type),
    mentionsViewer:
      message.mentionedUserIds.includes(viewerId) ||
      (guild?.members.get(viewerId)?.roleIds ?? []).some((id) => message.mentionedRoleIds.includes(id)),
    may: {
      edit: isWritten && isAuthor && !isAsleep,
      delete: isWritten && !isEphemeral && (isAuthor || mayModerate),
      useComponents: channel.kind !== 'thread' || !channel.locked,
    },
  };
}

/** Who was added or removed is named by the mentions alone ("Threads", New Message Types). */
function whomItNames({ type, mentionedUserIds }: MessageRecord): string {
  const namesSomebody = type === MessageType.RecipientAdd || type === MessageType.RecipientRemove;
  return namesSomebody ? mentionedUserIds.map((id) => `<@${id}>`).join(' ') : '';
}

function showAuthor(userId: string, { discord, guild }: MessageGround): AuthorSight {
  const user = discord.world.store.requireUser(userId);
  const member = guild?.members.get(userId);
  return {
    id: user.id,
    name: member?.nick ?? user.globalName ?? user.username,
    isBot: user.bot,
    color: guild && member ? showColor(guild, member) : 0,
  };
}

function showReplied(message: MessageRecord, ground: MessageGround): MessageSight['replyTo'] {
  const { reference } = message;
  if (message.type !== MessageType.Reply || !reference?.messageId) return null;
  const replied = ground.discord.world.store.log(reference.channelId).get(reference.messageId);
  return {
    id: reference.messageId,
    author: replied ? showAuthor(replied.authorId, ground) : null,
    content: replied ? replied.content || (replied.embeds[0]?.description ?? '') : null,
  };
}

function showCommand(message: MessageRecord, ground: MessageGround): MessageSight['usedCommand'] {
  const metadata = message.interaction?.metadata;
  const command = metadata ? ground.discord.commandBehind(metadata.id) : null;
  if (!metadata || command === null) return null;
  return { user: showAuthor(metadata.user.id, ground), command: `/${command}` };
}

function systemKindOf(type: MessageType): SystemKind {
  switch (type) {
    case MessageType.ThreadCreated:
      return 'thread-created';
    case MessageType.ChannelNameChange:
      return 'thread-renamed';
    case MessageType.RecipientAdd:
      return 'member-added';
    case MessageType.RecipientRemove:
      return 'member-removed';
    default:
      return 'other';
  }
}
