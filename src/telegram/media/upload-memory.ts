/** How long an upload is good for: Telegram keeps what nobody sent for "between several minutes and several hours" (core.telegram.org/api/files). */
const lifeMs = 10 * 60_000;

/** So many uploads are remembered; beyond, the oldest is forgotten and made anew when it is needed. */
const rememberedAtMost = 200;

/**
 * What was uploaded and could not be sent yet, by the random id that it is to be sent with: a message that Telegram asked to wait with goes out later without all
 * of its bytes once more.
 */
export class UploadMemory<T> {
  readonly #made = new Map<string, { readonly value: T; readonly at: number }>();

  constructor(private readonly now: () => Date) {}

  /** What was made for this key before, or what `make` makes now. */
  async once(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(key);
    if (known !== undefined && this.now().getTime() - known.at < lifeMs) return known.value;
    const value = await make();
    this.#made.delete(key);
    this.#made.set(key, { value, at: this.now().getTime() });
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= rememberedAtMost) break;
      this.#made.delete(oldest);
    }
    return value;
  }

  forget(key: string): void {
    this.#made.delete(key);
  }
}
