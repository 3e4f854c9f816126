import {
  type APIAttachment,
  type APIMessage,
  type APIMessageSnapshotFields,
  type APIReaction,
  type APIUser,
  type GatewayMessageCreateDispatchData,
  MessageReferenceType,
  MessageType,
} from 'discord.js';
import {
  type CarriedFile,
  plain,
  quoteOf,
  type ReplyTo,
  type RichText,
  type ThreadMessage,
} from '../relay/index.js';
import { fromDiscordEmoji } from './emoji.js';
import { type MentionNames, readMarkdown } from './markdown/index.js';
import { besidesWords } from './message-extras.js';
import { joinLines, quoted } from './rich-lines.js';
import { carriedWords } from './views/carried-words.js';

/** What the gateway knows of a guild's names; `GuildView` in production. */
export interface GuildNames {
  memberName(guildId: string, userId: string): string | null;
  roleName(guildId: string, roleId: string): string | null;
  channelName(guildId: string, channelId: string): string | null;
  serverName(guildId: string): string | null;
}

/** A message as the gateway dispatches it or the HTTP interface lists it. */
export type RawMessage = APIMessage | GatewayMessageCreateDispatchData;

/** What a message and the copy of one that was forwarded have in common. */
export type RawContent = Pick<RawMessage, 'content' | 'attachments' | 'sticker_items' | 'flags' | 'embeds'> &
  Partial<Pick<RawMessage, 'poll' | 'activity' | 'application'>> &
  Pick<APIMessageSnapshotFields, 'mentions'>;

/** Makes files of what is attached; `DiscordFiles` in production. */
export interface FileReading {
  filesOf(channelId: string, messageId: string, content: RawContent): readonly CarriedFile[];
}

/** Reads messages of threads: who wrote them, their words with mentions made readable, their files, and what they answer. */
export class MessageReader {
  constructor(
    private readonly names: GuildNames,
    private readonly files: FileReading,
  ) {}

  read(message: RawMessage, guildId: string | null): ThreadMessage {
    const { text, files } = this.#contentOf(message, guildId);
    return {
      threadId: message.channel_id,
      id: message.id,
      authorId: message.author.id,
      authorName: this.#nameAuthor(message, guildId),
      authorKind: kindOfAuthor(message),
      text,
      files,
      replyTo: this.#replyTo(message, guildId),
      editedAt: message.edited_timestamp === null ? null : Date.parse(message.edited_timestamp),
      ownReactions: emojiOn(message, ({ me }) => me),
      reactions: emojiOn(message, ({ me, count }) => count > (me ? 1 : 0)),
    };
  }

  #contentOf(message: RawMessage, guildId: string | null): Pick<ThreadMessage, 'text' | 'files'> {
    const own = this.#wordsOf(message, guildId);
    const files = [...this.files.filesOf(message.channel_id, message.id, message)];
    const lines = [own];
    for (const { message: forwarded } of message.message_snapshots ?? []) {
      lines.push(
        plain(this.#originOf(message, guildId)),
        quoted(this.#wordsOf(forwarded, message.message_reference?.guild_id ?? guildId)),
      );
      files.push(...this.files.filesOf(message.channel_id, message.id, forwarded));
    }
    const text = joinLines(lines);
    const isEmpty = text.text.trim() === '' && files.length === 0;
    return { text: isEmpty && isSpoken(message) ? plain(carriedWords.unknown) : text, files };
  }

  #wordsOf(content: RawContent, guildId: string | null): RichText {
    const words = readMarkdown(content.content, this.#mentionNames(content, guildId));
    return joinLines([words, ...besidesWords(content).map(plain)]);
  }

  /** Where a forwarded message stood, as far as that has a name here; who wrote it Discord does not say ("Message", Message Snapshot Object). */
  #originOf({ message_reference: origin }: RawMessage, guildId: string | null): string {
    const originGuildId = origin?.guild_id ?? guildId;
    if (!origin || originGuildId === null) return carriedWords.forwarded(null, null);
    const isElsewhere = originGuildId !== guildId;
    return carriedWords.forwarded(
      this.names.channelName(originGuildId, origin.channel_id),
      isElsewhere ? this.names.serverName(originGuildId) : null,
    );
  }

  #replyTo(message: RawMessage, guildId: string | null): ReplyTo | null {
    const { message_reference: reference, referenced_message: answered } = message;
    if (message.type !== MessageType.Reply || reference?.message_id === undefined) return null;
    if (reference.type === MessageReferenceType.Forward) return null;
    if (!answered) return { id: reference.message_id, quote: null };
    const { text, files } = this.#contentOf(answered, guildId);
    const [file] = files;
    const begin = text.text.trim() === '' && file !== undefined ? file.name : text.text;
    return { id: reference.message_id, quote: quoteOf(this.#nameAuthor(answered, guildId), begin) };
  }

  #nameAuthor(message: RawMessage, guildId: string | null): string {
    const nick = 'member' in message ? message.member?.nick : null;
    const known = guildId === null ? null : this.names.memberName(guildId, message.author.id);
    return nick ?? known ?? nameUser(message.author);
  }

  #mentionNames({ mentions }: RawContent, guildId: string | null): MentionNames {
    return {
      user: (id) => {
        const known = guildId === null ? null : this.names.memberName(guildId, id);
        const mentioned = mentions.find((user) => user.id === id);
        return known ?? (mentioned === undefined ? null : nameUser(mentioned));
      },
      role: (id) => (guildId === null ? null : this.names.roleName(guildId, id)),
      channel: (id) => (guildId === null ? null : this.names.channelName(guildId, id)),
    };
  }
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

/** All that is attached to a message, and to what was forwarded with it. */
export function attachmentsOf(message: RawMessage): readonly APIAttachment[] {
  const forwarded = (message.message_snapshots ?? []).flatMap(({ message: { attachments } }) => attachments);
  return [...message.attachments, ...forwarded];
}

/** The Unicode emoji below a message, of those reactions that are meant. */
function emojiOn(
  { reactions = [] }: RawMessage,
  isMeant: (reaction: APIReaction) => boolean,
): readonly string[] {
  return reactions
    .filter((reaction) => reaction.emoji.id === null && isMeant(reaction))
    .map(({ emoji }) => fromDiscordEmoji(emoji.name ?? ''));
}

function kindOfAuthor(message: RawMessage): ThreadMessage['authorKind'] {
  if (!isSpoken(message)) return 'system';
  return message.author.bot === true || message.webhook_id !== undefined ? 'bot' : 'person';
}

function nameUser(user: Pick<APIUser, 'global_name' | 'username'>): string {
  return user.global_name ?? user.username;
}
