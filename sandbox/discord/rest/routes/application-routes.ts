import { refuse } from '../../world/discord-error.js';
import { viewGuild } from '../../world/views/guild-view.js';
import { viewOwnUser, viewUser } from '../../world/views/user-view.js';
import type { DiscordWorld } from '../../world/world.js';
import { viewChannel } from '../answer-views.js';
import { readJson } from '../request-body.js';
import { readId } from '../request-parts.js';
import type { RestApp } from '../rest-env.js';

/** Where the gateway is, and how many sessions may still be started. */
export interface GatewayInfo {
  readonly url: string;
  readonly remaining: number;
}

/** Set in an application's flags where a privileged intent is on, for bots in fewer than 100 guilds. */
const LIMITED_INTENT_FLAGS = { guildPresences: 1 << 13, guildMembers: 1 << 15, messageContent: 1 << 19 };
const SESSIONS_A_DAY = 1_000;
const DAY_MS = 86_400_000;

/** The application, its user, other users and the way to the gateway. */
export function addApplicationRoutes(app: RestApp, world: DiscordWorld, gateway: () => GatewayInfo): void {
  app.get('/gateway', (c) => c.json({ url: gateway().url }));
  app.get('/gateway/bot', (c) => {
    const { url, remaining } = gateway();
    const session_start_limit = {
      total: SESSIONS_A_DAY,
      remaining,
      reset_after: DAY_MS,
      max_concurrency: 1,
    };
    return c.json({ url, shards: 1, session_start_limit });
  });
  app.get('/applications/@me', (c) => c.json(viewApplication(world)));
  app.get('/oauth2/applications/@me', (c) => c.json(viewApplication(world)));
  app.get('/users/@me', (c) => c.json(viewOwnUser(world.store.requireUser(c.get('actorId')))));
  app.get('/users/@me/guilds', (c) => {
    const actorId = c.get('actorId');
    const guilds = world.guilds.of(actorId).map((guild) => {
      const { id, name, icon, banner, features } = viewGuild(guild);
      const permissions = world.access.guildPermissions(actorId, guild).toString();
      return { id, name, icon, banner, features, owner: guild.ownerId === actorId, permissions };
    });
    return c.json(guilds);
  });
  app.delete('/users/@me/guilds/:guild_id', (c) => {
    world.members.leave(c.get('actorId'), readId(c, 'guild_id'));
    return c.body(null, 204);
  });
  app.post('/users/@me/channels', async (c) => {
    const actorId = c.get('actorId');
    const channel = world.users.openDirectFromBody(actorId, await readJson(c));
    return c.json(viewChannel(world, channel, actorId));
  });
  app.get('/users/:user_id', (c) => {
    const user = world.store.users.get(readId(c, 'user_id'));
    if (!user) throw refuse('unknownUser');
    return c.json(viewUser(user));
  });
}

/** The application as it sees itself (`PrivateApplicationResponse`). */
function viewApplication(world: DiscordWorld) {
  const { application, store } = world;
  const intents = application.privilegedIntents;
  const flags =
    (intents.guildPresences ? LIMITED_INTENT_FLAGS.guildPresences : 0) |
    (intents.guildMembers ? LIMITED_INTENT_FLAGS.guildMembers : 0) |
    (intents.messageContent ? LIMITED_INTENT_FLAGS.messageContent : 0);
  return {
    id: application.id,
    name: application.name,
    icon: null,
    description: '',
    type: null,
    bot: viewUser(store.requireUser(application.botId)),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: application.publicKey,
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: viewUser(store.requireUser(application.ownerId)),
    approximate_guild_count: world.guilds.of(application.botId).length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}
