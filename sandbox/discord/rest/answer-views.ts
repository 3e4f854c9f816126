import { refuse } from '../world/discord-error.js';
import type { ChannelRecord, MemberRecord, MessageRecord } from '../world/records.js';
import { viewDirectChannel, viewGuildChannel, viewThreadFor } from '../world/views/channel-view.js';
import { viewMember } from '../world/views/guild-view.js';
import { concealContent } from '../world/views/message-view.js';
import type { DiscordWorld } from '../world/world.js';

/** Any channel as the one who asks sees it. */
export function viewChannel(world: DiscordWorld, channel: ChannelRecord, actorId: string) {
  switch (channel.kind) {
    case 'channel':
      return viewGuildChannel(channel);
    case 'thread':
      return viewThreadFor(channel, actorId);
    case 'direct': {
      const otherId = channel.userIds.find((id) => id !== actorId);
      if (otherId === undefined) throw refuse('unknownChannel');
      return viewDirectChannel(channel, world.store.requireUser(otherId));
    }
  }
}

export function viewMemberOf(world: DiscordWorld, member: MemberRecord) {
  return viewMember(member, world.store.requireUser(member.userId));
}

/** A message as REST answers it: without its content, if the application has no MESSAGE_CONTENT. */
export function viewMessage(world: DiscordWorld, message: MessageRecord, actorId: string) {
  const view = world.messageViews.view(message, actorId);
  const isConcealed =
    actorId === world.application.botId && !world.application.privilegedIntents.messageContent;
  return isConcealed ? concealContent(view, actorId, message.guildId === null) : view;
}
