import type { Agent } from '../guild-settings.js';

/** Who is behind a Telegram username, or why they can't be a guild's agent. */
export type AgentLookup =
  | { readonly kind: 'found'; readonly agent: Agent & { readonly name: string } }
  /** `no_account`: the guild has no account that could look. */
  | { readonly kind: 'refused'; readonly why: 'not_found' | 'is_bot' | 'is_pool_account' | 'no_account' };

/** Looks people up on Telegram. */
export interface AgentDirectory {
  /** Through any working account of the guild; the username with or without @. Throws `UnreachableError`. */
  findAgent(guildId: string, username: string): Promise<AgentLookup>;
}
