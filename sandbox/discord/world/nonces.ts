import type { WorldClock } from './clock.js';

interface Sent {
  readonly messageId: string;
  readonly channelId: string;
  readonly at: number;
}

/** Remembers which message each author's recent nonce became ("Message", Create Message, `enforce_nonce`). */
export class Nonces {
  readonly #clock: WorldClock;
  readonly #sent = new Map<string, Sent>();

  constructor(clock: WorldClock) {
    this.#clock = clock;
  }

  /** @param windowMs how long ago the nonce may have been used to count as a repeat */
  find(authorId: string, nonce: string | number, windowMs: number): Sent | undefined {
    this.#forgetOld(windowMs);
    return this.#sent.get(`${authorId}/${nonce}`);
  }

  remember(authorId: string, nonce: string | number, message: { id: string; channelId: string }): void {
    const key = `${authorId}/${nonce}`;
    this.#sent.delete(key);
    this.#sent.set(key, { messageId: message.id, channelId: message.channelId, at: this.#clock.now() });
  }

  #forgetOld(windowMs: number): void {
    const horizon = this.#clock.now() - windowMs;
    for (const [key, { at }] of this.#sent) {
      if (at >= horizon) return;
      this.#sent.delete(key);
    }
  }
}
