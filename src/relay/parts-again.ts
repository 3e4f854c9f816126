import type { Delivery } from './delivery.js';

/**
 * A part that one edit takes away and a later one brings back is another message on the other side: its nonce or random_id must not be that of the one that is gone. So it
 * has a row of its own, so far behind the last one of its place.
 */
const nextTime = 1_000;

/** In place of the fingerprint of a part that an edit took away; one that somebody deleted on the other side has none, and stays away. */
export const takenAway = 'taken away';

/** Where a part goes on that comes again. */
export function nextPart(part: number): number {
  return part + nextTime;
}

/** Under which part a place of a message (from 0) stands now, or is to stand. */
export function partAtPlace(rows: readonly Delivery[], place: number): number {
  const newest = rows.filter(({ part }) => part % nextTime === place).sort((a, b) => b.part - a.part)[0];
  if (newest === undefined) return place;
  const isToComeAgain = newest.state === 'deleted' && newest.fingerprint === takenAway;
  return isToComeAgain ? nextPart(newest.part) : newest.part;
}
