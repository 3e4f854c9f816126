import { helpers } from 'telegram';

/** A TL `long` as the schema's classes hold it. */
export type Long = ReturnType<typeof helpers.returnBigInt>;

/** Turns an id or a 64-bit number into what the schema's classes take. */
export function toLong(value: bigint | string | number): Long {
  return helpers.returnBigInt(value.toString());
}

/** Turns a TL `long` into a native integer, signed as it was. */
export function fromLong(value: Long): bigint {
  return BigInt(value.toString());
}
