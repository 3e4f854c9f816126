import { refuse } from './discord-error.js';
import type { StickerRecord } from './expression-records.js';
import { MessageLog } from './message-log.js';
import type {
  AttachmentRecord,
  ChannelRecord,
  DirectChannelRecord,
  GuildChannelRecord,
  GuildRecord,
  MemberRecord,
  MessageRecord,
  RoleRecord,
  ThreadRecord,
  UserRecord,
} from './records.js';

/**
 * Everything that exists in the world. Reading it is free to everyone; only the world's own parts write.
 *
 * The `require…` methods throw the refusal that Discord gives for an id it does not know.
 */
export class WorldStore {
  readonly users = new Map<string, UserRecord>();
  readonly guilds = new Map<string, GuildRecord>();
  /** Every channel, thread and direct channel. */
  readonly channels = new Map<string, ChannelRecord>();
  readonly attachments = new Map<string, AttachmentRecord>();
  /** Of all guilds, and the standard ones. */
  readonly stickers = new Map<string, StickerRecord>();
  /** Messages that only one user sees, by id. */
  readonly ephemeralMessages = new Map<string, MessageRecord>();
  readonly #directByPair = new Map<string, DirectChannelRecord>();
  readonly #logs = new Map<string, MessageLog>();

  requireUser(id: string): UserRecord {
    const user = this.users.get(id);
    if (!user) throw refuse('unknownUser');
    return user;
  }

  requireGuild(id: string): GuildRecord {
    const guild = this.guilds.get(id);
    if (!guild) throw refuse('unknownGuild');
    return guild;
  }

  requireMember(guild: GuildRecord, userId: string): MemberRecord {
    const member = guild.members.get(userId);
    if (!member) throw refuse(this.users.has(userId) ? 'unknownMember' : 'unknownUser');
    return member;
  }

  requireRole(guild: GuildRecord, roleId: string): RoleRecord {
    const role = guild.roles.get(roleId);
    if (!role) throw refuse('unknownRole');
    return role;
  }

  requireChannel(id: string): ChannelRecord {
    const channel = this.channels.get(id);
    if (!channel) throw refuse('unknownChannel');
    return channel;
  }

  requireGuildChannel(id: string): GuildChannelRecord {
    const channel = this.requireChannel(id);
    if (channel.kind !== 'channel') throw refuse('wrongChannelType');
    return channel;
  }

  requireThread(id: string): ThreadRecord {
    const channel = this.requireChannel(id);
    if (channel.kind !== 'thread') throw refuse('wrongChannelType');
    return channel;
  }

  requireMessage(channelId: string, messageId: string): MessageRecord {
    const message = this.log(channelId).get(messageId);
    if (!message) throw refuse('unknownMessage');
    return message;
  }

  /** The guild that a channel stands in; null for a direct channel. */
  guildOf(channel: ChannelRecord): GuildRecord | null {
    return channel.kind === 'direct' ? null : this.requireGuild(channel.guildId);
  }

  /** The channel a thread was made in. */
  parentOf(thread: ThreadRecord): GuildChannelRecord {
    return this.requireGuildChannel(thread.parentId);
  }

  log(channelId: string): MessageLog {
    let log = this.#logs.get(channelId);
    if (!log) {
      log = new MessageLog();
      this.#logs.set(channelId, log);
    }
    return log;
  }

  /** Forgets a channel with its messages and files. */
  forgetChannel(channelId: string): void {
    for (const message of this.#logs.get(channelId)?.all() ?? []) {
      for (const { id } of filesOf(message)) this.attachments.delete(id);
    }
    this.#logs.delete(channelId);
    this.channels.delete(channelId);
  }

  /** The direct channel of two users, if they have one. */
  findDirectChannel(oneId: string, otherId: string): DirectChannelRecord | undefined {
    return this.#directByPair.get(pairKey(oneId, otherId));
  }

  addDirectChannel(channel: DirectChannelRecord): void {
    this.channels.set(channel.id, channel);
    this.#directByPair.set(pairKey(...channel.userIds), channel);
  }
}

function pairKey(oneId: string, otherId: string): string {
  return [oneId, otherId].sort().join('/');
}

/** The files of a message and of what it forwards. */
export function filesOf({ attachments, snapshots }: MessageRecord): AttachmentRecord[] {
  return [...attachments, ...snapshots.flatMap((snapshot) => snapshot.attachments)];
}
