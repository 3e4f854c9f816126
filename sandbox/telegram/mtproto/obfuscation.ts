import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';

/** "Transport obfuscation": AES-256-CTR both ways, its keys taken from the client's 64-byte header. */
export class Obfuscation {
  readonly #fromClient: Decipher;
  readonly #toClient: Cipher;
  /** The framing that the client speaks inside, as the four bytes that name it. */
  readonly tag: number;

  constructor(header: Buffer) {
    const reversed = Buffer.from(header.subarray(8, 56)).reverse();
    this.#fromClient = createDecipheriv('aes-256-ctr', header.subarray(8, 40), header.subarray(40, 56));
    this.#toClient = createCipheriv('aes-256-ctr', reversed.subarray(0, 32), reversed.subarray(32, 48));
    this.tag = this.#fromClient.update(header).readUInt32LE(56);
  }

  /** Each call continues where the last one ended. */
  decrypt(data: Buffer): Buffer {
    return this.#fromClient.update(data);
  }

  /** Each call continues where the last one ended. */
  encrypt(data: Buffer): Buffer {
    return this.#toClient.update(data);
  }
}
