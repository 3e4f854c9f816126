import {
  type APIMessage,
  type APIUser,
  type GatewayMessageCreateDispatchData,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord.js';
import type { ThreadMessage } from '../relay/index.js';
import { type MentionNames, readMarkdown } from './markdown/index.js';

/** What the gateway knows of a guild's names; `GuildView` in production. */
export interface GuildNames {
  memberName(guildId: string, userId: string): string | null;
  roleName(guildId: string, roleId: string): string | null;
  channelName(guildId: string, channelId: string): string | null;
}

/** A message as the gateway dispatches it or the HTTP interface lists it. */
export type RawMessage = APIMessage | GatewayMessageCreateDispatchData;

/** Reads one message of a thread: who wrote it, its words with mentions made readable, and what it holds besides. */
export function readMessage(message: RawMessage, guildId: string | null, names: GuildNames): ThreadMessage {
  const authorKind = kindOfAuthor(message);
  const content = readMarkdown(message.content, mentionNames(message, guildId, names));
  const unsupported = nameContents(message);
  return {
    threadId: message.channel_id,
    id: message.id,
    authorId: message.author.id,
    authorName: nameAuthor(message, guildId, names),
    authorKind,
    content,
    unsupported:
      content.text.trim() === '' && unsupported.length === 0 ? ['something that can’t be read'] : unsupported,
  };
}

/** Messages of these types are somebody's words; all others are Discord's own ("Ann was added"), whoever stands there as their author. */
const spoken: ReadonlySet<MessageType> = new Set([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);

/** Whether a message is somebody's words. */
export function isSpoken({ type, author }: Pick<RawMessage, 'type' | 'author'>): boolean {
  return spoken.has(type) && author.system !== true;
}

function kindOfAuthor(message: RawMessage): ThreadMessage['authorKind'] {
  if (!isSpoken(message)) return 'system';
  return message.author.bot === true || message.webhook_id !== undefined ? 'bot' : 'person';
}

function nameAuthor(message: RawMessage, guildId: string | null, names: GuildNames): string {
  const nick = 'member' in message ? message.member?.nick : null;
  const known = guildId === null ? null : names.memberName(guildId, message.author.id);
  return nick ?? known ?? nameUser(message.author);
}

function nameUser(user: Pick<APIUser, 'global_name' | 'username'>): string {
  return user.global_name ?? user.username;
}

function mentionNames(message: RawMessage, guildId: string | null, names: GuildNames): MentionNames {
  return {
    user: (id) => {
      const known = guildId === null ? null : names.memberName(guildId, id);
      const mentioned = message.mentions.find((user) => user.id === id);
      return known ?? (mentioned === undefined ? null : nameUser(mentioned));
    },
    role: (id) => (guildId === null ? null : names.roleName(guildId, id)),
    channel: (id) => (guildId === null ? null : names.channelName(guildId, id)),
  };
}

/** What a message holds besides text, in words for its author. */
function nameContents(message: RawMessage): readonly string[] {
  const stickers = message.sticker_items?.length ?? 0;
  const isForward = message.message_reference?.type === MessageReferenceType.Forward;
  return [
    ...nameFiles(message),
    ...(stickers > 0 ? ['a sticker'] : []),
    ...(message.poll === undefined ? [] : ['a poll']),
    ...(isForward || (message.message_snapshots?.length ?? 0) > 0 ? ['a forwarded message'] : []),
    ...(message.activity === undefined ? [] : ['an invitation to an activity']),
  ];
}

function nameFiles({ attachments, flags }: RawMessage): readonly string[] {
  const [first, ...others] = attachments;
  if (first === undefined) return [];
  if (((flags ?? 0) & MessageFlags.IsVoiceMessage) !== 0) return ['a voice message'];
  return [others.length === 0 ? nameFile(first.content_type) : `${attachments.length} files`];
}

function nameFile(contentType: string | undefined): string {
  const [kind] = (contentType ?? '').split('/');
  if (kind === 'image') return 'a picture';
  if (kind === 'video') return 'a video';
  if (kind === 'audio') return 'an audio file';
  return 'a file';
}
