import { createHash } from 'node:crypto';
import type { FileToSend } from '../people/sent-files.js';
import type { PersonMedia } from '../telegram/person-media.js';

/** One file of a message, named for it and filled with words that no other file has. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** @param key what tells the message from others */
export function makeFile(key: string, index: number, size: number): MadeFile {
  return { name: `${key.replaceAll(' ', '-')}-${index}.txt`, bytes: Buffer.alloc(size, `${key} ${index}\n`) };
}

/** Which message a file is of, by its first words; null when it is none of a fault run's. */
export function keyOfFile(bytes: Uint8Array): string | null {
  const [line = ''] = Buffer.from(bytes.subarray(0, 64)).toString().split('\n');
  return /^w\d+ \d+(?= )/.exec(line)?.[0] ?? null;
}

/** A name with a digest of what is in it: equal for equal files. */
export function describeFile(name: string, bytes: Uint8Array): string {
  const digest = createHash('sha1').update(bytes).digest('hex').slice(0, 8);
  return `${name} (${bytes.byteLength} bytes, ${digest})`;
}

export function toAttachment({ name, bytes }: MadeFile): FileToSend {
  return { name, bytes, contentType: 'text/plain' };
}

export function toDocument({ name, bytes }: MadeFile): PersonMedia {
  return { kind: 'document', bytes, name, mimeType: 'text/plain' };
}
