/** A wait that can be cut short. */
export class Pause {
  #end: (() => void) | null = null;

  /** Waits so many milliseconds, or until `end`. */
  async for(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      // Node's timers overflow beyond 2^31 − 1 ms and would fire at once.
      const timer = setTimeout(resolve, Math.min(ms, 2_147_483_647));
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#end = null;
  }

  /** Ends the wait under way, if there is one. */
  end(): void {
    this.#end?.();
  }
}
