import { createHmac } from 'node:crypto';

/** The access hash under which one account knows one user: as on Telegram it is worth nothing to another account. */
export function computeAccessHash(secret: Buffer, viewerId: string, userId: string): bigint {
  return createHmac('sha256', secret).update(`${viewerId}:${userId}`).digest().readBigInt64LE(0);
}
