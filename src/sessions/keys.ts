import { createHash } from 'node:crypto';
import type { PostKey } from './notices.js';

/** Discord takes nonces of at most 25 characters (Create Message, "nonce"). */
const nonceLength = 25;

/** The key of one thing said on Discord for a session: the same words for the same `what`, for ever. */
export function nonceFor(sessionId: string, what: string): string {
  return digest(sessionId, what).toString('base64url').slice(0, nonceLength);
}

/** A nonce with the time of its first attempt. */
export function postKey(sessionId: string, what: string, firstTriedAt: Date | null): PostKey {
  return { nonce: nonceFor(sessionId, what), firstTriedAt };
}

/** MTProto's `random_id` of one thing said on Telegram for a session: 64 bits, signed, never 0. */
export function randomIdFor(sessionId: string, what: string): bigint {
  const id = digest(sessionId, what).readBigInt64LE(0);
  return id === 0n ? 1n : id;
}

function digest(sessionId: string, what: string): Buffer {
  return createHash('sha256').update(`${sessionId}\n${what}`).digest();
}
