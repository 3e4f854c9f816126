import type { WorldClock } from './clock.js';

/** First millisecond of Discord's epoch ("API Reference", Snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** Makes ids that grow strictly, with the world's time in their upper bits, as Discord's do. */
export class SnowflakeSource {
  readonly #clock: WorldClock;
  #last = 0n;

  constructor(clock: WorldClock) {
    this.#clock = clock;
  }

  next(): string {
    const fromTime = (BigInt(Math.floor(this.#clock.now())) - DISCORD_EPOCH_MS) << 22n;
    this.#last = fromTime > this.#last ? fromTime : this.#last + 1n;
    return this.#last.toString();
  }
}

/** Orders two ids by age; negative when `a` is the older one. */
export function compareSnowflakes(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isSnowflake(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}
