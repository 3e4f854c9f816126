import { createHash, randomBytes } from 'node:crypto';

/** A key that client and server share: 256 bytes, named by the last eight bytes of its SHA-1. */
export interface AuthKey {
  readonly bytes: Buffer;
  readonly id: Buffer;
}

/** Makes a key, or takes a given one of 256 bytes. */
export function createAuthKey(bytes: Buffer = randomBytes(256)): AuthKey {
  return { bytes, id: createHash('sha1').update(bytes).digest().subarray(12, 20) };
}
