import type {
  APIAllowedMentions,
  APIEmbed,
  APIMessageInteractionMetadata,
  APIMessageTopLevelComponent,
  APIRoleTags,
  ChannelType,
  MessageType,
  OverwriteType,
} from 'discord-api-types/v10';
import type { ActivityRecord, PollRecord, SnapshotRecord } from './enclosure-records.js';
import type { EmojiRecord, StickerRecord } from './expression-records.js';

/** A user of the local Discord: a person or the bot. */
export interface UserRecord {
  readonly id: string;
  username: string;
  globalName: string | null;
  readonly bot: boolean;
  /** False: a direct message from a bot is refused with 50007. */
  acceptsDirectMessages: boolean;
}

export interface RoleRecord {
  readonly id: string;
  name: string;
  color: number;
  hoist: boolean;
  mentionable: boolean;
  position: number;
  permissions: bigint;
  /** Managed roles belong to an integration (or a bot): nobody may give, take or delete them. */
  readonly managed: boolean;
  readonly tags: APIRoleTags | null;
}

export interface MemberRecord {
  readonly userId: string;
  nick: string | null;
  roleIds: readonly string[];
  readonly joinedAt: number;
  /** Until when the member is timed out, in milliseconds since the epoch. */
  timedOutUntil: number | null;
}

export interface OverwriteRecord {
  /** A role or a user, as `type` says. */
  readonly id: string;
  readonly type: OverwriteType;
  readonly allow: bigint;
  readonly deny: bigint;
}

/** A channel of a guild that is not a thread: text, announcement or category. */
export interface GuildChannelRecord {
  readonly kind: 'channel';
  readonly id: string;
  readonly guildId: string;
  readonly type: ChannelType.GuildText | ChannelType.GuildAnnouncement | ChannelType.GuildCategory;
  name: string;
  topic: string | null;
  nsfw: boolean;
  position: number;
  parentId: string | null;
  slowmodeSeconds: number;
  overwrites: readonly OverwriteRecord[];
  lastMessageId: string | null;
  defaultAutoArchiveMinutes: number | null;
}

export interface ThreadMemberRecord {
  readonly userId: string;
  readonly joinedAt: number;
  flags: number;
}

export interface ThreadRecord {
  readonly kind: 'thread';
  readonly id: string;
  readonly guildId: string;
  readonly parentId: string;
  readonly type: ChannelType.PublicThread | ChannelType.PrivateThread | ChannelType.AnnouncementThread;
  readonly ownerId: string;
  readonly createdAt: number;
  name: string;
  archived: boolean;
  locked: boolean;
  /** Private threads only: whether members without Manage Threads may add others. */
  invitable: boolean;
  /** When `archived` changed last, in milliseconds since the epoch. */
  archiveChangedAt: number;
  autoArchiveMinutes: number;
  slowmodeSeconds: number;
  lastMessageId: string | null;
  lastActiveAt: number;
  messageCount: number;
  totalMessageSent: number;
  readonly members: Map<string, ThreadMemberRecord>;
}

/** A direct conversation of exactly two users. */
export interface DirectChannelRecord {
  readonly kind: 'direct';
  readonly id: string;
  readonly userIds: readonly [string, string];
  lastMessageId: string | null;
}

export type ChannelRecord = GuildChannelRecord | ThreadRecord | DirectChannelRecord;

export interface AttachmentRecord {
  readonly id: string;
  readonly channelId: string;
  readonly filename: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly spoiler: boolean;
  /** Voice messages only. */
  readonly durationSeconds: number | null;
  readonly waveform: string | null;
}

export interface ReactionRecord {
  /** Null for a Unicode emoji. */
  readonly emojiId: string | null;
  readonly emojiName: string;
  readonly isAnimated: boolean;
  /** In the order in which they reacted. */
  readonly userIds: Set<string>;
}

/** What a message says of the interaction that it answers. */
export interface MessageInteraction {
  /** Null on a message that no interaction of a user led to. */
  readonly metadata: APIMessageInteractionMetadata | null;
  readonly applicationId: string;
  readonly webhookId: string;
}

export interface MessageRecord {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly authorId: string;
  readonly type: MessageType;
  readonly createdAt: number;
  editedAt: number | null;
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  attachments: AttachmentRecord[];
  readonly stickers: readonly StickerRecord[];
  readonly poll: PollRecord | null;
  /** What it forwards; then `reference` says from where. */
  readonly snapshots: readonly SnapshotRecord[];
  readonly activity: ActivityRecord | null;
  /** `MessageFlags`, combined. */
  flags: number;
  readonly tts: boolean;
  readonly nonce: string | number | null;
  allowedMentions: APIAllowedMentions | null;
  mentionsEveryone: boolean;
  mentionedUserIds: readonly string[];
  mentionedRoleIds: readonly string[];
  /** The message it replies to or forwards, or the thread's starter. */
  readonly reference: {
    readonly messageId: string | null;
    readonly channelId: string;
    readonly guildId: string | null;
  } | null;
  reactions: ReactionRecord[];
  readonly interaction: MessageInteraction | null;
  /** Only this user sees it, and it is in no channel's history. */
  readonly ephemeralFor: string | null;
  /** The thread that was started from this message. */
  threadId: string | null;
  pinned: boolean;
}

export interface GuildRecord {
  readonly id: string;
  name: string;
  ownerId: string;
  readonly roles: Map<string, RoleRecord>;
  readonly members: Map<string, MemberRecord>;
  readonly channels: Map<string, GuildChannelRecord>;
  /** All threads, archived ones too. */
  readonly threads: Map<string, ThreadRecord>;
  readonly emojis: Map<string, EmojiRecord>;
  readonly stickers: Map<string, StickerRecord>;
  /** The boost tier, which decides the size of files. */
  premiumTier: 0 | 1 | 2 | 3;
  /** True during an outage. */
  unavailable: boolean;
}

export interface ApplicationRecord {
  readonly id: string;
  name: string;
  readonly botId: string;
  readonly token: string;
  readonly publicKey: string;
  readonly ownerId: string;
  /** The privileged intents that are switched on in the developer portal. */
  privilegedIntents: { guildMembers: boolean; guildPresences: boolean; messageContent: boolean };
}
