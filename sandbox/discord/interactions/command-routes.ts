import { readJson } from '../rest/request-body.js';
import type { RestApp } from '../rest/rest-env.js';
import { refuse } from '../world/discord-error.js';
import type { DiscordWorld } from '../world/world.js';
import { type CommandRecord, viewCommand } from './command-record.js';
import type { CommandRegistry } from './command-registry.js';

const GLOBAL = '/applications/:application/commands';
const OF_GUILD = '/applications/:application/guilds/:guild/commands';

/** The endpoints with which a bot registers its commands, globally and for a guild. */
export function addCommandRoutes(routes: RestApp, world: DiscordWorld, commands: CommandRegistry): void {
  const { application } = world;
  const view = (command: CommandRecord) => viewCommand(command, application.id);

  /** @throws 10002 for another application, 50001 for a guild that it is not in */
  const requireScope = (applicationId: string, guildId: string | undefined): string | null => {
    if (applicationId !== application.id) {
      throw refuse('unknownApplication');
    }
    if (guildId !== undefined && !world.store.guilds.get(guildId)?.members.has(application.botId)) {
      throw refuse('missingAccess');
    }
    return guildId ?? null;
  };

  for (const path of [GLOBAL, OF_GUILD] as const) {
    routes.get(path, (c) => {
      const scope = requireScope(c.req.param('application'), c.req.param('guild'));
      return c.json(commands.list(scope).map(view));
    });
    routes.put(path, async (c) => {
      const scope = requireScope(c.req.param('application'), c.req.param('guild'));
      return c.json(commands.overwrite(scope, await readJson(c)).map(view));
    });
    routes.post(path, async (c) => {
      const scope = requireScope(c.req.param('application'), c.req.param('guild'));
      const { command, isNew } = commands.create(scope, await readJson(c));
      return c.json(view(command), isNew ? 201 : 200);
    });
    routes.get(`${path}/:command{[0-9]+}`, (c) => {
      const scope = requireScope(c.req.param('application'), c.req.param('guild'));
      return c.json(view(commands.get(scope, c.req.param('command'))));
    });
    routes.patch(`${path}/:command{[0-9]+}`, async (c) => {
      const scope = requireScope(c.req.param('application'), c.req.param('guild'));
      return c.json(view(commands.edit(scope, c.req.param('command'), await readJson(c))));
    });
    routes.delete(`${path}/:command{[0-9]+}`, (c) => {
      const scope = requireScope(c.req.param('application'), c.req.param('guild'));
      commands.delete(scope, c.req.param('command'));
      return c.body(null, 204);
    });
  }
}
