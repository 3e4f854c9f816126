import type { BoxChange } from './updates.js';

/** Changes that came too early are kept up to this many; beyond, they are read again from Telegram. */
const earlyAtMost = 500;

/**
 * Puts an account's changes in sequence (core.telegram.org/api/updates, "Message-related event sequences"): what is next is let through, what was seen is skipped,
 * what comes too early waits for what is missing.
 */
export class PtsWindow {
  #early: BoxChange[] = [];
  #isHeld = false;

  constructor(private current: number) {}

  /** Up to where changes were let through. */
  get pts(): number {
    return this.current;
  }

  /** Whether changes wait for some that are missing. */
  get hasGap(): boolean {
    return this.#early.length > 0;
  }

  /** Takes a change in; returns those that may be applied now, in order. */
  offer(change: BoxChange): readonly BoxChange[] {
    if (change.pts <= this.current && change.ptsCount > 0) return [];
    this.#early.push(change);
    if (this.#early.length > earlyAtMost) this.#early = [change];
    return this.#isHeld ? [] : this.#letThrough();
  }

  /** While the difference is being read, changes wait for it. */
  hold(): void {
    this.#isHeld = true;
  }

  /** The sequence was brought to `pts` by other means than updates. */
  moveTo(pts: number): void {
    this.current = pts;
  }

  /** The difference was read: returns what follows on it. */
  release(): readonly BoxChange[] {
    this.#isHeld = false;
    return this.#letThrough();
  }

  #letThrough(): readonly BoxChange[] {
    const applied: BoxChange[] = [];
    this.#early.sort((a, b) => a.pts - b.pts || b.ptsCount - a.ptsCount);
    const waiting: BoxChange[] = [];
    for (const change of this.#early) {
      if (change.pts === this.current + change.ptsCount) {
        this.current = change.pts;
        applied.push(change);
      } else if (change.pts > this.current) waiting.push(change);
    }
    this.#early = waiting;
    return applied;
  }
}
