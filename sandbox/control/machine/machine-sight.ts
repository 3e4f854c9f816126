import type { Scene } from '../../stage/scene.js';
import type { MachineSight, PoolRow, SessionRow, StepRow } from '../protocol.js';
import type { BotWatch } from './bot-watch.js';
import type { LastingFaults } from './lasting-faults.js';
import type { SessionTable } from './session-table.js';

const SESSION_STATES = ['opening', 'active', 'closing', 'closed'] as const;
const ACCOUNT_STATES = ['ready', 'dead', 'leaving', 'removed'] as const;

export interface MachineParts {
  readonly table: SessionTable;
  readonly bot: BotWatch;
  readonly lasting: LastingFaults;
}

/** Shows what the bot has written down about a guild, beside what the world says of it. */
export async function showMachine(
  scene: Scene,
  { table, bot, lasting }: MachineParts,
): Promise<MachineSight> {
  const { stage, guildId } = scene;
  const [sessions, pool, steps] = await Promise.all([
    showSessions(scene, table),
    showPool(scene, table),
    showSteps(guildId, table),
  ]);
  const now = stage.discord.world.clock.now();
  return {
    bot: bot.sight,
    sessions,
    pool,
    steps,
    lasting: lasting.list(),
    faults: stage.faultsOfServices(),
    now,
    clockAheadMs: Math.max(0, now - Date.now()),
  };
}

async function showSessions(scene: Scene, table: SessionTable): Promise<readonly SessionRow[]> {
  const { guildId } = scene;
  const [rows, counts] = await Promise.all([table.listSessions(guildId), table.countMessages(guildId)]);
  const count = (sessionId: string, states: readonly string[], direction?: string): number =>
    counts
      .filter((one) => one.sessionId === sessionId && states.includes(one.state))
      .filter((one) => direction === undefined || one.direction === direction)
      .reduce((sum, one) => sum + one._count, 0);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    state: oneOf(SESSION_STATES, row.state),
    member: { id: row.memberId, name: row.memberName },
    thread: row.threadId === null ? null : showThread(scene, row.threadId),
    account: { id: row.accountId, label: row.account.label },
    reason: row.reason,
    endedBy: row.closedBy === null || row.closedBy === 'bot' ? row.closedBy : nameOf(scene, row.closedBy),
    openedAt: row.openedAt.getTime(),
    closedAt: row.closedAt?.getTime() ?? null,
    toTelegram: count(row.id, ['sent'], 'to_telegram'),
    toDiscord: count(row.id, ['sent'], 'to_discord'),
    undelivered: count(row.id, ['failed', 'late']),
  }));
}

function showThread({ stage, guildId }: Scene, threadId: string): SessionRow['thread'] {
  const thread = stage.discord.world.store.requireGuild(guildId).threads.get(threadId);
  if (!thread) return { id: threadId, name: null, state: 'deleted' };
  const state = thread.locked ? 'locked' : thread.archived ? 'archived' : 'open';
  return { id: threadId, name: thread.name, state };
}

async function showPool(scene: Scene, table: SessionTable): Promise<readonly PoolRow[]> {
  return (await table.listAccounts(scene.guildId)).map((row) => {
    const account = scene.accounts.find(({ id }) => id === row.id);
    return {
      accountId: row.id,
      label: row.label,
      name: [account?.user.firstName, account?.user.lastName].filter(Boolean).join(' '),
      state: oneOf(ACCOUNT_STATES, row.state),
      sessionCode: row.lease?.code ?? null,
      isConnected: account?.isConnected ?? false,
      deathCause: row.deathCause,
      limitedUntil: row.limitedUntil?.getTime() ?? null,
    };
  });
}

async function showSteps(guildId: string, table: SessionTable): Promise<readonly StepRow[]> {
  return (await table.listSteps(guildId)).map((row) => ({
    sessionId: row.sessionId,
    sessionCode: row.session.code,
    name: row.name,
    state: row.state === 'parked' ? 'parked' : 'due',
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt.getTime(),
    obstacle: row.obstacle,
  }));
}

function nameOf({ stage }: Scene, userId: string): string {
  const user = stage.discord.world.store.users.get(userId);
  return user?.globalName ?? user?.username ?? userId;
}

function oneOf<const Word extends string>(words: readonly Word[], stored: string): Word {
  const word = words.find((each) => each === stored);
  if (word === undefined) throw new Error(`the database holds the state ${stored}`);
  return word;
}
