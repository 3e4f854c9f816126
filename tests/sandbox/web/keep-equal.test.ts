import { describe, expect, it } from 'vitest';
import { keepEqual } from '../../../sandbox/web/state/keep-equal.js';

const former = {
  places: [
    { id: '1', messages: [{ id: '11', content: 'a', may: { edit: true } }] },
    { id: '2', messages: [] },
  ],
  now: 5,
};

describe('what is the same stays the same object', () => {
  it('as a whole', () => {
    expect(keepEqual(former, structuredClone(former))).toBe(former);
  });

  it('beside what has changed', () => {
    const next = { ...structuredClone(former), now: 6 };
    const kept = keepEqual(former, next);
    expect(kept).toEqual(next);
    expect(kept).not.toBe(former);
    expect(kept.places).toBe(former.places);
  });

  it('when something comes before it in a list', () => {
    const [first, second] = former.places;
    const next = { ...former, places: [{ id: '0', messages: [] }, ...structuredClone(former.places)] };
    const kept = keepEqual(former, next);
    expect(kept).toEqual(next);
    expect(kept.places[1]).toBe(first);
    expect(kept.places[2]).toBe(second);
  });

  it('when the list is in another order', () => {
    const next = { ...former, places: structuredClone(former.places).reverse() };
    const kept = keepEqual(former, next);
    expect(kept.places.map(({ id }) => id)).toEqual(['2', '1']);
    expect(kept.places[1]).toBe(former.places[0]);
  });

  it('but not when something was taken away, deep within', () => {
    const next = { ...former, places: [{ id: '1', messages: [{ id: '11', content: 'a', may: {} }] }] };
    expect(keepEqual<object>(former, next)).toEqual(next);
  });

  it.each([
    [null, { a: 1 }],
    [{ a: 1 }, null],
    [[1], { 0: 1 }],
    [{ 0: 1 }, [1]],
    ['a', 'b'],
    [undefined, []],
  ])('and another kind of value takes its place: %j, %j', (one, other) => {
    expect(keepEqual<unknown>(one, other)).toEqual(other);
  });
});
