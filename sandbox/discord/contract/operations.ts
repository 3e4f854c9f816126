/** One operation of Discord's API description: what may be asked, and what is answered. */
export interface Operation {
  readonly method: string;
  /** Path template below `/api/v10`. */
  readonly path: string;
  readonly query?: readonly string[];
  /** Schema expression (see `Schemas.read`) of the JSON body; none means that no body is looked at. */
  readonly body?: string;
  /** Schema expressions of the success answers by status; `nothing` stands for an empty body. */
  readonly answers: Readonly<Record<number, string>>;
}

const CHANNEL =
  'GuildChannelResponse | PrivateChannelResponse | PrivateGroupChannelResponse | ThreadResponse';
const PERMISSIONS = '{permissions: ApplicationCommandPermission[] | null}';
const POSITIONS =
  '{id: SnowflakeType, position?: number | null, parent_id?: SnowflakeType | null, lock_permissions?: boolean | null}';
const OVERWRITE = '{type?: ChannelPermissionOverwrites | null, allow?: number | null, deny?: number | null}';
const OWN_MEMBER =
  '{nick?: string | null, avatar?: string | null, bio?: string | null, banner?: string | null}';
const MEMBER =
  '{nick?: string | null, roles?: SnowflakeType[] | null, mute?: boolean | null, deaf?: boolean | null, ' +
  'channel_id?: SnowflakeType | null, communication_disabled_until?: string | null, flags?: number | null}';
const CALLBACK =
  'ApplicationCommandAutocompleteCallbackRequest | CreateMessageInteractionCallbackRequest | ' +
  'LaunchActivityInteractionCallbackRequest | ModalInteractionCallbackRequest | PongInteractionCallbackRequest | ' +
  'SocialLayerSKUPurchaseEligibilityInteractionCallbackRequest | UpdateMessageInteractionCallbackRequest';

/**
 * The operations that a bot of this kind may use, as Discord's OpenAPI description has them. The zod schemas come
 * with the npm package `discord-api-spec`, but which operation uses which is only in its types: hence this table.
 * A request for anything else is a violation.
 */
export const OPERATIONS: readonly Operation[] = [
  { method: 'GET', path: '/applications/@me', answers: { 200: 'PrivateApplicationResponse' } },
  {
    method: 'PATCH',
    path: '/applications/@me',
    body: 'ApplicationFormPartial',
    answers: { 200: 'PrivateApplicationResponse' },
  },
  {
    method: 'GET',
    path: '/applications/{application_id}/commands',
    query: ['with_localizations'],
    answers: { 200: 'ApplicationCommandResponse[]' },
  },
  {
    method: 'PUT',
    path: '/applications/{application_id}/commands',
    body: 'ApplicationCommandUpdateRequest[]',
    answers: { 200: 'ApplicationCommandResponse[]' },
  },
  {
    method: 'POST',
    path: '/applications/{application_id}/commands',
    body: 'ApplicationCommandCreateRequest',
    answers: { 200: 'ApplicationCommandResponse', 201: 'ApplicationCommandResponse' },
  },
  {
    method: 'GET',
    path: '/applications/{application_id}/commands/{command_id}',
    answers: { 200: 'ApplicationCommandResponse' },
  },
  {
    method: 'DELETE',
    path: '/applications/{application_id}/commands/{command_id}',
    answers: { 204: 'nothing' },
  },
  {
    method: 'PATCH',
    path: '/applications/{application_id}/commands/{command_id}',
    body: 'ApplicationCommandPatchRequestPartial',
    answers: { 200: 'ApplicationCommandResponse' },
  },
  {
    method: 'GET',
    path: '/applications/{application_id}/guilds/{guild_id}/commands',
    query: ['with_localizations'],
    answers: { 200: 'ApplicationCommandResponse[]' },
  },
  {
    method: 'PUT',
    path: '/applications/{application_id}/guilds/{guild_id}/commands',
    body: 'ApplicationCommandUpdateRequest[]',
    answers: { 200: 'ApplicationCommandResponse[]' },
  },
  {
    method: 'POST',
    path: '/applications/{application_id}/guilds/{guild_id}/commands',
    body: 'ApplicationCommandCreateRequest',
    answers: { 200: 'ApplicationCommandResponse', 201: 'ApplicationCommandResponse' },
  },
  {
    method: 'GET',
    path: '/applications/{application_id}/guilds/{guild_id}/commands/permissions',
    answers: { 200: 'CommandPermissionsResponse[]' },
  },
  {
    method: 'GET',
    path: '/applications/{application_id}/guilds/{guild_id}/commands/{command_id}',
    answers: { 200: 'ApplicationCommandResponse' },
  },
  {
    method: 'DELETE',
    path: '/applications/{application_id}/guilds/{guild_id}/commands/{command_id}',
    answers: { 204: 'nothing' },
  },
  {
    method: 'PATCH',
    path: '/applications/{application_id}/guilds/{guild_id}/commands/{command_id}',
    body: 'ApplicationCommandPatchRequestPartial',
    answers: { 200: 'ApplicationCommandResponse' },
  },
  {
    method: 'GET',
    path: '/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions',
    answers: { 200: 'CommandPermissionsResponse' },
  },
  {
    method: 'PUT',
    path: '/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions',
    body: PERMISSIONS,
    answers: { 200: 'CommandPermissionsResponse' },
  },
  { method: 'GET', path: '/channels/{channel_id}', answers: { 200: CHANNEL } },
  { method: 'DELETE', path: '/channels/{channel_id}', answers: { 200: CHANNEL } },
  {
    method: 'PATCH',
    path: '/channels/{channel_id}',
    body: 'UpdateDMRequestPartial | UpdateGroupDMRequestPartial | UpdateGuildChannelRequestPartial | UpdateThreadRequestPartial',
    answers: { 200: CHANNEL },
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/messages',
    query: ['around', 'before', 'after', 'limit'],
    answers: { 200: 'MessageResponse[]' },
  },
  {
    method: 'POST',
    path: '/channels/{channel_id}/messages',
    body: 'MessageCreateRequest',
    answers: { 200: 'MessageResponse' },
  },
  {
    method: 'POST',
    path: '/channels/{channel_id}/messages/bulk-delete',
    body: '{messages: SnowflakeType[]}',
    answers: { 204: 'nothing' },
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/messages/pins',
    query: ['before', 'limit'],
    answers: { 200: 'PinnedMessagesResponse' },
  },
  { method: 'PUT', path: '/channels/{channel_id}/messages/pins/{message_id}', answers: { 204: 'nothing' } },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/messages/pins/{message_id}',
    answers: { 204: 'nothing' },
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/messages/{message_id}',
    answers: { 200: 'MessageResponse' },
  },
  { method: 'DELETE', path: '/channels/{channel_id}/messages/{message_id}', answers: { 204: 'nothing' } },
  {
    method: 'PATCH',
    path: '/channels/{channel_id}/messages/{message_id}',
    body: 'MessageEditRequestPartial',
    answers: { 200: 'MessageResponse' },
  },
  {
    method: 'POST',
    path: '/channels/{channel_id}/messages/{message_id}/crosspost',
    answers: { 200: 'MessageResponse' },
  },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/messages/{message_id}/reactions',
    answers: { 204: 'nothing' },
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}',
    query: ['after', 'limit', 'type'],
    answers: { 200: 'UserResponse[]' },
  },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}',
    answers: { 204: 'nothing' },
  },
  {
    method: 'PUT',
    path: '/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me',
    answers: { 204: 'nothing' },
  },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me',
    answers: { 204: 'nothing' },
  },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}',
    answers: { 204: 'nothing' },
  },
  {
    method: 'POST',
    path: '/channels/{channel_id}/messages/{message_id}/threads',
    body: 'CreateTextThreadWithMessageRequest',
    answers: { 201: 'ThreadResponse' },
  },
  {
    method: 'PUT',
    path: '/channels/{channel_id}/permissions/{overwrite_id}',
    body: OVERWRITE,
    answers: { 204: 'nothing' },
  },
  {
    method: 'DELETE',
    path: '/channels/{channel_id}/permissions/{overwrite_id}',
    answers: { 204: 'nothing' },
  },
  { method: 'GET', path: '/channels/{channel_id}/pins', answers: { 200: 'MessageResponse[]' } },
  { method: 'PUT', path: '/channels/{channel_id}/pins/{message_id}', answers: { 204: 'nothing' } },
  { method: 'DELETE', path: '/channels/{channel_id}/pins/{message_id}', answers: { 204: 'nothing' } },
  {
    method: 'GET',
    path: '/channels/{channel_id}/thread-members',
    query: ['with_member', 'limit', 'after'],
    answers: { 200: 'ThreadMemberResponse[]' },
  },
  { method: 'PUT', path: '/channels/{channel_id}/thread-members/@me', answers: { 204: 'nothing' } },
  { method: 'DELETE', path: '/channels/{channel_id}/thread-members/@me', answers: { 204: 'nothing' } },
  {
    method: 'GET',
    path: '/channels/{channel_id}/thread-members/{user_id}',
    query: ['with_member'],
    answers: { 200: 'ThreadMemberResponse' },
  },
  { method: 'PUT', path: '/channels/{channel_id}/thread-members/{user_id}', answers: { 204: 'nothing' } },
  { method: 'DELETE', path: '/channels/{channel_id}/thread-members/{user_id}', answers: { 204: 'nothing' } },
  {
    method: 'POST',
    path: '/channels/{channel_id}/threads',
    body: 'CreateForumThreadRequest | CreateTextThreadWithoutMessageRequest',
    answers: { 201: 'CreatedThreadResponse' },
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/threads/archived/private',
    query: ['before', 'limit'],
    answers: { 200: 'ThreadsResponse' },
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/threads/archived/public',
    query: ['before', 'limit'],
    answers: { 200: 'ThreadsResponse' },
  },
  {
    method: 'POST',
    path: '/channels/{channel_id}/typing',
    answers: { 200: 'TypingIndicatorResponse', 204: 'nothing' },
  },
  {
    method: 'GET',
    path: '/channels/{channel_id}/users/@me/threads/archived/private',
    query: ['before', 'limit'],
    answers: { 200: 'ThreadsResponse' },
  },
  { method: 'GET', path: '/gateway', answers: { 200: 'GatewayResponse' } },
  { method: 'GET', path: '/gateway/bot', answers: { 200: 'GatewayBotResponse' } },
  {
    method: 'GET',
    path: '/guilds/{guild_id}',
    query: ['with_counts'],
    answers: { 200: 'GuildWithCountsResponse' },
  },
  {
    method: 'PATCH',
    path: '/guilds/{guild_id}',
    body: 'GuildPatchRequestPartial',
    answers: { 200: 'GuildResponse' },
  },
  { method: 'GET', path: '/guilds/{guild_id}/bans/{user_id}', answers: { 200: 'GuildBanResponse' } },
  {
    method: 'PUT',
    path: '/guilds/{guild_id}/bans/{user_id}',
    body: 'BanUserFromGuildRequest',
    answers: { 204: 'nothing' },
  },
  {
    method: 'DELETE',
    path: '/guilds/{guild_id}/bans/{user_id}',
    body: 'UnbanUserFromGuildRequest',
    answers: { 204: 'nothing' },
  },
  { method: 'GET', path: '/guilds/{guild_id}/channels', answers: { 200: `(${CHANNEL})[]` } },
  {
    method: 'POST',
    path: '/guilds/{guild_id}/channels',
    body: 'CreateGuildChannelRequest',
    answers: { 201: 'GuildChannelResponse' },
  },
  {
    method: 'PATCH',
    path: '/guilds/{guild_id}/channels',
    body: `${POSITIONS}[]`,
    answers: { 204: 'nothing' },
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/members',
    query: ['limit', 'after'],
    answers: { 200: 'GuildMemberResponse[]' },
  },
  {
    method: 'PATCH',
    path: '/guilds/{guild_id}/members/@me',
    body: OWN_MEMBER,
    answers: { 200: 'PrivateGuildMemberResponse' },
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/members/search',
    query: ['limit', 'query'],
    answers: { 200: 'GuildMemberResponse[]' },
  },
  { method: 'GET', path: '/guilds/{guild_id}/members/{user_id}', answers: { 200: 'GuildMemberResponse' } },
  {
    method: 'PUT',
    path: '/guilds/{guild_id}/members/{user_id}',
    body: 'BotAddGuildMemberRequest',
    answers: { 201: 'GuildMemberResponse', 204: 'nothing' },
  },
  { method: 'DELETE', path: '/guilds/{guild_id}/members/{user_id}', answers: { 204: 'nothing' } },
  {
    method: 'PATCH',
    path: '/guilds/{guild_id}/members/{user_id}',
    body: MEMBER,
    answers: { 200: 'GuildMemberResponse', 204: 'nothing' },
  },
  {
    method: 'PUT',
    path: '/guilds/{guild_id}/members/{user_id}/roles/{role_id}',
    answers: { 204: 'nothing' },
  },
  {
    method: 'DELETE',
    path: '/guilds/{guild_id}/members/{user_id}/roles/{role_id}',
    answers: { 204: 'nothing' },
  },
  { method: 'GET', path: '/guilds/{guild_id}/roles', answers: { 200: 'GuildRoleResponse[]' } },
  {
    method: 'POST',
    path: '/guilds/{guild_id}/roles',
    body: 'CreateRoleRequest',
    answers: { 200: 'GuildRoleResponse' },
  },
  {
    method: 'PATCH',
    path: '/guilds/{guild_id}/roles',
    body: 'UpdateRolePositionsRequest[]',
    answers: { 200: 'GuildRoleResponse[]' },
  },
  { method: 'GET', path: '/guilds/{guild_id}/roles/{role_id}', answers: { 200: 'GuildRoleResponse' } },
  { method: 'DELETE', path: '/guilds/{guild_id}/roles/{role_id}', answers: { 204: 'nothing' } },
  {
    method: 'PATCH',
    path: '/guilds/{guild_id}/roles/{role_id}',
    body: 'UpdateRoleRequestPartial',
    answers: { 200: 'GuildRoleResponse' },
  },
  { method: 'GET', path: '/guilds/{guild_id}/threads/active', answers: { 200: 'ThreadsResponse' } },
  {
    method: 'POST',
    path: '/interactions/{interaction_id}/{interaction_token}/callback',
    query: ['with_response'],
    body: CALLBACK,
    answers: { 200: 'InteractionCallbackResponse', 204: 'nothing' },
  },
  { method: 'GET', path: '/oauth2/applications/@me', answers: { 200: 'PrivateApplicationResponse' } },
  { method: 'GET', path: '/users/@me', answers: { 200: 'UserPIIResponse' } },
  {
    method: 'PATCH',
    path: '/users/@me',
    body: 'BotAccountPatchRequest',
    answers: { 200: 'UserPIIResponse' },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    body: 'CreatePrivateChannelRequest',
    answers: { 200: 'PrivateChannelResponse | PrivateGroupChannelResponse' },
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    query: ['before', 'after', 'limit', 'with_counts'],
    answers: { 200: 'MyGuildResponse[]' },
  },
  { method: 'DELETE', path: '/users/@me/guilds/{guild_id}', answers: { 204: 'nothing' } },
  { method: 'GET', path: '/users/{user_id}', answers: { 200: 'UserResponse' } },
  {
    method: 'POST',
    path: '/webhooks/{webhook_id}/{webhook_token}',
    query: ['wait', 'thread_id', 'with_components'],
    body: 'IncomingWebhookRequestPartial | IncomingWebhookUpdateRequestPartial',
    answers: { 200: 'MessageResponse', 204: 'nothing' },
  },
  {
    method: 'GET',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/@original',
    query: ['thread_id'],
    answers: { 200: 'MessageResponse' },
  },
  {
    method: 'DELETE',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/@original',
    query: ['thread_id'],
    answers: { 204: 'nothing' },
  },
  {
    method: 'PATCH',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/@original',
    query: ['thread_id', 'with_components'],
    body: 'IncomingWebhookUpdateRequestPartial',
    answers: { 200: 'MessageResponse' },
  },
  {
    method: 'GET',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
    query: ['thread_id'],
    answers: { 200: 'MessageResponse' },
  },
  {
    method: 'DELETE',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
    query: ['thread_id'],
    answers: { 204: 'nothing' },
  },
  {
    method: 'PATCH',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
    query: ['thread_id', 'with_components'],
    body: 'IncomingWebhookUpdateRequestPartial',
    answers: { 200: 'MessageResponse' },
  },
];
