import type { Agent, GuildSettings } from '../guild-settings.js';

/** The settings of guilds. */
export interface GuildStore {
  find(guildId: string): Promise<GuildSettings | null>;
  /** Inserts or replaces. */
  save(settings: GuildSettings): Promise<void>;
  /** Whether any guild's agent is this Telegram user. */
  isAgent(agent: Pick<Agent, 'userId'>): Promise<boolean>;
  /**
   * Marks a fact about a guild as reported to its staff (`role_gone:<id>`, `unverified:<session>` …). True the first time, false ever after.
   */
  reportOnce(guildId: string, fact: string, at: Date): Promise<boolean>;
  /** Forgets a reported fact, so that it is reported again when it comes back. */
  forgetReport(guildId: string, fact: string): Promise<void>;
}
