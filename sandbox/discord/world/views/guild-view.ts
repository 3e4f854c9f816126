import { formatTimestamp } from '../clock.js';
import type { GuildRecord, MemberRecord, RoleRecord, UserRecord } from '../records.js';
import { viewEmoji, viewSticker } from './expression-view.js';
import { viewUser } from './user-view.js';

export function viewRole(role: RoleRecord) {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: role.hoist,
    managed: role.managed,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.tags ? { tags: role.tags } : {}),
  };
}

/** A member without its user, as messages and interactions carry it. */
export function viewPartialMember(member: MemberRecord) {
  return {
    avatar: null,
    banner: null,
    communication_disabled_until:
      member.timedOutUntil === null ? null : formatTimestamp(member.timedOutUntil),
    flags: 0,
    joined_at: formatTimestamp(member.joinedAt),
    nick: member.nick,
    pending: false,
    premium_since: null,
    roles: [...member.roleIds],
    mute: false,
    deaf: false,
  };
}

export function viewMember(member: MemberRecord, user: UserRecord) {
  return { ...viewPartialMember(member), user: viewUser(user) };
}

/** A guild without its channels and members (`GuildResponse`). */
export function viewGuild(guild: GuildRecord) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: 'us-west',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [...guild.roles.values()].map(viewRole),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: guild.premiumTier,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [...guild.emojis.values()].map(viewEmoji),
    stickers: [...guild.stickers.values()].map((sticker) => viewSticker(sticker, guild.id)),
    incidents_data: null,
  };
}
