import { type Answerable, replyPrivately } from './answers.js';
import { restartingView } from './views/faults.js';

/** Where presses and commands are handled: it knows those under way, and whether the bot still takes more. */
export class Desk {
  readonly #atHand = new Set<Promise<void>>();
  #isOpen = true;

  /** Handles an interaction; once the desk is closed its person is told to come back in a moment, and nothing else is done. */
  async serve(interaction: Answerable, handle: () => Promise<void>): Promise<void> {
    const work = this.#isOpen ? handle() : replyPrivately(interaction, restartingView());
    this.#atHand.add(work);
    try {
      await work;
    } finally {
      this.#atHand.delete(work);
    }
  }

  /** From now on nothing new is taken. */
  close(): void {
    this.#isOpen = false;
  }

  /** Resolves when everybody has been answered, whatever the answer was. */
  async idle(): Promise<void> {
    while (this.#atHand.size > 0) await Promise.allSettled(this.#atHand);
  }
}
