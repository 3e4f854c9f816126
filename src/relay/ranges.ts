/** A stretch of a text, in UTF-16 units. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

export function endOf({ offset, length }: Range): number {
  return offset + length;
}

export function overlap(one: Range, other: Range): boolean {
  return one.offset < endOf(other) && other.offset < endOf(one);
}

/** The same entity on another stretch. */
export function moved<T extends Range>(range: T, from: number, to: number): T {
  return { ...range, offset: from, length: to - from };
}

/** What is left of a range when others are taken out of it. */
export function without<T extends Range>(range: T, others: readonly Range[]): readonly T[] {
  let pieces: readonly T[] = [range];
  for (const other of others) {
    pieces = pieces.flatMap((piece) => {
      if (!overlap(piece, other)) return [piece];
      const before = moved(piece, piece.offset, Math.max(piece.offset, other.offset));
      const behind = moved(piece, Math.min(endOf(piece), endOf(other)), endOf(piece));
      return [before, behind].filter(({ length }) => length > 0);
    });
  }
  return pieces;
}

/** A range in pieces that each lie wholly inside or wholly outside of every other. */
export function cutAt<T extends Range>(range: T, others: readonly Range[]): readonly T[] {
  const places = others
    .flatMap((other) => [other.offset, endOf(other)])
    .filter((place) => place > range.offset && place < endOf(range))
    .sort((one, other) => one - other);
  const edges = [range.offset, ...places, endOf(range)];
  return edges
    .slice(1)
    .map((edge, index) => moved(range, edges[index] ?? range.offset, edge))
    .filter(({ length }) => length > 0);
}

/** Ranges that overlap or touch, or between which there is only a gap that doesn't count, become one. */
export function merged<T extends Range>(
  ranges: readonly T[],
  isNothing: (gap: Range) => boolean = () => false,
): readonly T[] {
  const result: T[] = [];
  for (const range of [...ranges].sort((one, other) => one.offset - other.offset)) {
    const last = result.at(-1);
    const end = last === undefined ? 0 : endOf(last);
    const gap = { offset: end, length: range.offset - end };
    if (last === undefined || (gap.length > 0 && !isNothing(gap))) result.push(range);
    else result[result.length - 1] = moved(last, last.offset, Math.max(end, endOf(range)));
  }
  return result;
}

/** Of ranges that overlap, what the earlier ones leave to the later. */
export function apart<T extends Range>(ranges: readonly T[]): readonly T[] {
  const result: T[] = [];
  for (const range of [...ranges].sort(byPlace)) result.push(...without(range, result));
  return result;
}

/** By offset, the longer first. */
export function byPlace(one: Range, other: Range): number {
  return one.offset - other.offset || other.length - one.length;
}
