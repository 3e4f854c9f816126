import type { Account, DeathCause } from '../account.js';

/** How an account is listed to staff. */
export interface AccountListing extends Account {
  /** The code of the session that holds its lease. */
  readonly sessionCode: string | null;
}

/** The pool. Secrets (the Telegram session) go in sealed and come out only through `unsealSession`. */
export interface AccountStore {
  find(accountId: string): Promise<Account | null>;
  list(guildId: string): Promise<readonly AccountListing[]>;
  listAll(): Promise<readonly AccountListing[]>;
  /**
   * Adds an account, or renews the one with this Telegram user id (new key, `ready` again; parked steps of its session become due).
   * `other_guild`: the account belongs to another guild and stays there.
   */
  import(account: {
    id: string;
    guildId: string;
    label: string;
    maskedPhone: string;
    stringSession: string;
    at: Date;
  }): Promise<'added' | 'renewed' | 'other_guild'>;
  /**
   * Removes an account that holds no session, or one whose wipe is parked; one in another session becomes `leaving`, and is removed when its lease ends or the wipe
   * is parked.
   */
  remove(accountId: string): Promise<'removed' | 'leaving' | 'not_found'>;
  /** The GramJS StringSession. Throws `SealError` when the key of the environment is not the one that sealed it. */
  unsealSession(accountId: string): Promise<string>;
  markDead(accountId: string, why: DeathCause, at: Date): Promise<void>;
  limit(accountId: string, until: Date): Promise<void>;
  /** The access hash under which the account knows an agent; null when it never met them. */
  agentHash(accountId: string, agentUserId: string): Promise<string | null>;
  saveAgentHash(accountId: string, agentUserId: string, accessHash: string): Promise<void>;
  /** The update cursor up to which everything is settled; null before the first connection. */
  updateCursor(accountId: string): Promise<UpdateCursor | null>;
  saveUpdateCursor(accountId: string, cursor: UpdateCursor): Promise<void>;
}

/** Where `updates.getDifference` begins: see core.telegram.org/api/updates. */
export interface UpdateCursor {
  readonly pts: number;
  readonly qts: number;
  /** Unix seconds. */
  readonly date: number;
}
