import { constants, createHash, generateKeyPairSync, privateDecrypt } from 'node:crypto';

/** The public half of the server's RSA key, as clients carry it. */
export interface PublicServerKey {
  /** Signed decimal, as a TL `long`. */
  readonly fingerprint: string;
  readonly modulus: bigint;
  readonly exponent: number;
}

/** The RSA key with which a server proves itself when a client makes an auth key ("Creating an Authorization Key"). */
export class ServerKey {
  readonly public: PublicServerKey;
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

  constructor() {
    const { n = '', e = '' } = this.#pair.publicKey.export({ format: 'jwk' });
    const modulus = Buffer.from(n, 'base64url');
    const exponent = Buffer.from(e, 'base64url');
    // The 64 lower bits of the SHA-1 of `rsa_public_key n:string e:string`.
    const digest = createHash('sha1').update(writeBytes(modulus)).update(writeBytes(exponent)).digest();
    this.public = {
      fingerprint: String(digest.readBigInt64LE(12)),
      modulus: BigInt(`0x${modulus.toString('hex')}`),
      exponent: exponent.readUIntBE(0, exponent.length),
    };
  }

  /** The inverse of what clients do with the public half: 256 bytes to 256 bytes, without padding. */
  decrypt(data: Buffer): Buffer {
    return privateDecrypt({ key: this.#pair.privateKey, padding: constants.RSA_NO_PADDING }, data);
  }
}

/** TL `bytes`. */
function writeBytes(bytes: Buffer): Buffer {
  const head =
    bytes.length < 254
      ? Buffer.from([bytes.length])
      : Buffer.from([254, bytes.length & 0xff, (bytes.length >> 8) & 0xff, bytes.length >> 16]);
  const padding = Buffer.alloc((4 - ((head.length + bytes.length) % 4)) % 4);
  return Buffer.concat([head, bytes, padding]);
}
