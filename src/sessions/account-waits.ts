import { postKey } from './keys.js';
import type { SessionPorts } from './ports/index.js';
import type { LedgerEntry } from './ports/notice-ledger.js';
import type { Session } from './session.js';

/** Sessions whose account is dead while no other one is free: their member and staff are told, once for each death. */
export class AccountWaits {
  /** The wait that a session's people were told of, by session. */
  readonly #told = new Map<string, string>();

  constructor(private readonly ports: SessionPorts) {}

  /** A second call for the same wait says nothing. Throws `UnreachableError`; the same again finishes it. */
  async tell(session: Session): Promise<void> {
    const { accounts, ledger, environment } = this.ports;
    const account = await accounts.find(session.accountId);
    // An account may be signed in anew and die again: that is another wait.
    const wait = `waits_for_account:${session.accountId}:${account?.diedAt?.getTime() ?? ''}`;
    if (this.#told.get(session.id) === wait) return;
    const entry = await ledger.intend(session, 'to_discord', wait, environment.now());
    if (entry.state === 'intent') await this.#say(session, wait, entry, account?.label ?? session.accountId);
    this.#told.set(session.id, wait);
  }

  /** Forgets all sessions but these. */
  keepOnly(sessionIds: ReadonlySet<string>): void {
    for (const id of this.#told.keys()) if (!sessionIds.has(id)) this.#told.delete(id);
  }

  async #say(session: Session, wait: string, entry: LedgerEntry, accountLabel: string): Promise<void> {
    const { guilds, announcements, threads, ledger, environment } = this.ports;
    environment.log.warn({ sessionId: session.id, accountId: session.accountId }, 'no account to move to');
    const firstTriedAt = entry.isNew ? null : entry.firstTriedAt;
    const key = postKey(session.id, wait, firstTriedAt);
    if (session.threadId !== null) await threads.say(session.threadId, { kind: 'waits_for_account' }, key);
    const settings = await guilds.find(session.guildId);
    if (settings?.logChannelId) {
      const notice = { kind: 'session_waits_for_account', session, accountLabel } as const;
      const logKey = postKey(session.id, `log:${wait}`, firstTriedAt);
      await announcements.writeLog(settings.logChannelId, notice, logKey);
    }
    await ledger.settle(entry.id, null, environment.now());
  }
}
