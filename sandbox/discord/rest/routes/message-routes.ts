import { readHistoryRange } from '../../world/message-history.js';
import { viewUser } from '../../world/views/user-view.js';
import type { DiscordWorld } from '../../world/world.js';
import { viewMessage } from '../answer-views.js';
import { readJson, readRequestBody } from '../request-body.js';
import { readId, readQueryId, readQueryInteger } from '../request-parts.js';
import type { RestApp, RestContext } from '../rest-env.js';

/** Messages of a channel. */
export function addMessageRoutes(app: RestApp, world: DiscordWorld): void {
  app.get('/channels/:channel_id/messages', (c) => {
    const actorId = c.get('actorId');
    const limit = readQueryInteger(c, 'limit', { min: 1, max: 100, fallback: 50 });
    const range = readHistoryRange(c.req.query());
    const messages = world.history.list(actorId, readId(c, 'channel_id'), range, limit);
    return c.json(messages.map((message) => viewMessage(world, message, actorId)));
  });
  app.post('/channels/:channel_id/messages', async (c) => {
    const actorId = c.get('actorId');
    const { json, files } = await readRequestBody(c);
    const message = world.messages.create(actorId, readId(c, 'channel_id'), json, files);
    const nonce = message.nonce === null ? {} : { nonce: message.nonce };
    return c.json({ ...viewMessage(world, message, actorId), ...nonce });
  });
  app.post('/channels/:channel_id/messages/bulk-delete', async (c) => {
    world.history.bulkDelete(c.get('actorId'), readId(c, 'channel_id'), await readJson(c));
    return c.body(null, 204);
  });
  // Pins are not carried here: without these lines `pins` would be taken for the id of a message.
  app.all('/channels/:channel_id/messages/pins/*', (c) => c.notFound());
  app.all('/channels/:channel_id/messages/pins', (c) => c.notFound());
  app.get('/channels/:channel_id/messages/:message_id', (c) => {
    const actorId = c.get('actorId');
    const message = world.history.get(actorId, readId(c, 'channel_id'), readId(c, 'message_id'));
    return c.json(viewMessage(world, message, actorId));
  });
  app.patch('/channels/:channel_id/messages/:message_id', async (c) => {
    const actorId = c.get('actorId');
    const { json, files } = await readRequestBody(c);
    const [channelId, messageId] = [readId(c, 'channel_id'), readId(c, 'message_id')];
    const message = world.messages.edit(actorId, channelId, messageId, json, files);
    return c.json(viewMessage(world, message, actorId));
  });
  app.delete('/channels/:channel_id/messages/:message_id', (c) => {
    world.history.delete(c.get('actorId'), readId(c, 'channel_id'), readId(c, 'message_id'));
    return c.body(null, 204);
  });
}

/** Reactions to messages. */
export function addReactionRoutes(app: RestApp, world: DiscordWorld): void {
  const path = '/channels/:channel_id/messages/:message_id/reactions';
  app.delete(path, (c) => {
    world.reactions.clear(c.get('actorId'), readId(c, 'channel_id'), readId(c, 'message_id'));
    return c.body(null, 204);
  });
  app.get(`${path}/:emoji`, (c) => {
    const limit = readQueryInteger(c, 'limit', { min: 1, max: 100, fallback: 25 });
    const { actorId, channelId, messageId, emoji } = readPlace(c);
    const after = readQueryId(c, 'after');
    return c.json(world.reactions.list(actorId, channelId, messageId, emoji, limit, after).map(viewUser));
  });
  app.put(`${path}/:emoji/@me`, (c) => {
    const { actorId, channelId, messageId, emoji } = readPlace(c);
    world.reactions.add(actorId, channelId, messageId, emoji);
    return c.body(null, 204);
  });
  app.delete(`${path}/:emoji/:user_id`, (c) => {
    const { actorId, channelId, messageId, emoji } = readPlace(c);
    world.reactions.remove(actorId, channelId, messageId, emoji, readId(c, 'user_id'));
    return c.body(null, 204);
  });
}

function readPlace(context: RestContext) {
  return {
    actorId: context.get('actorId'),
    channelId: readId(context, 'channel_id'),
    messageId: readId(context, 'message_id'),
    emoji: context.req.param('emoji') ?? '',
  };
}
