import { film } from './film.js';

/** A picture of 64 × 64 points as far as anybody looks who only reads its head; `tail` tells one from another. */
export function picture(tail: string): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000000400000004008060000', 'hex');
  return Buffer.concat([head, Buffer.from(tail.padEnd(64, '.'))]);
}

export const samples = {
  front: picture('front'),
  back: picture('back'),
  contract: Buffer.from('%PDF-1.7 a contract'),
  /** Without sound: Telegram makes a GIF of it where nobody asks for a video. */
  clip: film('vide'),
  song: Buffer.from('a song'),
  speech: Buffer.from('OggS a few words'),
  /** A recording's loudness as Discord has it, one byte a sample … */
  loudness: [255, 0, 132, 8, 255, 66, 0, 255],
  /** … and the same as Telegram packs it, five bits a sample. */
  packedLoudness: '1fc0f011f8',
  party: Buffer.from('GIF89a a party'),
  wave: picture('wave'),
} as const;
