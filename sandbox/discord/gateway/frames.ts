import { GatewayOpcodes } from 'discord-api-types/v10';
import { z } from 'zod';

const snowflake = z.string().regex(/^\d{1,20}$/);

const identify = z.object({
  token: z.string(),
  properties: z.record(z.string(), z.unknown()),
  compress: z.boolean().optional(),
  large_threshold: z.number().int().min(50).max(250).optional(),
  shard: z.tuple([z.number().int().min(0), z.number().int().min(1)]).optional(),
  presence: z.record(z.string(), z.unknown()).optional(),
  intents: z.number(),
});

const resume = z.object({
  token: z.string(),
  session_id: z.string(),
  seq: z.number().int().min(0).nullable(),
});

const requestMembers = z
  .object({
    guild_id: snowflake,
    query: z.string().optional(),
    limit: z.number().int().min(0).optional(),
    presences: z.boolean().optional(),
    user_ids: z.union([snowflake.transform((id) => [id]), z.array(snowflake).max(100)]).optional(),
    nonce: z.string().optional(),
  })
  .refine(
    (request) => (request.query === undefined) !== (request.user_ids === undefined),
    'query or user_ids',
  )
  .refine((request) => request.query === undefined || request.limit !== undefined, 'query needs a limit');

/** What a client may send over the gateway ("Gateway Events", Send Events). */
const frame = z.discriminatedUnion('op', [
  z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: z.number().int().nullish() }),
  z.object({ op: z.literal(GatewayOpcodes.Identify), d: identify }),
  z.object({ op: z.literal(GatewayOpcodes.PresenceUpdate), d: z.record(z.string(), z.unknown()) }),
  z.object({ op: z.literal(GatewayOpcodes.VoiceStateUpdate), d: z.record(z.string(), z.unknown()) }),
  z.object({ op: z.literal(GatewayOpcodes.Resume), d: resume }),
  z.object({ op: z.literal(GatewayOpcodes.RequestGuildMembers), d: requestMembers }),
]);

export type ClientFrame = z.infer<typeof frame>;
export type IdentifyData = z.infer<typeof identify>;
export type ResumeData = z.infer<typeof resume>;
export type MembersRequest = z.infer<typeof requestMembers>;

/** A frame that was understood, or the reason why the connection is closed: 4001 or 4002. */
export type FrameReading =
  | { readonly kind: 'frame'; readonly frame: ClientFrame }
  | { readonly kind: 'unknown opcode' }
  | { readonly kind: 'malformed'; readonly reason: string };

/** Reads one text frame; the limit of 4096 bytes is Discord's ("Gateway", Sending Events). */
export function readFrame(text: string): FrameReading {
  if (Buffer.byteLength(text) > 4096) {
    return { kind: 'malformed', reason: 'longer than 4096 bytes' };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'malformed', reason: 'not JSON' };
  }
  const opcode = z.object({ op: z.number() }).safeParse(json);
  if (!opcode.success) {
    return { kind: 'malformed', reason: 'no op' };
  }
  if (!CLIENT_OPCODES.has(opcode.data.op)) {
    return { kind: 'unknown opcode' };
  }
  const reading = frame.safeParse(json);
  return reading.success
    ? { kind: 'frame', frame: reading.data }
    : { kind: 'malformed', reason: z.prettifyError(reading.error) };
}

const CLIENT_OPCODES: ReadonlySet<number> = new Set([
  GatewayOpcodes.Heartbeat,
  GatewayOpcodes.Identify,
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
  GatewayOpcodes.Resume,
  GatewayOpcodes.RequestGuildMembers,
]);
