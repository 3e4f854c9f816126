const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A length of time as people say it: its two largest units. */
export function durationWords(ms: number): string {
  let rest = Math.max(0, ms);
  const words: string[] = [];
  for (const [name, lengthMs] of units) {
    const count = Math.floor(rest / lengthMs);
    rest -= count * lengthMs;
    if (count > 0) words.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return words.slice(0, 2).join(' ') || 'less than a second';
}
