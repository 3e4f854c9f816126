/** How long people wait for something before they call it missing. */
const PATIENCE_MS = 15_000;

/** Something that was waited for did not come. */
export class NeverHappened extends Error {
  override readonly name = 'NeverHappened';
}

/**
 * Looks again and again until there is something to see, and returns it. `undefined`, `null` and `false` mean: not yet.
 *
 * @param what for the error: "the welcome in the thread"
 * @param options.everyMs how long to look away in between; 5 if nothing else is said
 * @throws NeverHappened after 15 seconds, or `withinMs`
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  options: { withinMs?: number; everyMs?: number } = {},
): Promise<Exclude<T, undefined | null | false>> {
  const { withinMs = PATIENCE_MS, everyMs = 5 } = options;
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (isSomething(seen)) return seen;
    if (performance.now() > deadline) throw new NeverHappened(`waited ${withinMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

function isSomething<T>(seen: T): seen is Exclude<T, undefined | null | false> {
  return seen !== undefined && seen !== null && seen !== false;
}
