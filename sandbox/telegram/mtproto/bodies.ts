import { gunzipSync, gzipSync } from 'node:zlib';
import { Api } from 'telegram';
import { BinaryReader } from 'telegram/extensions/index.js';
import { serializeBytes } from 'telegram/tl/index.js';

const CONTAINER = 0x73f1f8dc;
const GZIP_PACKED = 0x3072cfa1;
const RPC_RESULT = 0xf35c6d01;
const VECTOR = 0x1cb5c415;
const BOOL_TRUE = 0x997275b5;
const BOOL_FALSE = 0xbc799737;

/** One message in or out, before it is encrypted or after it was decrypted. */
export interface WireMessage {
  readonly msgId: bigint;
  readonly seqNo: number;
  readonly body: Buffer;
}

/** What a method can answer with, as it is put on the wire. */
export type Answer = boolean | TlObject | readonly TlObject[];

/** Anything that the schema's classes can write. */
export interface TlObject {
  readonly className: string;
  getBytes(): Buffer;
}

/** A body that names a constructor which the schema does not have. */
export class UnknownConstructor extends Error {
  constructor(readonly constructorId: number) {
    super(`unknown constructor ${constructorId.toString(16)}`);
  }
}

/** Undoes gzip_packed, also nested. */
export function unzipBody(body: Buffer): Buffer {
  if (readConstructor(body) !== GZIP_PACKED) {
    return body;
  }
  const packed = new BinaryReader(body.subarray(4)).tgReadBytes();
  return unzipBody(gunzipSync(packed, { maxOutputLength: 16 * 1024 * 1024 }));
}

/** The messages inside a container, or undefined if the body is none. Throws RangeError on a torn one. */
export function readContainer(body: Buffer): WireMessage[] | undefined {
  if (readConstructor(body) !== CONTAINER) {
    return undefined;
  }
  const messages: WireMessage[] = [];
  let offset = 8;
  for (let count = body.readInt32LE(4); count > 0; count -= 1) {
    const length = body.readInt32LE(offset + 12);
    const end = offset + 16 + length;
    if (length < 0 || end > body.length) {
      throw new RangeError('torn container');
    }
    messages.push({
      msgId: body.readBigInt64LE(offset),
      seqNo: body.readInt32LE(offset + 8),
      body: body.subarray(offset + 16, end),
    });
    offset = end;
  }
  return messages;
}

/** Puts several messages into one body. */
export function writeContainer(messages: readonly WireMessage[]): Buffer {
  const parts = [word(CONTAINER), word(messages.length)];
  for (const { msgId, seqNo, body } of messages) {
    const head = Buffer.alloc(16);
    head.writeBigInt64LE(msgId, 0);
    head.writeInt32LE(seqNo, 8);
    head.writeInt32LE(body.length, 12);
    parts.push(head, body);
  }
  return Buffer.concat(parts);
}

/** Reads one TL object with the schema's classes. Throws UnknownConstructor, or RangeError and others if it is torn. */
export function readObject(body: Buffer): unknown {
  try {
    return new BinaryReader(body).tgReadObject();
  } catch (error) {
    if (error instanceof Error && 'invalidConstructorId' in error) {
      throw new UnknownConstructor(Number(error.invalidConstructorId));
    }
    throw error;
  }
}

/** `rpc_result` for this request; large results are zipped, as Telegram does. */
export function writeRpcResult(reqMsgId: bigint, result: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(RPC_RESULT, 0);
  head.writeBigInt64LE(reqMsgId, 4);
  return Buffer.concat([head, zipIfSmaller(result)]);
}

/** Writes what a method answered. */
export function writeAnswer(answer: Answer): Buffer {
  if (typeof answer === 'boolean') {
    return word(answer ? BOOL_TRUE : BOOL_FALSE);
  }
  if ('getBytes' in answer) {
    return answer.getBytes();
  }
  return Buffer.concat([word(VECTOR), word(answer.length), ...answer.map((item) => item.getBytes())]);
}

/** The `rpc_error` for this code and message. */
export function writeRpcError(errorCode: number, errorMessage: string): Buffer {
  return new Api.RpcError({ errorCode, errorMessage }).getBytes();
}

/** What is larger is a part of a file, which zipping would not make smaller. */
const LARGEST_ZIPPED = 64 * 1024;

/** Wraps a body in gzip_packed if that makes it shorter. */
export function zipIfSmaller(body: Buffer): Buffer {
  if (body.length <= 512 || body.length > LARGEST_ZIPPED) {
    return body;
  }
  const zipped = Buffer.concat([word(GZIP_PACKED), serializeBytes(gzipSync(body))]);
  return zipped.length < body.length ? zipped : body;
}

function readConstructor(body: Buffer): number | undefined {
  return body.length < 4 ? undefined : body.readUInt32LE(0);
}

function word(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value >>> 0, 0);
  return buffer;
}
