import type { ThreadEvent } from '../relay/index.js';
import type {
  AgentDirectory,
  ClearRequest,
  ClearResult,
  Departure,
  EndRequest,
  EndResult,
  GuildStore,
  GuildThreads,
  Log,
  UpgradeRequest,
  UpgradeResult,
} from '../sessions/index.js';
import type { Desk } from './desk.js';
import type { GatewayRefusal } from './gateway-refusal.js';
import type { MessageReader } from './message-reading.js';

/** All that commands and listeners may ask for; `bot.ts` puts it together. */
export interface Concierge {
  upgrade(request: UpgradeRequest): Promise<UpgradeResult>;
  end(request: EndRequest): Promise<EndResult>;
  clear(request: ClearRequest): Promise<ClearResult>;
  readonly settings: GuildStore;
  readonly agents: AgentDirectory;
  /** A thread, a member or the guild went away, or a member's sight of the channel is to be looked at anew. */
  gone(departure: Departure): Promise<void>;
  /** How many people a thread counts now, the bot included; of threads that are no live session's nothing is kept. */
  peopleCounted(threadId: string, count: number): Promise<void>;
  /** Roles or a channel's overwrites changed: the sight of everyone with a live session is to be looked at anew. */
  sightChanged(guildId: string): Promise<void>;
  /** A role was deleted; if it is one of the chosen ones, staff are told once. */
  roleDeleted(role: { readonly guildId: string; readonly roleId: string }): Promise<void>;
  /**
   * The state of a guild, or of some of its channels, begins anew: nothing more is carried there until `reconcile` knows what was missed. To be called
   * before anything is awaited.
   */
  hold(threads: GuildThreads): void;
  /** A guild became available, or its threads were listed anew. */
  reconcile(threads: GuildThreads): Promise<void>;
  /** Reads what the gateway dispatches. */
  readonly reader: Pick<MessageReader, 'read'>;
  /** What happened in any thread; what concerns no session is ignored. To be called before anything is awaited, for the gateway's order. */
  fromThread(threadId: string, event: ThreadEvent): Promise<void>;
  /** Somebody is typing in any thread. */
  typing(threadId: string, userId: string): Promise<void>;
  /** Where presses and commands are handled. */
  readonly desk: Desk;
  /** Discord did not take the bot's commands. */
  commandsRefused(error: unknown): void;
  /** The gateway takes the bot back no more: ends the process. */
  gatewayRefused(refusal: GatewayRefusal): void;
  /** A reference that is shown to a person and logged with the fault behind it. */
  newReference(): string;
  readonly log: Log;
}

declare module '@sapphire/pieces' {
  interface Container {
    concierge: Concierge;
  }
}
