import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/** A sealed secret can't be opened. Holds neither the key nor anything of the secret. */
export class SealError extends Error {
  override readonly name = 'SealError';
  constructor(
    readonly accountId: string,
    /**
     * - `wrong_key`: sealed under another key, for another account, or changed since
     * - `unreadable`: not a seal of a known version
     * - `nothing_sealed`: the account is unknown or was removed
     */
    readonly why: 'wrong_key' | 'unreadable' | 'nothing_sealed',
  ) {
    super(`the Telegram session of account ${accountId} can't be unsealed: ${why}`);
  }
}

/**
 * Seals the Telegram sessions of accounts: AES-256-GCM, a fresh 96-bit IV for each seal (NIST SP 800-38D, 8.2.2), with the version and the
 * account id as associated data, so that a seal moved to another account's row does not open.
 * Layout: version (1 byte), IV (12), tag (16), ciphertext.
 */
export class Sealer {
  readonly #key: Uint8Array;

  /** Throws a `RangeError` unless the key has 32 bytes. */
  constructor(key: Uint8Array) {
    if (key.length !== 32) throw new RangeError('a sealing key has 32 bytes');
    this.#key = Uint8Array.from(key);
  }

  seal(accountId: string, secret: string): Uint8Array<ArrayBuffer> {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv, { authTagLength: tagBytes });
    cipher.setAAD(associatedData(accountId));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Uint8Array.from(Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), text]));
  }

  /** Throws `SealError`. */
  unseal(accountId: string, sealed: Uint8Array): string {
    if (sealed[0] !== version || sealed.length < 1 + ivBytes + tagBytes) {
      throw new SealError(accountId, 'unreadable');
    }
    const iv = sealed.subarray(1, 1 + ivBytes);
    const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, iv, { authTagLength: tagBytes });
    decipher.setAAD(associatedData(accountId));
    decipher.setAuthTag(tag);
    try {
      const text = decipher.update(sealed.subarray(1 + ivBytes + tagBytes));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      // The cause is left out: OpenSSL's message says no more than "unable to authenticate".
      throw new SealError(accountId, 'wrong_key');
    }
  }
}

function associatedData(accountId: string): Buffer {
  return Buffer.from(`account-session:${version}:${accountId}`, 'utf8');
}
