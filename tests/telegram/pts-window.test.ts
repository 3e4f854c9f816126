import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PtsWindow } from '../../src/telegram/pts-window.js';
import type { BoxChange } from '../../src/telegram/updates.js';

function change(pts: number, ptsCount = 1): BoxChange {
  return { pts, ptsCount, events: [], item: null, date: null };
}

function ptsOf(changes: readonly BoxChange[]): readonly number[] {
  return changes.map(({ pts }) => pts);
}

describe('PtsWindow', () => {
  test('lets through what is next, skips what was seen, keeps what is early', () => {
    const window = new PtsWindow(10);
    expect(ptsOf(window.offer(change(11)))).toEqual([11]);
    expect(window.offer(change(11))).toEqual([]);
    expect(window.hasGap).toBe(false);
    expect(window.offer(change(14, 2))).toEqual([]);
    expect(window.hasGap).toBe(true);
    expect(ptsOf(window.offer(change(12)))).toEqual([12, 14]);
    expect(window.pts).toBe(14);
  });

  test('a change that moves nothing is let through where it stands', () => {
    const window = new PtsWindow(10);
    expect(ptsOf(window.offer(change(10, 0)))).toEqual([10]);
    expect(window.offer(change(9, 0))).toEqual([]);
    expect(window.hasGap).toBe(false);
  });

  test('holds everything back while the difference is read, then goes on behind it', () => {
    const window = new PtsWindow(10);
    window.hold();
    expect(window.offer(change(11))).toEqual([]);
    expect(window.offer(change(13))).toEqual([]);
    window.moveTo(12);
    expect(ptsOf(window.release())).toEqual([13]);
    expect(window.hasGap).toBe(false);
  });

  test('whatever the order of arrival, everything comes through once and in sequence', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(counts, fc.infiniteStream(fc.nat()), (steps, order) => {
        let pts = 5;
        const sent = steps.map((ptsCount) => {
          pts += ptsCount;
          return change(pts, ptsCount);
        });
        const shuffled = [...sent, ...sent]
          .map((item) => ({ item, rank: order.next().value ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ item }) => item);
        const window = new PtsWindow(5);
        const came = shuffled.flatMap((item) => window.offer(item));
        expect(ptsOf(came)).toEqual(ptsOf(sent));
        expect(window.hasGap).toBe(false);
      }),
    );
  });
});
