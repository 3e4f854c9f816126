/** Milliseconds since the Unix epoch at which Discord's own begins ("Snowflakes" in Discord's API reference). */
const epochMs = 1_420_070_400_000n;

/** The lowest snowflake of a moment: what was made later has a higher id. */
export function snowflakeAt(date: Date): string {
  const ms = BigInt(date.getTime()) - epochMs;
  return (ms < 0n ? 0n : ms << 22n).toString();
}

/** Orders snowflakes by time; as text they would not sort, because their length differs. */
export function compareSnowflakes(a: string, b: string): number {
  const [first, second] = [BigInt(a), BigInt(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
