/**
 * Takes over from the former value whatever is the same in the new one, so that an unchanged message stays the same object and is
 * not drawn again.
 */
export function keepEqual<T>(former: unknown, next: T): T;
export function keepEqual(former: unknown, next: unknown): unknown {
  if (Object.is(former, next)) return former;
  if (Array.isArray(former) && Array.isArray(next)) {
    const formerById = new Map(former.map((value) => [idOf(value), value]));
    const kept = next.map((value, index) => {
      const id = idOf(value);
      return keepEqual(id === undefined ? former[index] : formerById.get(id), value);
    });
    const isSame = kept.length === former.length && kept.every((value, index) => value === former[index]);
    return isSame ? former : kept;
  }
  if (isRecord(former) && isRecord(next)) {
    const keys = Object.keys(next);
    const kept = Object.fromEntries(keys.map((key) => [key, keepEqual(former[key], next[key])]));
    const isSame =
      keys.length === Object.keys(former).length && keys.every((key) => kept[key] === former[key]);
    return isSame ? former : kept;
  }
  return next;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function idOf(value: unknown): unknown {
  return isRecord(value) ? (value.id ?? value.accountId) : undefined;
}
