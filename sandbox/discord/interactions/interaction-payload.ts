import { InteractionContextType, type InteractionType } from 'discord-api-types/v10';
import type { ChannelRecord, GuildRecord } from '../world/records.js';
import { viewDirectChannel, viewGuildChannel, viewThread } from '../world/views/channel-view.js';
import { viewMember } from '../world/views/guild-view.js';
import { viewUser } from '../world/views/user-view.js';
import type { DiscordWorld } from '../world/world.js';

/** "Receiving and Responding": 10 MiB without boosts. */
const ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024;

/** What distinguishes one interaction from another in its payload. */
export interface InteractionFacts {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly channel: ChannelRecord;
  readonly locale: string;
  readonly data: object;
  /** The message that the component stands on. */
  readonly message?: object;
}

/** `d` of INTERACTION_CREATE ("Receiving and Responding", Interaction Structure). */
export function viewInteraction(world: DiscordWorld, facts: InteractionFacts) {
  const { application, access, store } = world;
  const { channel, userId } = facts;
  const guild = store.guildOf(channel);
  return {
    id: facts.id,
    application_id: application.id,
    type: facts.type,
    token: facts.token,
    version: 1,
    data: facts.data,
    ...(facts.message && { message: facts.message }),
    ...(guild ? viewGuildPart(world, guild, userId, channel) : viewDirectPart(world, userId)),
    channel_id: channel.id,
    channel: {
      ...viewChannel(world, channel),
      ...(guild && { permissions: access.channelPermissions(userId, channel).toString() }),
    },
    app_permissions: access.channelPermissions(application.botId, channel).toString(),
    locale: facts.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: ATTACHMENT_LIMIT_BYTES,
  };
}

function viewGuildPart(world: DiscordWorld, guild: GuildRecord, userId: string, channel: ChannelRecord) {
  const member = viewMember(world.store.requireMember(guild, userId), world.store.requireUser(userId));
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    // "Guild Member Object": `permissions` include the channel's overwrites, and come with interactions alone.
    member: { ...member, permissions: world.access.channelPermissions(userId, channel).toString() },
    authorizing_integration_owners: { '0': guild.id },
    context: InteractionContextType.Guild,
  };
}

function viewDirectPart(world: DiscordWorld, userId: string) {
  return {
    user: viewUser(world.store.requireUser(userId)),
    authorizing_integration_owners: { '0': '0' },
    context: InteractionContextType.BotDM,
  };
}

function viewChannel(world: DiscordWorld, channel: ChannelRecord): object {
  switch (channel.kind) {
    case 'thread':
      return viewThread(channel);
    case 'channel':
      return viewGuildChannel(channel);
    case 'direct': {
      const otherId = channel.userIds.find((id) => id !== world.application.botId) ?? channel.userIds[0];
      return viewDirectChannel(channel, world.store.requireUser(otherId));
    }
  }
}
