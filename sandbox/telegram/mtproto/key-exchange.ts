import { createDiffieHellmanGroup, createHash, type DiffieHellmanGroup, randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import { IGE } from 'telegram/crypto/IGE.js';
import { generateKeyDataFromNonce, readBigIntFromBuffer } from 'telegram/Helpers.js';
import { toLong } from '../tl/long.js';
import { type AuthKey, createAuthKey } from './auth-key.js';
import { readObject } from './bodies.js';
import type { ServerKey } from './server-key.js';

/** A step that is not what the protocol has there: the connection ends with 404. */
export class BrokenExchange extends Error {}

/** The product of two primes that the client has to take apart, from the documentation's sample. */
const P = 0x494c553b;
const Q = 0x53911073;
const PQ = BigInt(P) * BigInt(Q);

/** The 2048-bit group of RFC 3526, whose generator is 2. */
const GROUP = 'modp14';
const GENERATOR = 2;

type Nonce = Api.ResPQ['nonce'];

/**
 * One client's way to an auth key ("Creating an Authorization Key"), by RSA_PAD and Diffie-Hellman. It takes what its client can do: no temporary keys, and a
 * secret without leading zero bytes, as GramJS computes it.
 */
export class KeyExchange {
  readonly #serverKey: ServerKey;
  readonly #serverNonce: Nonce = readBigIntFromBuffer(randomBytes(16), true, true);
  readonly #group: DiffieHellmanGroup = createDiffieHellmanGroup(GROUP);
  #newNonce: Nonce | null = null;

  constructor(serverKey: ServerKey) {
    this.#serverKey = serverKey;
  }

  /** Answers one step; the last one brings the key. Throws BrokenExchange. */
  async answer(request: unknown, nowMs: number): Promise<{ body: Buffer; key: AuthKey | null }> {
    if (request instanceof Api.ReqPqMulti) return { body: this.#begin(request).getBytes(), key: null };
    if (request instanceof Api.ReqDHParams)
      return { body: (await this.#offer(request, nowMs)).getBytes(), key: null };
    if (request instanceof Api.SetClientDHParams) return this.#conclude(request);
    throw new BrokenExchange('no step of a key exchange');
  }

  #begin({ nonce }: Api.ReqPqMulti): Api.ResPQ {
    return new Api.ResPQ({
      nonce,
      serverNonce: this.#serverNonce,
      pq: toBuffer(PQ),
      serverPublicKeyFingerprints: [toLong(this.#serverKey.public.fingerprint)],
    });
  }

  async #offer(
    { nonce, serverNonce, p, q, publicKeyFingerprint, encryptedData }: Api.ReqDHParams,
    nowMs: number,
  ): Promise<Api.ServerDHParamsOk> {
    const isOurs = String(publicKeyFingerprint) === this.#serverKey.public.fingerprint;
    const isSolved = p.equals(toBuffer(BigInt(P))) && q.equals(toBuffer(BigInt(Q)));
    if (!isOurs || !isSolved || serverNonce.neq(this.#serverNonce)) throw new BrokenExchange('wrong answer');
    const inner = readObject(unpad(this.#serverKey.decrypt(encryptedData)));
    if (!(inner instanceof Api.PQInnerData) || inner.serverNonce.neq(this.#serverNonce))
      throw new BrokenExchange('wrong inner data');
    this.#newNonce = inner.newNonce;
    const gA = this.#group.generateKeys();
    const answer = new Api.ServerDHInnerData({
      nonce,
      serverNonce,
      g: GENERATOR,
      dhPrime: this.#group.getPrime(),
      gA,
      serverTime: Math.floor(nowMs / 1000),
    }).getBytes();
    const hashed = Buffer.concat([sha1(answer), answer]);
    const padding = randomBytes((16 - (hashed.length % 16)) % 16);
    const encryptedAnswer = (await this.#cipher()).encryptIge(Buffer.concat([hashed, padding]));
    return new Api.ServerDHParamsOk({ nonce, serverNonce, encryptedAnswer });
  }

  async #conclude({ nonce, serverNonce, encryptedData }: Api.SetClientDHParams) {
    const plain = (await this.#cipher()).decryptIge(encryptedData);
    const inner = readObject(plain.subarray(20));
    if (!(inner instanceof Api.ClientDHInnerData) || inner.serverNonce.neq(this.#serverNonce))
      throw new BrokenExchange('wrong inner data');
    if (!sha1(inner.getBytes()).equals(plain.subarray(0, 20))) throw new BrokenExchange('wrong hash');
    const secret = this.#group.computeSecret(inner.gB);
    const key = createAuthKey(secret.subarray(secret.findIndex((byte) => byte !== 0)));
    const auxHash = sha1(key.bytes).subarray(0, 8);
    const proof = sha1(Buffer.concat([toLittle(this.#agreed(), 32), Buffer.from([1]), auxHash]));
    const newNonceHash1 = readBigIntFromBuffer(proof.subarray(4, 20), true, true);
    return { body: new Api.DhGenOk({ nonce, serverNonce, newNonceHash1 }).getBytes(), key };
  }

  async #cipher(): Promise<IGE> {
    const { key, iv } = await generateKeyDataFromNonce(this.#serverNonce, this.#agreed());
    return new IGE(key, iv);
  }

  #agreed(): Nonce {
    if (this.#newNonce === null) throw new BrokenExchange('steps out of order');
    return this.#newNonce;
  }
}

/** RSA_PAD undone: `temp_key_xor 32 | aes_encrypted 224`, in which the data stand reversed before their hash. */
function unpad(keyAesEncrypted: Buffer): Buffer {
  const encrypted = keyAesEncrypted.subarray(32);
  const mask = createHash('sha256').update(encrypted).digest();
  const tempKey = Buffer.from(
    keyAesEncrypted.subarray(0, 32).map((byte, index) => byte ^ (mask[index] ?? 0)),
  );
  const plain = new IGE(tempKey, Buffer.alloc(32)).decryptIge(encrypted);
  const data = Buffer.from(plain.subarray(0, 192)).reverse();
  const hash = createHash('sha256').update(tempKey).update(data).digest();
  if (!hash.equals(plain.subarray(192, 224))) throw new BrokenExchange('wrong padding');
  return data;
}

function sha1(data: Buffer): Buffer {
  return createHash('sha1').update(data).digest();
}

function toBuffer(number: bigint): Buffer {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}

function toLittle(nonce: Nonce, length: number): Buffer {
  const unsigned = BigInt.asUintN(length * 8, BigInt(nonce.toString()));
  return Buffer.from(unsigned.toString(16).padStart(length * 2, '0'), 'hex').reverse();
}
