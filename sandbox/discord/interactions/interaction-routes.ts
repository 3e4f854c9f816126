import { InteractionResponseType as R } from 'discord-api-types/v10';
import { readRequestBody } from '../rest/request-body.js';
import type { RestApp } from '../rest/rest-env.js';
import type { MessageRecord } from '../world/records.js';
import type { DiscordWorld } from '../world/world.js';
import { isLoading } from './interaction-register.js';
import type { CallbackResult, InteractionResponses } from './interaction-responses.js';

/** The endpoints with which a bot answers interactions; the token in the path is all the authority they ask for. */
export function addInteractionRoutes(
  routes: RestApp,
  world: DiscordWorld,
  responses: InteractionResponses,
): void {
  const view = (message: MessageRecord) => world.messageViews.view(message, world.application.botId);

  routes.post('/interactions/:id/:token/callback', async (c) => {
    const { id, token } = c.req.param();
    const { json, files } = await readRequestBody(c);
    const result = responses.callback(id, token, json, files);
    return c.req.query('with_response') === 'true' ? c.json(viewCallback(result, view)) : c.body(null, 204);
  });

  routes.post('/webhooks/:application/:token', async (c) => {
    const { application, token } = c.req.param();
    const { json, files } = await readRequestBody(c);
    return c.json(view(responses.followUp(application, token, json, files)));
  });

  routes.get('/webhooks/:application/:token/messages/:message', (c) => {
    const { application, token, message } = c.req.param();
    return c.json(view(responses.get(application, token, message)));
  });

  routes.patch('/webhooks/:application/:token/messages/:message', async (c) => {
    const { application, token, message } = c.req.param();
    const { json, files } = await readRequestBody(c);
    return c.json(view(responses.edit(application, token, message, json, files)));
  });

  routes.delete('/webhooks/:application/:token/messages/:message', (c) => {
    const { application, token, message } = c.req.param();
    responses.delete(application, token, message);
    return c.body(null, 204);
  });
}

/** Whether a path below `/api/v10` is one of these. */
export function isInteractionPath(path: string): boolean {
  return /^\/(interactions|webhooks)\//.test(path);
}

/** "Receiving and Responding", Interaction Callback Response. */
function viewCallback(
  { interaction, type, message }: CallbackResult,
  view: (message: MessageRecord) => object,
) {
  const { id, type: interactionType, channelId, guildId } = interaction;
  const isNew = type === R.ChannelMessageWithSource || type === R.DeferredChannelMessageWithSource;
  return {
    interaction: {
      id,
      type: interactionType,
      channel_id: channelId,
      ...(guildId !== null && { guild_id: guildId }),
      ...(message &&
        isNew && {
          response_message_id: message.id,
          response_message_loading: isLoading(message),
          response_message_ephemeral: message.ephemeralFor !== null,
        }),
    },
    ...(message && { resource: { type, message: view(message) } }),
  };
}
