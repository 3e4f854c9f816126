import type { ThreadEvent, ThreadMessage } from './message.js';
import type { RelayPorts } from './ports/index.js';

/** How far a thread's messages are settled, as far as one mailbox knows: which of them need nothing more. */
export class ThreadProgress {
  #cursor: string | null;
  /** What the last reading of the thread left out, from the first to the last. */
  #passedOver: { readonly from: bigint; readonly to: bigint } | null = null;
  /** When the edits had been made that the last review saw, by message. */
  #reviewed: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly deliveries: RelayPorts['deliveries'],
    private readonly sessionId: string,
    cursor: string | null,
  ) {
    this.#cursor = cursor;
  }

  /** The newest message that is settled: catching up begins behind it. What is older may still come, if it was told of later. */
  get cursor(): string | null {
    return this.#cursor;
  }

  /** A message is settled; one that is older than the newest moves nothing. */
  async advanceTo(messageId: string): Promise<void> {
    await this.deliveries.advanceDiscordCursor(this.sessionId, messageId);
    if (!this.#isBehindCursor(messageId)) this.#cursor = messageId;
  }

  /** All from one message to another, both included, is settled without being carried. */
  async passOver(firstId: string, lastId: string): Promise<void> {
    this.#passedOver = { from: BigInt(firstId), to: BigInt(lastId) };
    await this.advanceTo(lastId);
  }

  /** The thread was read: when each message of it that was edited had been, by its id. */
  reviewed(edits: ReadonlyMap<string, number>): void {
    this.#reviewed = edits;
  }

  /** Whether an event needs nothing more, as far as can be told without asking the rows. */
  isKnown(event: ThreadEvent): boolean {
    if (event.kind === 'written') return this.#isPassedOver(event.message);
    // Heard before a gap, and still waiting when the thread was read after it: what was read is newer.
    if (event.kind === 'edited')
      return (event.message.editedAt ?? 0) < (this.#reviewed.get(event.message.id) ?? 0);
    return false;
  }

  /** Whether an event whose turn has come needs nothing more. */
  async isSettled(event: ThreadEvent): Promise<boolean> {
    if (event.kind !== 'written' || this.isKnown(event)) return this.isKnown(event);
    const { id, authorKind } = event.message;
    if (!this.#isBehindCursor(id)) return false;
    if (authorKind !== 'person') return true;
    // Discord tells of messages that are written at once in any order (API Reference, "Consistency"): only its row tells whether one was carried.
    const key = { sessionId: this.sessionId, accountId: null, direction: 'to_telegram' } as const;
    return (await this.deliveries.findSources(key, [id])).length > 0;
  }

  #isBehindCursor(messageId: string): boolean {
    return this.#cursor !== null && BigInt(messageId) <= BigInt(this.#cursor);
  }

  #isPassedOver({ id }: ThreadMessage): boolean {
    if (this.#passedOver === null) return false;
    return this.#passedOver.from <= BigInt(id) && BigInt(id) <= this.#passedOver.to;
  }
}
