import { ChannelType } from 'discord-api-types/v10';
import { formatTimestamp } from '../clock.js';
import type {
  DirectChannelRecord,
  GuildChannelRecord,
  ThreadMemberRecord,
  ThreadRecord,
  UserRecord,
} from '../records.js';
import { viewUser } from './user-view.js';

/** `member_count` stops counting here ("Threads", Thread Fields). */
const COUNTED_MEMBERS = 50;

export function viewGuildChannel(channel: GuildChannelRecord) {
  const common = {
    id: channel.id,
    type: channel.type,
    flags: 0,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    parent_id: channel.parentId,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
  };
  if (channel.type === ChannelType.GuildCategory) return common;
  return {
    ...common,
    topic: channel.topic,
    nsfw: channel.nsfw,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: channel.slowmodeSeconds,
    ...(channel.defaultAutoArchiveMinutes === null
      ? {}
      : { default_auto_archive_duration: channel.defaultAutoArchiveMinutes }),
  };
}

export function viewThreadMember(thread: ThreadRecord, member: ThreadMemberRecord) {
  return {
    id: thread.id,
    user_id: member.userId,
    join_timestamp: formatTimestamp(member.joinedAt),
    flags: member.flags,
  };
}

/** A thread without anyone's membership. */
export function viewThread(thread: ThreadRecord) {
  return {
    id: thread.id,
    type: thread.type,
    flags: 0,
    guild_id: thread.guildId,
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    name: thread.name,
    last_message_id: thread.lastMessageId,
    rate_limit_per_user: thread.slowmodeSeconds,
    message_count: thread.messageCount,
    total_message_sent: thread.totalMessageSent,
    member_count: countMembers(thread),
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: formatTimestamp(thread.archiveChangedAt),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.locked,
      create_timestamp: formatTimestamp(thread.createdAt),
      ...(thread.type === ChannelType.PrivateThread ? { invitable: thread.invitable } : {}),
    },
  };
}

/** A thread as one user sees it: with their own membership, if they are in it. */
export function viewThreadFor(thread: ThreadRecord, viewerId: string) {
  const member = thread.members.get(viewerId);
  const view = viewThread(thread);
  return member ? { ...view, member: viewThreadMember(thread, member) } : view;
}

export function countMembers(thread: ThreadRecord): number {
  return Math.min(thread.members.size, COUNTED_MEMBERS);
}

/** @param recipient the other of the two */
export function viewDirectChannel(channel: DirectChannelRecord, recipient: UserRecord) {
  return {
    id: channel.id,
    type: ChannelType.DM as const,
    flags: 0,
    last_message_id: channel.lastMessageId,
    recipients: [viewUser(recipient)],
  };
}
