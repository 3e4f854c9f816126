/** So many messages' reactions are remembered; for older ones Discord is asked. */
const rememberedAtMost = 1_000;

interface Standing {
  readonly emoji: string;
  /** Who is known to have set it. */
  readonly userIds: Set<string>;
  /** Whether others may have set it, too: it was read from the thread, which does not say who. */
  isOthers: boolean;
}

/**
 * What people set on the messages of threads, as far as the gateway or a reading of the thread told. An account on Telegram shows one reaction: the newest that
 * stands, whoever of the member and staff set it.
 */
export class ThreadReactions {
  readonly #byMessage = new Map<string, { standing: Standing[]; isWhole: boolean }>();

  /** Somebody set a reaction: it is the newest. */
  set(messageId: string, userId: string, emoji: string): void {
    const known = this.#of(messageId);
    const entry = known.standing.find((each) => each.emoji === emoji) ?? {
      emoji,
      userIds: new Set(),
      isOthers: false,
    };
    entry.userIds.add(userId);
    known.standing = [...known.standing.filter((each) => each !== entry), entry];
  }

  /** Somebody took a reaction away; `doubtful` when what is left can only be told by the thread itself. */
  remove(messageId: string, userId: string, emoji: string): 'certain' | 'doubtful' {
    const known = this.#of(messageId);
    const entry = known.standing.find((each) => each.emoji === emoji);
    entry?.userIds.delete(userId);
    if (entry?.userIds.size === 0 && !entry.isOthers)
      known.standing = known.standing.filter((each) => each !== entry);
    const isDoubtful = entry === undefined || (entry.isOthers && entry.userIds.size === 0);
    return isDoubtful || (known.standing.length === 0 && !known.isWhole) ? 'doubtful' : 'certain';
  }

  /** Everybody's were taken away, or all with one emoji. */
  clear(messageId: string, emoji: string | null): 'certain' | 'doubtful' {
    const known = this.#of(messageId);
    known.standing = known.standing.filter((each) => emoji !== null && each.emoji !== emoji);
    if (emoji === null) known.isWhole = true;
    return known.standing.length === 0 && !known.isWhole ? 'doubtful' : 'certain';
  }

  /** The thread was read: exactly these stand. What was known of their order stays; what was not known is newer. */
  replace(messageId: string, emoji: readonly string[]): void {
    const known = this.#of(messageId);
    const old = known.standing.filter((each) => emoji.includes(each.emoji));
    const unheardOf = emoji.filter((each) => old.every((entry) => entry.emoji !== each));
    for (const entry of old) entry.isOthers = true;
    const news = unheardOf.map((each) => ({ emoji: each, userIds: new Set<string>(), isOthers: true }));
    known.standing = [...old, ...news];
    known.isWhole = true;
  }

  /** What stands on a message, the newest first. */
  newestFirst(messageId: string): readonly string[] {
    const standing = this.#byMessage.get(messageId)?.standing ?? [];
    return standing.map(({ emoji }) => emoji).toReversed();
  }

  #of(messageId: string): { standing: Standing[]; isWhole: boolean } {
    const known = this.#byMessage.get(messageId) ?? { standing: [], isWhole: false };
    this.#byMessage.delete(messageId);
    this.#byMessage.set(messageId, known);
    const [oldest] = this.#byMessage.keys();
    if (this.#byMessage.size > rememberedAtMost && oldest !== undefined) this.#byMessage.delete(oldest);
    return known;
  }
}
