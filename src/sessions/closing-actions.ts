import { reportDeadAccount } from './account-reports.js';
import { type ClosingStep, type ClosingStepName, unexpectedFault } from './closing-step.js';
import { AccountDeadError, AccountLimitedError, AgentUnreachableError } from './errors.js';
import { postKey, randomIdFor } from './keys.js';
import type { ThreadNotice } from './notices.js';
import type { SessionPorts } from './ports/index.js';
import type { Author, CloseReason, Session } from './session.js';
import { chatOf } from './session.js';
import { findConversation } from './succession.js';

/** What became of one attempt at a step; what throws is tried again later. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly remark?: string }
  /** It can't succeed until somebody mends what is named. */
  | { readonly kind: 'parked'; readonly obstacle: string };

/** A session whose row says why and by whom it is closed. */
export type ClosingSession = Session & { readonly reason: CloseReason; readonly closedBy: Author };

type Action = (ports: SessionPorts, session: ClosingSession, step: ClosingStep) => Promise<StepOutcome>;

const done: StepOutcome = { kind: 'done' };

/** The outside calls of closing, one a step. Each may be repeated: see the reason at each. */
export const closingActions: Record<ClosingStepName, Action> = {
  find_thread: findThread,
  tell_thread: tellThread,
  lock_thread: lockThread,
  wipe_chat: wipeChat,
  reset_account: resetAccount,
  // Compare-and-set in the database: a repeat finds the lease ended.
  release_account: async ({ sessions, environment }, session) => {
    await sessions.release(session.id, environment.now());
    return done;
  },
  tell_member: tellMember,
  write_log: writeLog,
};

/** Reads only; a thread once adopted stays adopted. */
async function findThread(
  { threads, sessions, announcements, guilds, environment }: SessionPorts,
  session: ClosingSession,
  step: ClosingStep,
): Promise<StepOutcome> {
  if (session.threadId !== null) return done;
  const found = await threads.find({
    guildId: session.guildId,
    channelId: session.channelId,
    code: session.code,
    isClaimed: async (threadId) => (await sessions.findByThread(threadId)) !== null,
  });
  switch (found.kind) {
    case 'none':
      return done;
    case 'found':
      await sessions.adoptThread(session.id, found.threadId);
      return done;
    case 'ambiguous': {
      environment.log.warn(
        { sessionId: session.id, guildId: session.guildId, threadIds: found.threadIds },
        'found several threads',
      );
      const settings = await guilds.find(session.guildId);
      if (settings?.logChannelId) {
        await announcements.writeLog(
          settings.logChannelId,
          { kind: 'thread_ambiguous', session, threadIds: found.threadIds },
          postKey(session.id, 'thread_ambiguous', step.firstTriedAt),
        );
      }
      return { kind: 'done', remark: 'several threads carry its code; none was touched' };
    }
  }
}

/** Said once for its nonce; a thread that is gone or locked needs no telling. */
async function tellThread(
  ports: SessionPorts,
  session: ClosingSession,
  step: ClosingStep,
): Promise<StepOutcome> {
  if (session.threadId === null) return done;
  const notice = await endingNotice(ports, session);
  const said = await ports.threads.say(
    session.threadId,
    notice,
    postKey(session.id, 'ended', step.firstTriedAt),
  );
  return said.kind === 'refused' ? { kind: 'done', remark: said.detail } : done;
}

async function endingNotice(
  { sessions, conversations }: SessionPorts,
  session: ClosingSession,
): Promise<ThreadNotice> {
  const { undelivered } = await conversations.finish(session);
  const conversation = await findConversation(sessions, session);
  if (conversation.kind === 'live') return { kind: 'moved', toThreadId: conversation.threadId, undelivered };
  const { reason, closedBy } = conversation.session;
  return { kind: 'ended', reason: reason ?? session.reason, by: closedBy ?? session.closedBy, undelivered };
}

/** Archived and locked is a state, not an act: a repeat finds it so. */
async function lockThread({ threads }: SessionPorts, session: ClosingSession): Promise<StepOutcome> {
  if (session.threadId === null) return done;
  const outcome = await threads.archiveAndLock(session.threadId);
  return outcome === 'done'
    ? done
    : { kind: 'parked', obstacle: 'the bot may not manage threads in this channel' };
}

/** Bounded by the message that is on top when it begins: a repeat can't reach the next customer's messages. */
async function wipeChat(ports: SessionPorts, session: ClosingSession): Promise<StepOutcome> {
  const { chats, conversations } = ports;
  await conversations.drain(session);
  // Without the agent's address nothing was ever written in this chat for this session.
  if (session.agentAccessHash === null) return done;
  try {
    await chats.wipe(chatOf(session));
    return done;
  } catch (error) {
    if (error instanceof AccountDeadError) {
      void reportDeadAccount(ports, session.accountId);
      return { kind: 'parked', obstacle: 'the Telegram account needs a new sign-in' };
    }
    // Nothing is written here, so that it can't be PEER_FLOOD.
    if (error instanceof AccountLimitedError) {
      return { kind: 'parked', obstacle: 'Telegram has frozen the account' };
    }
    if (error instanceof AgentUnreachableError) {
      return { kind: 'parked', obstacle: 'the agent can no longer be found on Telegram' };
    }
    throw error;
  }
}

/**
 * The name is a state; the line has its random id. What Telegram or the agent refuses is not worth holding an account: the next conversation through it names it, and wipes the
 * chat. Once the lease is over the account may be another customer's, and is left alone.
 */
async function resetAccount(ports: SessionPorts, session: ClosingSession): Promise<StepOutcome> {
  const { chats, sessions } = ports;
  const holdsLease = async () => (await sessions.find(session.id))?.holdsLease === true;
  if (!(await holdsLease())) return done;
  try {
    await chats.resetProfile(session.accountId);
    if (session.introductionId !== null && (await holdsLease())) {
      const notice = { kind: 'ended', memberName: session.memberName, reason: session.reason } as const;
      await chats.say(chatOf(session), notice, randomIdFor(session.id, 'ended'));
    }
    return done;
  } catch (error) {
    if (error instanceof AccountDeadError) {
      void reportDeadAccount(ports, session.accountId);
      return { kind: 'done', remark: 'not yet: the Telegram account needs a new sign-in' };
    }
    if (error instanceof AgentUnreachableError || error instanceof AccountLimitedError) {
      return { kind: 'done', remark: 'the agent could not be told' };
    }
    throw error;
  }
}

/** Said once for its nonce. A member who takes no messages from the bot is not told. */
async function tellMember(
  { announcements }: SessionPorts,
  session: ClosingSession,
  step: ClosingStep,
): Promise<StepOutcome> {
  const told = await announcements.tellMember(
    session.memberId,
    { kind: 'ended', reason: session.reason, guildId: session.guildId, code: session.code },
    postKey(session.id, 'member', step.firstTriedAt),
  );
  return told === 'told' ? done : { kind: 'done', remark: 'the member takes no direct messages' };
}

/** Written once for its nonce; the line in the process log may stand twice after a crash, and says the same. */
async function writeLog(
  ports: SessionPorts,
  session: ClosingSession,
  step: ClosingStep,
): Promise<StepOutcome> {
  const { sessions, guilds, accounts, announcements, conversations, environment } = ports;
  const settings = await guilds.find(session.guildId);
  const { toTelegram, toDiscord } = await conversations.counts(session.id);
  const durationMs = (session.closingAt ?? session.openedAt).getTime() - session.openedAt.getTime();
  const account = await accounts.find(session.accountId);
  const parked = (await sessions.steps(session.id))
    .filter(({ state }) => state === 'parked')
    .map(({ name, obstacle }) => obstacle ?? name);
  if (!wasLogged(step)) {
    environment.log.info(
      {
        sessionId: session.id,
        code: session.code,
        guildId: session.guildId,
        threadId: session.threadId,
        memberId: session.memberId,
        accountId: session.accountId,
        account: account?.label,
        reason: session.reason,
        by: session.closedBy.kind === 'user' ? session.closedBy.userId : 'bot',
        durationMs,
        toTelegram,
        toDiscord,
      },
      'closed session',
    );
  }
  if (!settings?.logChannelId || session.reason === 'bot_removed') return done;
  const written = await announcements.writeLog(
    settings.logChannelId,
    {
      kind: 'session_ended',
      session,
      accountLabel: account?.label ?? session.accountId,
      toTelegram,
      toDiscord,
      durationMs,
      parked,
    },
    postKey(session.id, 'log', step.firstTriedAt),
  );
  return written === 'written' ? done : { kind: 'done', remark: 'the log channel refuses the bot' };
}

/**
 * An earlier attempt got as far as Discord, and so had written its line before. One that left no word of what stood in its way was cut off by a crash,
 * nobody knows where.
 */
function wasLogged({ obstacle }: ClosingStep): boolean {
  return obstacle !== null && obstacle !== unexpectedFault;
}
