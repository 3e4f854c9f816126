import type { CloseReason, Session, ThreadRefusal, UpgradeResult } from '../../sessions/index.js';
import { buttonRow, endButton, type MessageView, openThreadButton } from './components.js';
import { endingWords } from './endings.js';
import { faultView } from './faults.js';

/** What a member reads after asking to be upgraded. */
export function upgradeAnswer(result: UpgradeResult): MessageView {
  switch (result.kind) {
    case 'opened':
      return openedAnswer(result.session, result.replaced);
    case 'already_open':
      return withThread(
        result.session,
        'You already have an open conversation. You can go on there, or end it and start anew.',
        true,
      );
    case 'being_opened':
      return {
        content: 'Your conversation is being opened, just a moment. It will appear among your threads.',
      };
    case 'ended_meanwhile':
      return {
        content: `Your conversation ended while its thread was being opened: ${endingWords[result.reason]}. If you still need us, just press **Upgrade to VIP** again.`,
      };
    case 'pool_empty':
      return {
        content:
          'All our agents are in conversations right now. Please try again in a few minutes. Thank you for waiting!',
      };
    case 'already_vip':
      return { content: 'You are a VIP already. Enjoy! 🎉' };
    case 'not_set_up':
      return notSetUpAnswer();
    case 'cannot_see':
      return {
        content: `Your conversation would open in <#${result.channelId}>, but you can’t see that channel or write in its threads. Please ask the staff to let you in.`,
      };
    case 'refused':
      return { content: refusalWords[result.why] };
    case 'failed':
      return faultView(result.reference);
  }
}

/** Also said to staff whose command needs settings. */
export function notSetUpAnswer(): MessageView {
  return {
    content:
      'VIP conversations are not set up on this server yet. Someone with the **Manage Server** permission can do that with `/vip setup`.',
  };
}

const refusalWords: Record<ThreadRefusal, string> = {
  channel_gone:
    'The channel for VIP conversations no longer exists. Please tell the staff: `/vip setup` chooses a new one.',
  missing_permission:
    'I am not allowed to open your conversation. Please tell the staff: `/vip setup` shows which permission is missing.',
  too_many_threads:
    'This server has as many open threads as Discord allows. Please tell the staff, or try again later.',
  refused: 'Discord did not let me open your conversation. Please tell the staff.',
};

/** Why a member's last session counts as over, said in the same breath as the new one. */
function replacedWords(reason: CloseReason): string {
  if (reason === 'superseded')
    return 'Your last conversation could not be checked, so a new one was opened. It goes on here:';
  return 'Your last conversation had expired, so it was closed. Here is your new one:';
}

function openedAnswer(session: Session, replaced: CloseReason | null): MessageView {
  return withThread(
    session,
    replaced === null ? 'Your conversation is open:' : replacedWords(replaced),
    false,
  );
}

function withThread(session: Session, words: string, canEnd: boolean): MessageView {
  if (session.threadId === null) return { content: words };
  const open = openThreadButton(session.guildId, session.threadId);
  return {
    content: `${words} <#${session.threadId}>`,
    components: [canEnd ? buttonRow(open, endButton(session.id)) : buttonRow(open)],
  };
}
