import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';
import { crc32, gzipSync } from 'node:zlib';
import { serializeBytes } from 'telegram/tl/index.js';
import type { AuthKey } from '../../../sandbox/telegram/mtproto/auth-key.js';
import { readContainer, readObject, unzipBody } from '../../../sandbox/telegram/mtproto/bodies.js';
import { decryptPacket, encryptPacket, type PlainPacket } from '../../../sandbox/telegram/mtproto/cipher.js';

/** How packets are cut, as "MTProto transports" describes it from the client's side. */
export interface Transport {
  readonly opening: Buffer;
  wrap(payload: Buffer): Buffer;
  /** The first payload and the rest, or undefined if it is not complete. */
  unwrap(buffer: Buffer): [payload: Buffer, rest: Buffer] | undefined;
  cipher?: { encrypt(data: Buffer): Buffer; decrypt(data: Buffer): Buffer };
}

export function abridged(opening = Buffer.from([0xef])): Transport {
  return {
    opening,
    wrap: (payload) => {
      const words = payload.length / 4;
      const head = words < 127 ? [words] : [127, words & 255, (words >> 8) & 255, words >> 16];
      return Buffer.concat([Buffer.from(head), payload]);
    },
    unwrap: (buffer) => {
      const [first = 0] = buffer;
      const start = first === 127 ? 4 : 1;
      const length = 4 * (first === 127 ? buffer.readUIntLE(1, 3) : first);
      return cut(buffer, start, start + length, start + length);
    },
  };
}

export function intermediate(opening = Buffer.from('eeeeeeee', 'hex')): Transport {
  return {
    opening,
    wrap: (payload) => Buffer.concat([int(payload.length), payload]),
    unwrap: (buffer) => {
      const end = 4 + buffer.readInt32LE(0);
      return cut(buffer, 4, end, end);
    },
  };
}

export function full(): Transport {
  let sent = 0;
  return {
    opening: Buffer.alloc(0),
    wrap: (payload) => {
      const packet = Buffer.concat([int(payload.length + 12), int(sent), payload]);
      sent += 1;
      return Buffer.concat([packet, int(crc32(packet) | 0)]);
    },
    unwrap: (buffer) => {
      const end = buffer.readInt32LE(0);
      return cut(buffer, 8, end - 4, end);
    },
  };
}

export function obfuscatedIntermediate(): Transport {
  const header = randomBytes(64);
  header[0] = 1;
  header.writeUInt32LE(0xeeeeeeee, 56);
  const reversed = Buffer.from(header.subarray(8, 56)).reverse();
  const out = createCipheriv('aes-256-ctr', header.subarray(8, 40), header.subarray(40, 56));
  const back = createDecipheriv('aes-256-ctr', reversed.subarray(0, 32), reversed.subarray(32, 48));
  const encrypted = out.update(header);
  const opening = Buffer.concat([header.subarray(0, 56), encrypted.subarray(56)]);
  const cipher = {
    encrypt: (data: Buffer) => out.update(data),
    decrypt: (data: Buffer) => back.update(data),
  };
  return { ...intermediate(opening), cipher };
}

/** What the server sent: the whole body, and the object in it (of an rpc_result, its result). */
export interface Received {
  readonly msgId: bigint;
  readonly body: Buffer;
  readonly object: unknown;
}

/** A client that does nothing by itself: it says what it is told to and keeps what it hears. */
export class BareClient {
  readonly received: Received[] = [];
  readonly transportErrors: number[] = [];
  salt = 0n;
  sessionId = randomBytes(8).readBigInt64LE();
  readonly #key: AuthKey;
  readonly #transport: Transport;
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #lastMsgId = 0n;
  isClosed = false;

  constructor(port: number, key: AuthKey, transport: Transport) {
    this.#key = key;
    this.#transport = transport;
    this.#socket = createConnection(port, '127.0.0.1');
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.isClosed = true;
    });
    this.#socket.write(transport.opening);
  }

  nextMsgId(offsetSeconds = 0): bigint {
    const now = (BigInt(Date.now()) << 32n) / 1000n + (BigInt(offsetSeconds) << 32n);
    const id = now - (now % 4n);
    this.#lastMsgId = id > this.#lastMsgId || offsetSeconds !== 0 ? id : this.#lastMsgId + 4n;
    return this.#lastMsgId;
  }

  /** Sends one message and returns its id. */
  send(body: Buffer, options: Partial<Pick<PlainPacket, 'msgId' | 'seqNo'>> = {}): bigint {
    const msgId = options.msgId ?? this.nextMsgId();
    const packet = { salt: this.salt, sessionId: this.sessionId, seqNo: 1, msgId, body, ...options };
    this.sendRaw(encryptPacket(this.#key, 'client', packet));
    return msgId;
  }

  sendRaw(payload: Buffer): void {
    const wrapped = this.#transport.wrap(payload);
    this.#socket.write(this.#transport.cipher?.encrypt(wrapped) ?? wrapped);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, this.#transport.cipher?.decrypt(chunk) ?? chunk]);
    for (let next = this.#cutNext(); next !== undefined; next = this.#cutNext()) {
      const [payload, rest] = next;
      this.#buffer = rest;
      if (payload.length === 4) {
        this.transportErrors.push(payload.readInt32LE());
      } else {
        const { msgId, body } = decryptPacket(this.#key, 'server', payload);
        this.#keep(msgId, unzipBody(body));
      }
    }
  }

  #cutNext(): [Buffer, Buffer] | undefined {
    return this.#buffer.length < 4 ? undefined : this.#transport.unwrap(this.#buffer);
  }

  #keep(msgId: bigint, body: Buffer): void {
    const inner = readContainer(body);
    if (inner !== undefined) {
      for (const message of inner) {
        this.#keep(message.msgId, unzipBody(message.body));
      }
      return;
    }
    this.received.push({ msgId, body, object: readInner(body) });
  }
}

/** gzip_packed around a body. */
export function zip(body: Buffer): Buffer {
  return Buffer.concat([int(0x3072cfa1), serializeBytes(gzipSync(body))]);
}

function readInner(body: Buffer): unknown {
  switch (body.readUInt32LE(0)) {
    case 0xf35c6d01:
      return readObject(unzipBody(body.subarray(12)));
    case 0xae500895:
      // future_salts holds bare objects, which the schema's classes can't read.
      return undefined;
    default:
      return readObject(body);
  }
}

function int(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32LE(value | 0);
  return buffer;
}

function cut(buffer: Buffer, start: number, end: number, next: number): [Buffer, Buffer] | undefined {
  return buffer.length < next ? undefined : [buffer.subarray(start, end), buffer.subarray(next)];
}
