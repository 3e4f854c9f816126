import { GatewayCloseCodes } from 'discord-api-types/v10';
import type { ApplicationRecord } from '../world/records.js';
import type { IdentifyData } from './frames.js';
import { areAllowedIntents, areKnownIntents } from './intents.js';
import type { Shard } from './session.js';

/** Whether a client may begin a session, or how its connection is closed. */
export type IdentifyVerdict =
  | { readonly kind: 'accepted'; readonly shard: Shard }
  | { readonly kind: 'refused'; readonly code: GatewayCloseCodes; readonly reason: string };

/** Judges an IDENTIFY whose token was right ("Opcodes and Status Codes", Gateway Close Event Codes). */
export function judgeIdentify(data: IdentifyData, application: ApplicationRecord): IdentifyVerdict {
  const [id, count] = data.shard ?? [0, 1];
  if (id >= count) {
    return { kind: 'refused', code: GatewayCloseCodes.InvalidShard, reason: 'Invalid shard.' };
  }
  if (!areKnownIntents(data.intents)) {
    return { kind: 'refused', code: GatewayCloseCodes.InvalidIntents, reason: 'Invalid intent(s).' };
  }
  if (!areAllowedIntents(data.intents, application.privilegedIntents)) {
    return { kind: 'refused', code: GatewayCloseCodes.DisallowedIntents, reason: 'Disallowed intent(s).' };
  }
  return { kind: 'accepted', shard: { id, count } };
}
