import { viewOwnMemberships } from '../../world/access-change.js';
import { refuse } from '../../world/discord-error.js';
import { viewGuildChannel, viewThread } from '../../world/views/channel-view.js';
import { viewGuild, viewRole } from '../../world/views/guild-view.js';
import type { DiscordWorld } from '../../world/world.js';
import { viewMemberOf } from '../answer-views.js';
import { readJson } from '../request-body.js';
import { readId, readQueryFlag, readQueryId, readQueryInteger } from '../request-parts.js';
import type { RestApp } from '../rest-env.js';

/** Guilds with their channels, roles and active threads. */
export function addGuildRoutes(app: RestApp, world: DiscordWorld): void {
  app.get('/guilds/:guild_id', (c) => {
    const guild = world.access.requireGuildFor(c.get('actorId'), readId(c, 'guild_id'));
    const count = guild.members.size;
    const counts = readQueryFlag(c, 'with_counts')
      ? { approximate_member_count: count, approximate_presence_count: count }
      : {};
    return c.json({ ...viewGuild(guild), ...counts });
  });
  app.get('/guilds/:guild_id/channels', (c) =>
    c.json(world.channels.list(c.get('actorId'), readId(c, 'guild_id')).map(viewGuildChannel)),
  );
  app.post('/guilds/:guild_id/channels', async (c) => {
    const channel = world.channels.create(c.get('actorId'), readId(c, 'guild_id'), await readJson(c));
    return c.json(viewGuildChannel(channel), 201);
  });
  app.get('/guilds/:guild_id/threads/active', (c) => {
    const actorId = c.get('actorId');
    const threads = world.threadLists.active(actorId, readId(c, 'guild_id'));
    return c.json({
      threads: threads.map(viewThread),
      members: viewOwnMemberships(threads, actorId),
      has_more: false,
    });
  });
}

/** Roles of a guild. */
export function addRoleRoutes(app: RestApp, world: DiscordWorld): void {
  app.get('/guilds/:guild_id/roles', (c) =>
    c.json(world.roles.list(c.get('actorId'), readId(c, 'guild_id')).map(viewRole)),
  );
  app.post('/guilds/:guild_id/roles', async (c) => {
    const role = world.roles.create(c.get('actorId'), readId(c, 'guild_id'), await readJson(c));
    return c.json(viewRole(role));
  });
  app.get('/guilds/:guild_id/roles/:role_id', (c) => {
    const guild = world.access.requireGuildFor(c.get('actorId'), readId(c, 'guild_id'));
    return c.json(viewRole(world.store.requireRole(guild, readId(c, 'role_id'))));
  });
  app.patch('/guilds/:guild_id/roles/:role_id', async (c) => {
    const body = await readJson(c);
    const role = world.roles.edit(c.get('actorId'), readId(c, 'guild_id'), readId(c, 'role_id'), body);
    return c.json(viewRole(role));
  });
  app.delete('/guilds/:guild_id/roles/:role_id', (c) => {
    world.roles.delete(c.get('actorId'), readId(c, 'guild_id'), readId(c, 'role_id'));
    return c.body(null, 204);
  });
}

/** Members of a guild. */
export function addMemberRoutes(app: RestApp, world: DiscordWorld): void {
  app.get('/guilds/:guild_id/members', (c) => {
    const limit = readQueryInteger(c, 'limit', { min: 1, max: 1_000, fallback: 1 });
    const guildId = readId(c, 'guild_id');
    world.access.requireGuildFor(c.get('actorId'), guildId);
    requireGuildMembersIntent(world);
    const members = world.members.list(c.get('actorId'), guildId, limit, readQueryId(c, 'after'));
    return c.json(members.map((member) => viewMemberOf(world, member)));
  });
  app.get('/guilds/:guild_id/members/:user_id', (c) => {
    const member = world.members.get(c.get('actorId'), readId(c, 'guild_id'), readId(c, 'user_id'));
    return c.json(viewMemberOf(world, member));
  });
  app.patch('/guilds/:guild_id/members/:user_id', async (c) => {
    const body = await readJson(c);
    const member = world.members.edit(c.get('actorId'), readId(c, 'guild_id'), readId(c, 'user_id'), body);
    return c.json(viewMemberOf(world, member));
  });
  app.delete('/guilds/:guild_id/members/:user_id', (c) => {
    world.members.kick(c.get('actorId'), readId(c, 'guild_id'), readId(c, 'user_id'));
    return c.body(null, 204);
  });
  app.put('/guilds/:guild_id/members/:user_id/roles/:role_id', (c) => {
    world.members.addRole(
      c.get('actorId'),
      readId(c, 'guild_id'),
      readId(c, 'user_id'),
      readId(c, 'role_id'),
    );
    return c.body(null, 204);
  });
  app.delete('/guilds/:guild_id/members/:user_id/roles/:role_id', (c) => {
    world.members.removeRole(
      c.get('actorId'),
      readId(c, 'guild_id'),
      readId(c, 'user_id'),
      readId(c, 'role_id'),
    );
    return c.body(null, 204);
  });
}

/** Lists of members are for applications with the GUILD_MEMBERS intent ("Guild", List Guild Members). */
export function requireGuildMembersIntent(world: DiscordWorld): void {
  if (!world.application.privilegedIntents.guildMembers) throw refuse('missingAccess');
}
