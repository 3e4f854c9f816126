/** Telegram keeps a voice note's loudness in samples of 5 bits, one after the other, lowest bit first (documentAttributeAudio, "waveform"). */
const bits = 5;
const loudest = 31;

/** Telegram's clients show 100 samples. */
const samplesAtMost = 100;

/** Samples of 5 bits as bytes from 0 to 255. */
export function unpackWaveform(packed: Uint8Array): Uint8Array {
  const count = Math.floor((packed.length * 8) / bits);
  return Uint8Array.from({ length: count }, (_, index) => {
    const bit = index * bits;
    const pair = (packed[bit >> 3] ?? 0) | ((packed[(bit >> 3) + 1] ?? 0) << 8);
    return Math.round((((pair >> (bit & 7)) & loudest) * 255) / loudest);
  });
}

/** Bytes from 0 to 255 as samples of 5 bits. */
export function packWaveform(samples: Uint8Array): Uint8Array {
  const kept = samples.length <= samplesAtMost ? samples : thin(samples);
  const packed = new Uint8Array(Math.ceil((kept.length * bits) / 8));
  for (const [index, sample] of kept.entries()) {
    const bit = index * bits;
    const shifted = Math.round((sample * loudest) / 255) << (bit & 7);
    const at = bit >> 3;
    packed[at] = (packed[at] ?? 0) | (shifted & 0xff);
    if (at + 1 < packed.length) packed[at + 1] = (packed[at + 1] ?? 0) | (shifted >> 8);
  }
  return packed;
}

function thin(samples: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: samplesAtMost }, (_, index) => {
    return samples[Math.floor((index * samples.length) / samplesAtMost)] ?? 0;
  });
}
