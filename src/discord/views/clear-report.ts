import type { ClearResult, ClosingStep, ClosingStepName, Session } from '../../sessions/index.js';
import { longestContent } from '../markdown/index.js';
import type { MessageView } from './components.js';
import { staffOnlyView } from './faults.js';

/** What staff read after `/vip clear`: each session, step by step, and what is still being tried. */
export function clearReport(result: ClearResult, memberId: string): MessageView {
  switch (result.kind) {
    case 'not_allowed':
      return staffOnlyView();
    case 'nothing_to_clear':
      return { content: `<@${memberId}> has no open session. There is nothing to clear.` };
    case 'cleared': {
      const sessions = result.sessions.map(({ session, steps }) => sessionWords(session, steps));
      const content = [
        `Cleared for <@${memberId}>. They can start a new session right away.`,
        ...sessions,
      ].join('\n\n');
      return { content: shorten(content) };
    }
  }
}

function sessionWords(session: Session, steps: readonly ClosingStep[]): string {
  return [`**Session ${session.code}**`, ...steps.map((step) => stepWords(step))].join('\n');
}

function stepWords({ name, state, obstacle }: ClosingStep): string {
  const { done, due } = wording[name];
  const because = obstacle === null ? '' : ` (${obstacle})`;
  switch (state) {
    case 'done':
      // What is over without having been said to anyone is no success.
      return obstacle !== null && spoken.has(name)
        ? `➖ Could not ${due}: ${obstacle}`
        : `✅ ${done}${because}`;
    case 'due':
      return `⏳ Still trying to ${due}${because}`;
    case 'parked':
      return `⚠️ Could not ${due}${because}. This needs your help; \`/vip clear\` tries again.`;
  }
}

const spoken: ReadonlySet<ClosingStepName> = new Set(['tell_thread', 'tell_member', 'write_log']);

const wording: Record<ClosingStepName, { done: string; due: string }> = {
  find_thread: { done: 'Looked for its thread', due: 'look for its thread' },
  tell_thread: { done: 'Said goodbye in the thread', due: 'say goodbye in the thread' },
  lock_thread: { done: 'Archived and locked the thread', due: 'archive and lock the thread' },
  wipe_chat: { done: 'Wiped the chat on Telegram', due: 'wipe the chat on Telegram' },
  reset_account: { done: 'Gave the account its own name back', due: 'give the account its own name back' },
  release_account: { done: 'Put the account back into the pool', due: 'put the account back into the pool' },
  tell_member: { done: 'Told the member', due: 'tell the member' },
  write_log: { done: 'Wrote it to the log', due: 'write it to the log' },
};

function shorten(content: string): string {
  return content.length <= longestContent ? content : `${content.slice(0, longestContent - 1)}…`;
}
