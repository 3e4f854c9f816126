import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../discord/local-discord.js';
import type { ChannelRecord, GuildRecord, ThreadRecord } from '../../discord/world/records.js';
import type { DiscordWorld } from '../../discord/world/world.js';
import type { PlaceRights, PlaceSight, ThreadSight } from '../protocol.js';
import { showMessage } from './message-sight.js';

/** How many messages of a place are shown. */
const SHOWN_MESSAGES = 200;

/** Whose eyes, and what they have closed for themselves. */
export interface PlaceViewer {
  readonly userId: string;
  /** Ephemeral messages that they dismissed. */
  readonly dismissed: ReadonlySet<string>;
}

/** Shows a channel, a thread or the direct messages to somebody who sees them. */
export function showPlace(
  discord: LocalDiscord,
  viewer: PlaceViewer,
  channel: ChannelRecord,
  guild: GuildRecord | null,
): PlaceSight {
  const { world } = discord;
  const ground = { discord, viewerId: viewer.userId, channel, guild };
  const nameOf = (userId: string): string => {
    const user = world.store.requireUser(userId);
    return guild?.members.get(userId)?.nick ?? user.globalName ?? user.username;
  };
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.kind === 'direct' ? world.application.name : channel.name,
    topic: channel.kind === 'channel' ? channel.topic : null,
    parentId: channel.kind === 'thread' ? channel.parentId : null,
    may: rightsIn(world, viewer.userId, channel),
    messages: discord
      .messagesSeenBy(viewer.userId, channel.id)
      .filter(({ id }) => !viewer.dismissed.has(id))
      .slice(-SHOWN_MESSAGES)
      .map((message) => showMessage(message, ground)),
    typing: world.typing
      .in(channel.id)
      .filter((id) => id !== viewer.userId)
      .map(nameOf),
    thread: channel.kind === 'thread' ? showThread(channel, viewer.userId) : null,
  };
}

function showThread(thread: ThreadRecord, viewerId: string): ThreadSight {
  return {
    isPrivate: thread.type === ChannelType.PrivateThread,
    isArchived: thread.archived,
    isLocked: thread.locked,
    isJoined: thread.members.has(viewerId),
    memberIds: [...thread.members.keys()],
    autoArchiveMinutes: thread.autoArchiveMinutes,
  };
}

function rightsIn(world: DiscordWorld, userId: string, channel: ChannelRecord): PlaceRights {
  const can = (permission: bigint): boolean => world.access.can(userId, channel, permission);
  const thread = channel.kind === 'thread' ? channel : null;
  const manages = thread !== null && can(P.ManageThreads);
  const isShut = thread?.locked === true && !manages;
  const write = can(thread ? P.SendMessagesInThreads : P.SendMessages) && !isShut;
  return {
    write,
    attach: write && can(P.AttachFiles),
    react: thread?.archived !== true && can(P.AddReactions | P.ReadMessageHistory),
    // An archived thread is woken by a message, not by a command (discord-api-docs issue 8474).
    useCommands: thread?.archived !== true && (channel.kind === 'direct' || can(P.UseApplicationCommands)),
    manageThread: manages,
    unarchive: thread?.archived === true && (manages || (!thread.locked && can(P.SendMessagesInThreads))),
    leave: thread?.members.has(userId) === true,
  };
}
