/** Lets one in at a time, in the order of coming. */
export class Turnstile {
  private tail: Promise<void> = Promise.resolve();

  /** Resolves when everybody who came before has left; call what it gives to leave. */
  async enter(): Promise<() => void> {
    const before = this.tail;
    let leave = (): void => undefined;
    this.tail = new Promise((done) => {
      leave = done;
    });
    await before;
    return leave;
  }

  /** Runs something alone. */
  async alone<T>(run: () => Promise<T>): Promise<T> {
    const leave = await this.enter();
    try {
      return await run();
    } finally {
      leave();
    }
  }
}
