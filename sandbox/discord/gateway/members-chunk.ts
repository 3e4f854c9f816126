import { GatewayIntentBits } from 'discord-api-types/v10';
import type { GuildRecord } from '../world/records.js';
import { viewMember } from '../world/views/guild-view.js';
import type { DiscordWorld } from '../world/world.js';
import type { MembersRequest } from './frames.js';

/** "Gateway Events", Guild Members Chunk: 1,000 members each. */
const CHUNK_SIZE = 1_000;
/** "Gateway Events", Request Guild Members: a search by name gives at most 100. */
const SEARCH_LIMIT = 100;

/**
 * The GUILD_MEMBERS_CHUNK events that answer a request, in order. None if the bot is not in the guild, or if it asks
 * for all members without the intent that this takes: Discord leaves both without an answer.
 */
export function answerMembersRequest(
  world: DiscordWorld,
  request: MembersRequest,
  intents: number,
): readonly object[] {
  const guild = world.store.guilds.get(request.guild_id);
  if (!guild?.members.has(world.application.botId) || guild.unavailable) {
    return [];
  }
  if (request.user_ids) {
    const present = request.user_ids.filter((id) => guild.members.has(id));
    const missing = request.user_ids.filter((id) => !guild.members.has(id));
    return toChunks(request, viewMembers(world, guild, present), missing);
  }
  const query = request.query ?? '';
  const wantsAll = query === '' && request.limit === 0;
  if (wantsAll && (intents & GatewayIntentBits.GuildMembers) === 0) {
    return [];
  }
  const found = viewMembers(world, guild, [...guild.members.keys()]).filter((member) =>
    beginsWith(member, query),
  );
  const limit = wantsAll ? found.length : Math.min(request.limit || SEARCH_LIMIT, SEARCH_LIMIT);
  return toChunks(request, found.slice(0, limit), []);
}

function viewMembers(world: DiscordWorld, guild: GuildRecord, userIds: readonly string[]) {
  return userIds.flatMap((userId) => {
    const member = guild.members.get(userId);
    return member ? [viewMember(member, world.store.requireUser(userId))] : [];
  });
}

type MemberView = ReturnType<typeof viewMember>;

function beginsWith(member: MemberView, query: string): boolean {
  const names = [member.user.username, member.user.global_name, member.nick];
  return names.some((name) => name?.toLowerCase().startsWith(query.toLowerCase()));
}

function toChunks(
  request: MembersRequest,
  members: readonly MemberView[],
  missing: readonly string[],
): readonly object[] {
  const count = Math.max(1, Math.ceil(members.length / CHUNK_SIZE));
  return Array.from({ length: count }, (_, index) => ({
    guild_id: request.guild_id,
    members: members.slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE),
    chunk_index: index,
    chunk_count: count,
    ...(request.user_ids && { not_found: missing }),
    ...(request.presences && { presences: [] }),
    // "Gateway Events", Request Guild Members: a nonce of more than 32 bytes is ignored.
    ...(request.nonce !== undefined && Buffer.byteLength(request.nonce) <= 32 && { nonce: request.nonce }),
  }));
}
