/** What all dispatches pass on their way out: a test can hold them back or slow them down, in order. */
export class Outlet {
  readonly #held: (() => void)[] = [];
  #holders = 0;
  #delayMs = 0;

  /** Lets nothing pass until the returned function is called; several holders must all let go. */
  hold(): () => void {
    this.#holders += 1;
    let isHolding = true;
    return () => {
      if (isHolding) {
        isHolding = false;
        this.#holders -= 1;
        this.#flush();
      }
    };
  }

  /** From now on everything passes so many milliseconds later; 0 ends that. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** Runs `send` now, or when it may pass. */
  pass(send: () => void): void {
    if (this.#delayMs > 0) {
      setTimeout(() => this.#enqueue(send), this.#delayMs).unref();
    } else {
      this.#enqueue(send);
    }
  }

  #enqueue(send: () => void): void {
    this.#held.push(send);
    this.#flush();
  }

  #flush(): void {
    while (this.#holders === 0) {
      const send = this.#held.shift();
      if (!send) {
        return;
      }
      send();
    }
  }
}
