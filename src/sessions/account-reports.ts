import { postKey } from './keys.js';
import type { SessionPorts } from './ports/index.js';

/**
 * Telegram refuses an account: staff are told which one needs a new sign-in, at most once a day while it is being met. Never rejects; what could not be
 * written stands in the process log.
 */
export async function reportDeadAccount(ports: ReportPorts, accountId: string): Promise<void> {
  try {
    await report(ports, accountId);
  } catch (error) {
    ports.environment.log.warn({ accountId, error }, 'could not report dead account');
  }
}

type ReportPorts = Pick<SessionPorts, 'guilds' | 'accounts' | 'announcements' | 'environment'>;

async function report(
  { guilds, accounts, announcements, environment }: ReportPorts,
  accountId: string,
): Promise<void> {
  const account = await accounts.find(accountId);
  const settings = account === null ? null : await guilds.find(account.guildId);
  if (account === null || !settings?.logChannelId) return;
  const fact = `account_dead:${accountId}:${environment.now().toISOString().slice(0, 10)}`;
  if (!(await guilds.reportOnce(account.guildId, fact, environment.now()))) return;
  environment.log.warn({ accountId, guildId: account.guildId }, 'met dead account');
  const why = account.deathCause ?? 'signed_out';
  const notice = { kind: 'account_dead', accountLabel: account.label, why } as const;
  try {
    await announcements.writeLog(settings.logChannelId, notice, postKey(account.guildId, fact, null));
  } catch (error) {
    await guilds.forgetReport(account.guildId, fact);
    throw error;
  }
}
