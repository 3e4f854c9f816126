import { randomBytes } from 'node:crypto';
import { MessageFlags } from 'discord-api-types/v10';
import { DiscordError, refuse } from '../world/discord-error.js';
import type { MessageRecord } from '../world/records.js';
import type { DiscordWorld } from '../world/world.js';
import type { InteractionRecord } from './interaction-record.js';
import { InteractionOutcome } from './outcome.js';

/** "Receiving and Responding", Followup Messages: tokens are valid for 15 minutes. */
const TOKEN_LIFETIME_MS = 15 * 60_000;

/** What is known of an interaction when it begins. */
export type InteractionBeginning = Pick<
  InteractionRecord,
  'id' | 'type' | 'userId' | 'channelId' | 'guildId' | 'source' | 'metadata'
>;

/** All interactions, by id and by token, and the limits of their time. */
export class InteractionRegister {
  readonly #world: DiscordWorld;
  readonly #answerWithinMs: number;
  readonly #byId = new Map<string, InteractionRecord>();
  readonly #byToken = new Map<string, InteractionRecord>();
  readonly #timers = new Set<NodeJS.Timeout>();

  /** @param answerWithinMs real time for the first answer: 3 seconds at Discord, whatever the world's clock does */
  constructor(world: DiscordWorld, answerWithinMs: number) {
    this.#world = world;
    this.#answerWithinMs = answerWithinMs;
  }

  begin(beginning: InteractionBeginning): InteractionRecord {
    const record: InteractionRecord = {
      ...beginning,
      token: makeToken(beginning.id),
      createdAt: this.#world.clock.now(),
      outcome: new InteractionOutcome(beginning, {
        look: () => this.#look(record),
        isLoading,
        subscribe: (listener) => this.#world.events.subscribe(listener),
      }),
      isAcknowledged: false,
      isExpired: false,
      originalId: null,
      followUpIds: [],
      modal: null,
    };
    this.#byId.set(record.id, record);
    this.#byToken.set(record.token, record);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!record.isAcknowledged) {
        record.isExpired = true;
        record.outcome.acknowledge({ kind: 'none' });
      }
    }, this.#answerWithinMs);
    timer.unref();
    this.#timers.add(timer);
    return record;
  }

  find(id: string): InteractionRecord | undefined {
    return this.#byId.get(id);
  }

  findByToken(token: string): InteractionRecord | undefined {
    return this.#byToken.get(token);
  }

  /**
   * The interaction that a first answer is for.
   *
   * @throws 10062 when it is unknown or its time is over, 40060 when it was answered already
   */
  requireUnanswered(id: string, token: string): InteractionRecord {
    const record = this.#byId.get(id);
    if (!record || record.token !== token || record.isExpired) {
      throw refuse('unknownInteraction');
    }
    if (record.isAcknowledged) {
      throw refuse('alreadyAcknowledged');
    }
    return record;
  }

  /**
   * The interaction behind a webhook token.
   *
   * @throws 10015 when there is none, or it was not answered yet; 50027 after 15 minutes
   */
  requireAnswered(applicationId: string, token: string): InteractionRecord {
    const record = this.#byToken.get(token);
    if (!record || applicationId !== this.#world.application.id || !record.isAcknowledged) {
      throw refuse('unknownWebhook');
    }
    if (this.#world.clock.now() - record.createdAt > TOKEN_LIFETIME_MS) {
      throw new DiscordError(401, 50027, 'Invalid Webhook Token');
    }
    return record;
  }

  stop(): void {
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }

  #look(record: InteractionRecord) {
    const find = (id: string): MessageRecord | undefined =>
      this.#world.store.ephemeralMessages.get(id) ?? this.#world.store.log(record.channelId).get(id);
    return {
      original: (record.originalId === null ? undefined : find(record.originalId)) ?? null,
      followUps: record.followUpIds.flatMap((id) => find(id) ?? []),
    };
  }
}

/** Whether the message is a placeholder for an answer to come. */
export function isLoading(message: MessageRecord): boolean {
  return (message.flags & MessageFlags.Loading) !== 0;
}

/** Looks like Discord's: the interaction's id is legible in it. */
function makeToken(id: string): string {
  return Buffer.from(`interaction:${id}:${randomBytes(48).toString('base64url')}`).toString('base64url');
}
