import { viewOwnUser } from '../world/views/user-view.js';
import type { DiscordWorld } from '../world/world.js';
import type { GatewaySession } from './session.js';

/** `d` of READY ("Gateway Events", Ready): the session's guilds stand in it as not yet available. */
export function viewReady(
  world: DiscordWorld,
  session: GatewaySession,
  guildIds: readonly string[],
  resumeUrl: string,
) {
  const { application, store } = world;
  return {
    v: 10,
    user: viewOwnUser(store.requireUser(application.botId)),
    guilds: guildIds.map((id) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: resumeUrl,
    shard: [session.shard.id, session.shard.count],
    application: { id: application.id, flags: 0 },
    session_type: 'normal',
    private_channels: [],
    presences: [],
    relationships: [],
    _trace: ['["local-discord"]'],
  };
}
