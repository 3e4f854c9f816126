import type { APIGuildMember, APIUser } from 'discord-api-types/v10';
import type { WorldClock } from '../world/clock.js';
import type { WorldEvents } from '../world/events.js';
import type { ApplicationRecord } from '../world/records.js';
import type { WorldStore } from '../world/world-store.js';

/** What the gateway reads of the world. */
export interface GatewayWorld {
  readonly clock: WorldClock;
  readonly store: WorldStore;
  readonly events: WorldEvents;
  readonly application: ApplicationRecord;
  userPayload(userId: string): APIUser;
  memberPayload(guildId: string, userId: string): APIGuildMember;
  /** `d` of GUILD_CREATE for one viewer, with all members, channels and the active threads that they see. */
  guildCreatePayload(guildId: string, viewerId: string): object;
}
