import type {
  APIApplicationCommandOptionChoice,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { MessageRecord } from '../world/records.js';

/** The first answer of the bot to an interaction; `none` when it did not come in time. */
export type Acknowledgement =
  | { readonly kind: 'message'; readonly isEphemeral: boolean }
  /** "… is thinking". */
  | { readonly kind: 'deferred'; readonly isEphemeral: boolean }
  /** The component's message was changed. */
  | { readonly kind: 'update' }
  /** Nothing is shown yet; the component's message may change later. */
  | { readonly kind: 'deferred-update' }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  /** The person reads "The application did not respond" or "This interaction failed". */
  | { readonly kind: 'none' };

/** What the person who interacted sees of the bot's answers, now. */
export interface OutcomeView {
  /** The original response; null while there is none, or when it was deleted. */
  readonly original: MessageRecord | null;
  readonly followUps: readonly MessageRecord[];
}

/** How an outcome looks at the world. */
export interface OutcomeSurroundings {
  readonly look: () => OutcomeView;
  readonly isLoading: (message: MessageRecord) => boolean;
  /** Calls back after each change of the world, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** An interaction from the side of the person who began it: its answers as they come and change. */
export class InteractionOutcome {
  readonly id: string;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** Resolves with the first answer, or with `none` when its time is over. Never rejects. */
  readonly acknowledged: Promise<Acknowledgement>;
  readonly #surroundings: OutcomeSurroundings;
  readonly #watchers = new Set<() => void>();
  #acknowledgement: Acknowledgement | null = null;
  #resolve: (acknowledgement: Acknowledgement) => void = () => {};

  constructor(
    where: { id: string; userId: string; channelId: string; guildId: string | null },
    surroundings: OutcomeSurroundings,
  ) {
    this.id = where.id;
    this.userId = where.userId;
    this.channelId = where.channelId;
    this.guildId = where.guildId;
    this.#surroundings = surroundings;
    this.acknowledged = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Null while the bot has not answered and still may. */
  get acknowledgement(): Acknowledgement | null {
    return this.#acknowledgement;
  }

  /** The original response as it is now. After an update of the component's message: that message. */
  get response(): MessageRecord | null {
    return this.#surroundings.look().original;
  }

  get followUps(): readonly MessageRecord[] {
    return this.#surroundings.look().followUps;
  }

  /** Whether the person sees "… is thinking". */
  get isThinking(): boolean {
    const { original } = this.#surroundings.look();
    return original !== null && this.#surroundings.isLoading(original);
  }

  /**
   * Waits until the outcome is as wanted, looking again after each change.
   *
   * @throws when that did not happen within `timeoutMs` of real time
   */
  async until(isWanted: (outcome: InteractionOutcome) => boolean, timeoutMs = 10_000): Promise<this> {
    if (isWanted(this)) {
      return this;
    }
    await new Promise<void>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        unsubscribe();
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`The interaction did not get where it was wanted within ${timeoutMs} ms`));
      }, timeoutMs);
      const look = () => {
        if (isWanted(this)) {
          end();
          resolve();
        }
      };
      this.#watchers.add(look);
      const unsubscribe = this.#surroundings.subscribe(look);
    });
    return this;
  }

  /**
   * Waits for the bot's first answer, and if that is "thinking" for what comes of it. After a deferred update there may
   * be nothing more to come: wait for that with `until`.
   */
  settled(timeoutMs?: number): Promise<this> {
    return this.until(
      ({ acknowledgement, isThinking }) => acknowledgement !== null && !isThinking,
      timeoutMs,
    );
  }

  /** For the local Discord: notes the first answer. Later calls do nothing. */
  acknowledge(acknowledgement: Acknowledgement): void {
    if (this.#acknowledgement === null) {
      this.#acknowledgement = acknowledgement;
      this.#resolve(acknowledgement);
      this.touch();
    }
  }

  /** For the local Discord: has those who wait look again. */
  touch(): void {
    for (const look of [...this.#watchers]) {
      look();
    }
  }
}
