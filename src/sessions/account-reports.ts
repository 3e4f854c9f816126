import { type AccountLimitedError, AgentUnreachableError } from './errors.js';
import { postKey } from './keys.js';
import type { SessionPorts } from './ports/index.js';
import type { Session } from './session.js';

/**
 * Telegram refuses an account: staff are told which one needs a new sign-in, for each death at most once a day while it is being met. Never rejects; what could not be
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
  // Somebody may have signed in anew meanwhile.
  if (account?.deathCause == null || !settings?.logChannelId) return;
  const day = environment.now().toISOString().slice(0, 10);
  const fact = `account_dead:${accountId}:${account.diedAt?.getTime() ?? 0}:${day}`;
  if (!(await guilds.reportOnce(account.guildId, fact, environment.now()))) return;
  environment.log.warn({ accountId, guildId: account.guildId }, 'met dead account');
  const notice = { kind: 'account_dead', accountLabel: account.label, why: account.deathCause } as const;
  try {
    await announcements.writeLog(settings.logChannelId, notice, postKey(account.guildId, fact, null));
  } catch (error) {
    await guilds.forgetReport(account.guildId, fact);
    throw error;
  }
}

/** A session was to go on through an account from which the agent can't be reached: staff are told, once for the two. Never rejects. */
export async function reportOutOfReach(
  ports: ReportPorts,
  session: Session,
  error: AgentUnreachableError | AccountLimitedError,
): Promise<void> {
  const { guilds, accounts, announcements, environment } = ports;
  const { id: sessionId, accountId, guildId } = session;
  const fact = `agent_out_of_reach:${sessionId}:${accountId}`;
  try {
    const settings = await guilds.find(guildId);
    if (!settings?.logChannelId) return;
    if (!(await guilds.reportOnce(guildId, fact, environment.now()))) return;
    const accountLabel = (await accounts.find(accountId))?.label ?? accountId;
    const why = error instanceof AgentUnreachableError ? error.why : 'limited';
    const notice = { kind: 'agent_out_of_reach', session, accountLabel, why } as const;
    await announcements.writeLog(settings.logChannelId, notice, postKey(guildId, fact, null));
  } catch (failure) {
    environment.log.warn({ sessionId, accountId, error: failure }, 'could not report unreachable agent');
    await guilds.forgetReport(guildId, fact).catch(() => {});
  }
}
