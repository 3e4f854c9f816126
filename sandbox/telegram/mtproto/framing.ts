import { helpers } from 'telegram';
import { Obfuscation } from './obfuscation.js';

/** A stream that can't be MTProto: the connection has to be closed. */
class BrokenFraming extends Error {}

interface Codec {
  /** Length of the next whole packet in bytes, or undefined while its head is incomplete. */
  packetLength(buffer: Buffer): number | undefined;
  decode(packet: Buffer): Buffer;
  encode(payload: Buffer): Buffer;
}

/** "MTProto transports": full. `length | seq | payload | crc32`, the sequence counted from 0 on each side. */
class FullCodec implements Codec {
  #received = 0;
  #sent = 0;

  packetLength(buffer: Buffer): number | undefined {
    return buffer.length < 4 ? undefined : checkLength(buffer.readInt32LE(0), 12);
  }

  decode(packet: Buffer): Buffer {
    if (packet.readUInt32LE(packet.length - 4) !== crc32(packet.subarray(0, -4))) {
      throw new BrokenFraming('wrong crc32');
    }
    if (packet.readInt32LE(4) !== this.#received) {
      throw new BrokenFraming('wrong transport sequence number');
    }
    this.#received += 1;
    return packet.subarray(8, -4);
  }

  encode(payload: Buffer): Buffer {
    const packet = Buffer.alloc(payload.length + 12);
    packet.writeInt32LE(packet.length, 0);
    packet.writeInt32LE(this.#sent, 4);
    payload.copy(packet, 8);
    packet.writeUInt32LE(crc32(packet.subarray(0, -4)), packet.length - 4);
    this.#sent += 1;
    return packet;
  }
}

/** "MTProto transports": abridged. The length is counted in words of four bytes. */
class AbridgedCodec implements Codec {
  packetLength(buffer: Buffer): number | undefined {
    const first = buffer[0];
    if (first === undefined) {
      return undefined;
    }
    if (first < 0x7f) {
      return 1 + checkLength(first * 4, 4);
    }
    return buffer.length < 4 ? undefined : 4 + checkLength(buffer.readUIntLE(1, 3) * 4, 4);
  }

  decode(packet: Buffer): Buffer {
    return packet.subarray(packet[0] === 0x7f ? 4 : 1);
  }

  encode(payload: Buffer): Buffer {
    const words = payload.length / 4;
    const head = words < 0x7f ? Buffer.from([words]) : Buffer.from([0x7f, 0, 0, 0]);
    if (words >= 0x7f) {
      head.writeUIntLE(words, 1, 3);
    }
    return Buffer.concat([head, payload]);
  }
}

/** "MTProto transports": intermediate; the padded variant adds up to 15 bytes that the cipher's length check drops. */
class IntermediateCodec implements Codec {
  constructor(readonly isPadded: boolean) {}

  packetLength(buffer: Buffer): number | undefined {
    return buffer.length < 4 ? undefined : 4 + checkLength(buffer.readInt32LE(0), 4);
  }

  decode(packet: Buffer): Buffer {
    const payload = packet.subarray(4);
    // Encrypted payloads are 24 bytes and whole AES blocks; what is over is padding of the transport.
    return this.isPadded ? payload.subarray(0, payload.length - ((payload.length - 24) % 16)) : payload;
  }

  encode(payload: Buffer): Buffer {
    const head = Buffer.alloc(4);
    head.writeInt32LE(payload.length, 0);
    return Buffer.concat([head, payload]);
  }
}

/**
 * One side of a TCP connection cut into MTProto packets. Which of the documented framings the client speaks is seen
 * from its first bytes: full, abridged, intermediate, padded intermediate, or any of the last three obfuscated.
 */
export class FramedStream {
  #buffer: Buffer = Buffer.alloc(0);
  #codec: Codec | undefined;
  #obfuscation: Obfuscation | undefined;

  /** Takes bytes in and returns the payloads that are complete. Throws BrokenFraming. */
  read(chunk: Buffer): Buffer[] {
    this.#buffer = Buffer.concat([this.#buffer, this.#obfuscation?.decrypt(chunk) ?? chunk]);
    this.#codec ??= this.#detect();
    const payloads: Buffer[] = [];
    while (this.#codec !== undefined) {
      const length = this.#codec.packetLength(this.#buffer);
      if (length === undefined || this.#buffer.length < length) {
        break;
      }
      payloads.push(this.#codec.decode(this.#buffer.subarray(0, length)));
      this.#buffer = this.#buffer.subarray(length);
    }
    return payloads;
  }

  /** Wraps a payload for the client. Throws before the client's framing is known. */
  write(payload: Buffer): Buffer {
    if (this.#codec === undefined) {
      throw new BrokenFraming('nothing was received yet');
    }
    const packet = this.#codec.encode(payload);
    return this.#obfuscation?.encrypt(packet) ?? packet;
  }

  #detect(): Codec | undefined {
    const buffer = this.#buffer;
    if (buffer[0] === 0xef) {
      this.#buffer = buffer.subarray(1);
      return new AbridgedCodec();
    }
    if (buffer.length < 8) {
      return undefined;
    }
    const plain = codecOfTag(buffer.readUInt32LE(0));
    if (plain !== undefined) {
      this.#buffer = buffer.subarray(4);
      return plain;
    }
    if (buffer.readInt32LE(4) === 0) {
      return new FullCodec();
    }
    if (buffer.length < 64) {
      return undefined;
    }
    this.#obfuscation = new Obfuscation(buffer.subarray(0, 64));
    const hidden = codecOfTag(this.#obfuscation.tag);
    if (hidden === undefined) {
      throw new BrokenFraming('unknown transport');
    }
    this.#buffer = this.#obfuscation.decrypt(buffer.subarray(64));
    return hidden;
  }
}

function codecOfTag(tag: number): Codec | undefined {
  switch (tag) {
    case 0xefefefef:
      return new AbridgedCodec();
    case 0xeeeeeeee:
      return new IntermediateCodec(false);
    case 0xdddddddd:
      return new IntermediateCodec(true);
    default:
      return undefined;
  }
}

/** Telegram closes the connection beyond one mebibyte and a little. */
function checkLength(length: number, minimum: number): number {
  if (length < minimum || length > 1_100_000) {
    throw new BrokenFraming(`impossible packet length ${length}`);
  }
  return length;
}

function crc32(data: Buffer): number {
  return helpers.crc32(data) >>> 0;
}
