import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { IGE } from 'telegram/crypto/IGE.js';
import type { AuthKey } from './auth-key.js';

/** Who wrote the message: the key material differs (x = 0 from the client, 8 from the server). */
export type Side = 'client' | 'server';

/** What is inside an encrypted packet: salt, session, then one message. */
export interface PlainPacket {
  readonly salt: bigint;
  readonly sessionId: bigint;
  readonly msgId: bigint;
  readonly seqNo: number;
  readonly body: Buffer;
}

/** A packet that was not made with this key, or was tampered with. */
class BrokenPacket extends Error {}

const HEAD = 32;

/** MTProto 2.0 ("Detailed description"): `auth_key_id | msg_key | AES-IGE(plain, padding)`. */
export function encryptPacket(key: AuthKey, side: Side, packet: PlainPacket): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeBigInt64LE(BigInt.asIntN(64, packet.salt), 0);
  head.writeBigInt64LE(BigInt.asIntN(64, packet.sessionId), 8);
  head.writeBigInt64LE(packet.msgId, 16);
  head.writeInt32LE(packet.seqNo, 24);
  head.writeInt32LE(packet.body.length, 28);
  const length = HEAD + packet.body.length;
  const padding = randomBytes(12 + ((16 - ((length + 12) % 16)) % 16));
  const plain = Buffer.concat([head, packet.body, padding]);
  const msgKey = deriveMsgKey(key, side, plain);
  const { aesKey, iv } = deriveAes(key, side, msgKey);
  return Buffer.concat([key.id, msgKey, new IGE(aesKey, iv).encryptIge(plain)]);
}

/** The inverse; checks msg_key and the lengths as the security guidelines ask. Throws BrokenPacket. */
export function decryptPacket(key: AuthKey, side: Side, payload: Buffer): PlainPacket {
  const encrypted = payload.subarray(24);
  if (encrypted.length < HEAD + 12 || encrypted.length % 16 !== 0) {
    throw new BrokenPacket('not whole AES blocks');
  }
  const msgKey = payload.subarray(8, 24);
  const { aesKey, iv } = deriveAes(key, side, msgKey);
  const plain = new IGE(aesKey, iv).decryptIge(encrypted);
  if (!timingSafeEqual(deriveMsgKey(key, side, plain), msgKey)) {
    throw new BrokenPacket('wrong msg_key');
  }
  const length = plain.readInt32LE(28);
  const padding = plain.length - HEAD - length;
  if (length < 0 || length % 4 !== 0 || padding < 12 || padding > 1024) {
    throw new BrokenPacket('wrong length or padding');
  }
  return {
    salt: plain.readBigInt64LE(0),
    sessionId: plain.readBigInt64LE(8),
    msgId: plain.readBigInt64LE(16),
    seqNo: plain.readInt32LE(24),
    body: plain.subarray(HEAD, HEAD + length),
  };
}

function deriveMsgKey(key: AuthKey, side: Side, plain: Buffer): Buffer {
  const x = side === 'client' ? 0 : 8;
  return sha256(key.bytes.subarray(88 + x, 120 + x), plain).subarray(8, 24);
}

function deriveAes(key: AuthKey, side: Side, msgKey: Buffer): { aesKey: Buffer; iv: Buffer } {
  const x = side === 'client' ? 0 : 8;
  const a = sha256(msgKey, key.bytes.subarray(x, x + 36));
  const b = sha256(key.bytes.subarray(x + 40, x + 76), msgKey);
  return {
    aesKey: Buffer.concat([a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)]),
    iv: Buffer.concat([b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)]),
  };
}

function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(part);
  }
  return hash.digest();
}
