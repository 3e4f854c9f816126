import type { DiscordWorld } from '../../world/world.js';
import { viewChannel } from '../answer-views.js';
import { readJson } from '../request-body.js';
import { readId } from '../request-parts.js';
import type { RestApp } from '../rest-env.js';

/** Channels and threads alike, and permission overwrites. */
export function addChannelRoutes(app: RestApp, world: DiscordWorld): void {
  app.get('/channels/:channel_id', (c) => {
    const actorId = c.get('actorId');
    return c.json(viewChannel(world, world.channels.get(actorId, readId(c, 'channel_id')), actorId));
  });
  app.patch('/channels/:channel_id', async (c) => {
    const actorId = c.get('actorId');
    const body = await readJson(c);
    const { id, kind } = world.channels.get(actorId, readId(c, 'channel_id'));
    const edited =
      kind === 'thread' ? world.threads.edit(actorId, id, body) : world.channels.edit(actorId, id, body);
    return c.json(viewChannel(world, edited, actorId));
  });
  app.delete('/channels/:channel_id', (c) => {
    const actorId = c.get('actorId');
    const channel = world.channels.get(actorId, readId(c, 'channel_id'));
    const view = viewChannel(world, channel, actorId);
    if (channel.kind === 'thread') world.threads.delete(actorId, channel.id);
    else if (channel.kind === 'channel') world.channels.delete(actorId, channel.id);
    return c.json(view);
  });
  app.put('/channels/:channel_id/permissions/:overwrite_id', async (c) => {
    const body = await readJson(c);
    world.channels.setOverwrite(c.get('actorId'), readId(c, 'channel_id'), readId(c, 'overwrite_id'), body);
    return c.body(null, 204);
  });
  app.delete('/channels/:channel_id/permissions/:overwrite_id', (c) => {
    world.channels.deleteOverwrite(c.get('actorId'), readId(c, 'channel_id'), readId(c, 'overwrite_id'));
    return c.body(null, 204);
  });
  app.post('/channels/:channel_id/typing', (c) => {
    world.typing.start(c.get('actorId'), readId(c, 'channel_id'));
    return c.body(null, 204);
  });
}
