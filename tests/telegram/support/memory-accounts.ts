import type {
  AccountListing,
  AccountState,
  AccountStore,
  DeathCause,
  UpdateCursor,
} from '../../../src/sessions/index.js';

/** The pool in memory, and what was written to it. */
export class MemoryAccounts implements AccountStore {
  readonly rows = new Map<string, AccountListing>();
  readonly keys = new Map<string, string>();
  readonly hashes = new Map<string, string>();
  readonly cursors = new Map<string, UpdateCursor>();
  /** Every cursor that was stored, in order. */
  readonly savedCursors: UpdateCursor[] = [];

  async find(accountId: string): Promise<AccountListing | null> {
    return this.rows.get(accountId) ?? null;
  }

  async list(guildId: string): Promise<readonly AccountListing[]> {
    return (await this.listAll()).filter((row) => row.guildId === guildId);
  }

  async listAll(): Promise<readonly AccountListing[]> {
    return [...this.rows.values()];
  }

  async import(account: {
    id: string;
    guildId: string;
    label: string;
    maskedPhone: string;
    stringSession: string;
  }): Promise<'added' | 'renewed' | 'other_guild'> {
    const { stringSession, ...row } = account;
    const known = this.rows.get(account.id);
    if (known !== undefined && known.guildId !== account.guildId) return 'other_guild';
    const rest = { limitedUntil: null, releasedAt: null, sessionCode: null, deathCause: null, diedAt: null };
    this.rows.set(account.id, { ...rest, ...row, state: 'ready' });
    this.keys.set(account.id, stringSession);
    return known === undefined ? 'added' : 'renewed';
  }

  async remove(accountId: string): Promise<'removed' | 'leaving' | 'not_found'> {
    return this.rows.delete(accountId) ? 'removed' : 'not_found';
  }

  async unsealSession(accountId: string): Promise<string> {
    const key = this.keys.get(accountId);
    if (key === undefined) throw new Error(`no key of ${accountId}`);
    return key;
  }

  async markDead(accountId: string, why: DeathCause): Promise<void> {
    this.#change(accountId, { state: 'dead', deathCause: why });
  }

  async limit(accountId: string, until: Date): Promise<void> {
    this.#change(accountId, { limitedUntil: until });
  }

  async agentHash(accountId: string, agentUserId: string): Promise<string | null> {
    return this.hashes.get(`${accountId}:${agentUserId}`) ?? null;
  }

  async saveAgentHash(accountId: string, agentUserId: string, accessHash: string): Promise<void> {
    this.hashes.set(`${accountId}:${agentUserId}`, accessHash);
  }

  async updateCursor(accountId: string): Promise<UpdateCursor | null> {
    return this.cursors.get(accountId) ?? null;
  }

  async saveUpdateCursor(accountId: string, cursor: UpdateCursor): Promise<void> {
    this.cursors.set(accountId, cursor);
    this.savedCursors.push(cursor);
  }

  stateOf(accountId: string): AccountState | undefined {
    return this.rows.get(accountId)?.state;
  }

  #change(accountId: string, change: Partial<AccountListing>): void {
    const row = this.rows.get(accountId);
    if (row !== undefined) this.rows.set(accountId, { ...row, ...change });
  }
}
