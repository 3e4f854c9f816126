import type { MemberNotice } from '../../sessions/index.js';
import { escapeText } from '../markdown/index.js';
import type { MessageView } from './components.js';
import { endingWords } from './endings.js';

/** What a member is told by direct message. */
export function memberNoticeView(notice: MemberNotice, guildName: string): MessageView {
  return {
    content: [
      `Your VIP conversation in **${escapeText(guildName)}** has ended: ${endingWords[notice.reason]}.`,
      'If you still need us, just press **Upgrade to VIP** again.',
      `-# Session ${notice.code}`,
    ].join('\n'),
  };
}
