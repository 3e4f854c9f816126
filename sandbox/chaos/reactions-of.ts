import type { DiscordPerson } from '../people/discord-person.js';
import type { Scene } from '../stage/scene.js';
import type { Conversation } from '../story/conversation.js';
import type { Side } from './schedule.js';

/** What one of the two has set below a message last. */
interface Reacted {
  readonly by: Side;
  readonly message: number;
  readonly emoji: string | null;
  /** All that they ever set below it. */
  readonly ever: readonly (string | null)[];
  /** Whether it is their own message. */
  readonly isOwn: boolean;
  /** How often the bot had begun a new stream of Discord's events by then. */
  readonly streams: number;
}

/** What the two people of a talk set below messages, and whether it arrived. */
export class ReactionsOf {
  readonly #reacted = new Map<string, Reacted>();

  constructor(
    private readonly scene: Scene,
    private readonly member: DiscordPerson,
    private readonly place: Conversation,
  ) {}

  /** Sets a reaction in place of the one that stands, or takes that one away; each person has one below a message. */
  react(by: Side, message: number, id: string, emoji: string | null, isOwn: boolean): void {
    const key = `${by} ${message}`;
    const before = this.#reacted.get(key);
    const standing = before?.emoji ?? null;
    if (standing === emoji) return;
    if (by === 'agent') this.scene.agent.reacts(this.place.account, Number(id), emoji);
    else {
      const address = { id, channelId: this.place.thread.id };
      if (standing !== null) this.member.unreacts(address, standing);
      if (emoji !== null) this.member.reacts(address, emoji);
    }
    const ever = [...(before?.ever ?? [null]), emoji];
    this.#reacted.set(key, { by, message, emoji, ever, isOwn, streams: this.#streams });
  }

  /** @param shown what stands for it on the other side; undefined where nothing can */
  faults(shown: (reacted: Reacted) => string | null | undefined): readonly string[] {
    return [...this.#reacted.values()].flatMap((reacted) => {
      const { by, message, emoji, ever } = reacted;
      const now = shown(reacted);
      if (now === undefined || now === emoji) return [];
      if (ever.includes(now) && this.#mayBeLost(reacted)) return [];
      return [`the ${by} set ${emoji ?? 'nothing'} below message ${message}, and ${now ?? 'nothing'} stands`];
    });
  }

  /**
   * Nothing tells a bot that was away which reactions Discord's people set meanwhile, and one that died forgets those that no service took yet: nothing waits for them.
   * And what one sets below a message of the other's whose delivery stays unconfirmed for long can't be brought to its source.
   */
  #mayBeLost({ isOwn, streams }: Reacted): boolean {
    return !isOwn || streams !== this.#streams;
  }

  get #streams(): number {
    return this.scene.stage.discord.gateway.counts.identifies;
  }
}
