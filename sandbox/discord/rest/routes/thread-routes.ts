import { viewOwnMemberships } from '../../world/access-change.js';
import { faultOf, refuseField } from '../../world/forms/form-faults.js';
import type { ThreadMemberRecord } from '../../world/records.js';
import type { ArchivedKind, ThreadPage } from '../../world/thread-lists.js';
import { viewThread, viewThreadFor, viewThreadMember } from '../../world/views/channel-view.js';
import type { DiscordWorld } from '../../world/world.js';
import { viewMemberOf } from '../answer-views.js';
import { readJson } from '../request-body.js';
import { readId, readQueryFlag, readQueryId, readQueryInteger } from '../request-parts.js';
import type { RestApp, RestContext } from '../rest-env.js';
import { requireGuildMembersIntent } from './guild-routes.js';

/** Starting threads and listing archived ones. */
export function addThreadRoutes(app: RestApp, world: DiscordWorld): void {
  app.post('/channels/:channel_id/threads', async (c) => {
    const actorId = c.get('actorId');
    const thread = world.threads.create(actorId, readId(c, 'channel_id'), await readJson(c));
    return c.json(viewThreadFor(thread, actorId), 201);
  });
  app.post('/channels/:channel_id/messages/:message_id/threads', async (c) => {
    const actorId = c.get('actorId');
    const body = await readJson(c);
    const [channelId, messageId] = [readId(c, 'channel_id'), readId(c, 'message_id')];
    const thread = world.threads.createFromMessage(actorId, channelId, messageId, body);
    return c.json(viewThreadFor(thread, actorId), 201);
  });
  const addList = (path: string, kind: ArchivedKind) => {
    app.get(`/channels/:channel_id/${path}`, (c) => {
      const before = kind === 'joined-private' ? readBeforeId(c) : readBeforeTime(c);
      const limit = readQueryInteger(c, 'limit', { min: 2, max: 100, fallback: 50 });
      const actorId = c.get('actorId');
      const page = world.threadLists.archived(actorId, readId(c, 'channel_id'), kind, before, limit);
      return c.json(viewPage(page, actorId));
    });
  };
  addList('threads/archived/public', 'public');
  addList('threads/archived/private', 'private');
  addList('users/@me/threads/archived/private', 'joined-private');
}

/** Who is in a thread. */
export function addThreadMemberRoutes(app: RestApp, world: DiscordWorld): void {
  const view = (channelId: string, member: ThreadMemberRecord, withMember: boolean) => {
    const thread = world.store.requireThread(channelId);
    const own = viewThreadMember(thread, member);
    const guildMember = world.store.requireGuild(thread.guildId).members.get(member.userId);
    return withMember && guildMember ? { ...own, member: viewMemberOf(world, guildMember) } : own;
  };
  app.get('/channels/:channel_id/thread-members', (c) => {
    const channelId = readId(c, 'channel_id');
    const withMember = readQueryFlag(c, 'with_member');
    world.access.requireVisible(c.get('actorId'), channelId);
    requireGuildMembersIntent(world);
    // Only with `with_member` the list comes in pages ("Channel", List Thread Members).
    const limit = withMember
      ? readQueryInteger(c, 'limit', { min: 1, max: 100, fallback: 100 })
      : Number.POSITIVE_INFINITY;
    const after = withMember ? readQueryId(c, 'after') : '0';
    const members = world.threadMembers.list(c.get('actorId'), channelId, limit, after);
    return c.json(members.map((member) => view(channelId, member, withMember)));
  });
  app.get('/channels/:channel_id/thread-members/:user_id', (c) => {
    const channelId = readId(c, 'channel_id');
    const member = world.threadMembers.get(c.get('actorId'), channelId, readId(c, 'user_id'));
    return c.json(view(channelId, member, readQueryFlag(c, 'with_member')));
  });
  app.put('/channels/:channel_id/thread-members/:user_id', (c) => {
    const [actorId, channelId, userId] = [c.get('actorId'), readId(c, 'channel_id'), readId(c, 'user_id')];
    if (userId === actorId) world.threadMembers.join(actorId, channelId);
    else world.threadMembers.add(actorId, channelId, userId);
    return c.body(null, 204);
  });
  app.delete('/channels/:channel_id/thread-members/:user_id', (c) => {
    const [actorId, channelId, userId] = [c.get('actorId'), readId(c, 'channel_id'), readId(c, 'user_id')];
    if (userId === actorId) world.threadMembers.leave(actorId, channelId);
    else world.threadMembers.remove(actorId, channelId, userId);
    return c.body(null, 204);
  });
}

function viewPage(page: ThreadPage, actorId: string) {
  return {
    threads: page.threads.map(viewThread),
    members: viewOwnMemberships(page.threads, actorId),
    has_more: page.hasMore,
  };
}

function readBeforeTime(context: RestContext): number | null {
  const text = context.req.query('before');
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw refuseField(['before'], faultOf.notTimestamp);
  return ms;
}

function readBeforeId(context: RestContext): string | null {
  return context.req.query('before') === undefined ? null : readQueryId(context, 'before');
}
