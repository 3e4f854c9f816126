import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { DiscordError, refuse } from '../world/discord-error.js';
import type { DiscordWorld } from '../world/world.js';
import type { RestApp, RestContext, RestEnv } from './rest-env.js';
import { addApplicationRoutes, type GatewayInfo } from './routes/application-routes.js';
import { addAttachmentRoutes } from './routes/attachment-routes.js';
import { addChannelRoutes } from './routes/channel-routes.js';
import { addExpressionRoutes } from './routes/expression-routes.js';
import { addGuildRoutes, addMemberRoutes, addRoleRoutes } from './routes/guild-routes.js';
import { addMessageRoutes, addReactionRoutes } from './routes/message-routes.js';
import { addThreadMemberRoutes, addThreadRoutes } from './routes/thread-routes.js';

/** A request for something that the local Discord does not have; it was answered with 501. */
export interface MissingRoute {
  readonly method: string;
  readonly path: string;
}

export interface RestOptions {
  /** Asked at each GET /gateway and /gateway/bot. */
  readonly gateway: () => GatewayInfo;
  /** Adds further routes below `/api/v10`; they run with a checked token and throw `DiscordError` to refuse. */
  readonly extend?: (app: RestApp) => void;
  /** Paths below `/api/v10` that need no token, as those that carry an interaction's token. */
  readonly isOpen?: (path: string) => boolean;
}

export interface RestService {
  /** Serves `/api/v10/…`, and files: `/attachments/…`, `/stickers/…`, `/emojis/…`. */
  readonly app: RestApp;
  /** What was asked for and is not implemented; a test asserts that it is empty. */
  readonly notImplemented: readonly MissingRoute[];
  /** Errors that are no refusals: faults of the local Discord itself. Each was answered with 500. */
  readonly crashes: readonly Error[];
}

const PREFIX = '/api/v10';

/** Makes Discord's REST API v10 over a world. */
export function createRestService(world: DiscordWorld, options: RestOptions): RestService {
  const notImplemented: MissingRoute[] = [];
  const crashes: Error[] = [];
  const app: RestApp = new Hono<RestEnv>();
  const api: RestApp = new Hono<RestEnv>();
  api.use(async (context, next) => {
    if (!options.isOpen?.(pathOf(context))) context.set('actorId', requireToken(world, context));
    await next();
  });
  addApplicationRoutes(api, world, options.gateway);
  addGuildRoutes(api, world);
  addRoleRoutes(api, world);
  addMemberRoutes(api, world);
  addChannelRoutes(api, world);
  addThreadRoutes(api, world);
  addThreadMemberRoutes(api, world);
  addMessageRoutes(api, world);
  addReactionRoutes(api, world);
  options.extend?.(api);
  addAttachmentRoutes(app, world);
  addExpressionRoutes(app, world);
  app.route(PREFIX, api);
  app.notFound((context) => {
    const { method } = context.req;
    const path = pathOf(context);
    notImplemented.push({ method, path });
    return context.json({ message: `501: ${method} ${path} is not part of the local Discord`, code: 0 }, 501);
  });
  app.onError((error, context) => {
    if (error instanceof DiscordError) return answerRefusal(context, error);
    crashes.push(error);
    return context.json({ message: '500: Internal Server Error', code: 0 }, 500);
  });
  return { app, notImplemented, crashes };
}

/** Answers a refusal with its status and Discord's body. */
export function answerRefusal(context: RestContext, error: DiscordError): Response {
  return context.json(error.toBody(), asContentfulStatus(error.status));
}

/** Only statuses that have a body are ever used for refusals. */
function asContentfulStatus(status: number): ContentfulStatusCode {
  return isContentful(status) ? status : 500;
}

function isContentful(status: number): status is ContentfulStatusCode {
  return status >= 400 && status < 600;
}

function requireToken(world: DiscordWorld, context: RestContext): string {
  const { token, botId } = world.application;
  if (context.req.header('authorization') !== `Bot ${token}`) throw refuse('unauthorized');
  return botId;
}

/** The path below `/api/v10`. */
function pathOf(context: RestContext): string {
  const { path } = context.req;
  return path.startsWith(PREFIX) ? path.slice(PREFIX.length) : path;
}
