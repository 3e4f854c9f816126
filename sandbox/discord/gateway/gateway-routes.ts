import { Hono } from 'hono';
import { refuse } from '../world/discord-error.js';

/**
 * The endpoints that say where the gateway is ("Gateway", Get Gateway Bot).
 *
 * @param url called for each request: the port is known only once the server listens
 */
export function createGatewayRoutes(token: string, url: () => string): Hono {
  const routes = new Hono();
  routes.get('/gateway', (c) => c.json({ url: url() }));
  routes.get('/gateway/bot', (c) => {
    if (c.req.header('authorization') !== `Bot ${token}`) {
      throw refuse('unauthorized');
    }
    // A wide `max_concurrency` lets a bot with several shards identify them at once.
    const limit = { total: 1_000, remaining: 1_000, reset_after: 86_400_000, max_concurrency: 16 };
    return c.json({ url: url(), shards: 1, session_start_limit: limit });
  });
  return routes;
}
