/** A stored name (`thread_archived`) as people read it. */
export function words(name: string): string {
  return name.replaceAll(/[_-]/g, ' ');
}

/** How long from now, or ago. */
export function sayDistance(at: number, now: number): string {
  const seconds = Math.round(Math.abs(at - now) / 1_000);
  const text =
    seconds < 90
      ? `${seconds} s`
      : seconds < 5_400
        ? `${Math.round(seconds / 60)} min`
        : `${Math.round(seconds / 3_600)} h`;
  return at >= now ? `in ${text}` : `${text} ago`;
}
