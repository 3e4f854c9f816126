import { createHmac } from 'node:crypto';
import type { AuthKey } from './auth-key.js';

const STEP_MS = 30 * 60 * 1000;

/** One server salt with its time of validity, in unix seconds. */
export interface ServerSalt {
  readonly validSince: number;
  readonly validUntil: number;
  readonly salt: bigint;
}

/** The salts of a key: a new one each half hour, each valid for an hour ("Mobile Protocol: Server salt"). */
export class ServerSalts {
  readonly #key: AuthKey;

  constructor(key: AuthKey) {
    this.#key = key;
  }

  current(now: number): bigint {
    return this.#at(Math.floor(now / STEP_MS));
  }

  isValid(salt: bigint, now: number): boolean {
    const index = Math.floor(now / STEP_MS);
    return salt === this.#at(index) || salt === this.#at(index - 1);
  }

  /** The next salts, the current one first; at most 64. */
  future(now: number, count: number): ServerSalt[] {
    const index = Math.floor(now / STEP_MS);
    return Array.from({ length: Math.max(1, Math.min(count, 64)) }, (_, step) => ({
      validSince: ((index + step) * STEP_MS) / 1000,
      validUntil: ((index + step + 2) * STEP_MS) / 1000,
      salt: this.#at(index + step),
    }));
  }

  #at(index: number): bigint {
    return createHmac('sha256', this.#key.bytes).update(`salt ${index}`).digest().readBigInt64LE(0);
  }
}
