import type { ThreadNotice, UndeliverableReason } from '../../sessions/index.js';
import { escapeText } from '../markdown/index.js';
import { buttonRow, endButton, type MessageView } from './components.js';
import { endingWords } from './endings.js';

/** A notice in a session's thread, and the message that it answers, if it answers one. */
export interface ThreadNoticeView extends MessageView {
  readonly replyTo: string | null;
}

/** What the bot itself says in a session's thread. Who is named here is named, never mentioned: nobody is pinged or added. */
export function threadNoticeView(notice: ThreadNotice): ThreadNoticeView {
  switch (notice.kind) {
    case 'welcome': {
      const { memberName, code, id } = notice.session;
      const content = [
        `Welcome${memberName === '' ? '' : `, ${escapeText(memberName)}`}! This is your private conversation about VIP.`,
        '**Who reads it:** an agent on Telegram reads what you write and answers you right here. The staff of this server can see it too.',
        'Just write your message below. When you are done, press **End session** or use `/vip end`.',
        `-# Session ${code}`,
      ].join('\n');
      return { content, components: [buttonRow(endButton(id))], replyTo: null };
    }
    case 'ended': {
      const why = `This conversation has ended: ${endingWords[notice.reason]}.`;
      const invitation = 'You can start a new one whenever you like.';
      return say(`${why}${countUndelivered(notice.undelivered)}\n${invitation}`);
    }
    case 'moved':
      return say(
        `This conversation goes on in <#${notice.toThreadId}>. Please write there.${countUndelivered(notice.undelivered)}`,
      );
    case 'moved_reminder':
      return say(`Nobody reads along here any more. The conversation goes on in <#${notice.toThreadId}>.`);
    case 'not_delivered':
      return {
        content: `⚠️ This could not be delivered: ${reasonWords(notice.why)}`,
        replyTo: notice.messageId,
      };
    case 'not_a_participant':
      return {
        content:
          'Only the member of this conversation and the staff are heard by the agent. Messages of others stay here.',
        replyTo: notice.messageId,
      };
    case 'missed_from_member': {
      const messages = notice.count === 1 ? 'One message' : `${notice.count} messages`;
      return {
        content: `⚠️ I was away for a while. ${messages} from here on could not be carried one by one; the agent got a link to them. Please write again what still matters.`,
        replyTo: notice.messageId,
      };
    }
    case 'waits_for_account':
      return say(
        '⏳ The line to the agent is down for the moment. What you write is kept and delivered as soon as it is back.',
      );
    case 'missed_from_agent':
      return say(
        '⚠️ I was away for a while, and some of what the agent wrote meanwhile may be missing here. They have been told.',
      );
  }
}

function say(content: string): ThreadNoticeView {
  return { content, replyTo: null };
}

function countUndelivered(count: number): string {
  if (count === 0) return '';
  const messages = count === 1 ? 'One message' : `${count} messages`;
  return `\n⚠️ ${messages} written here never reached the agent.`;
}

function reasonWords(why: UndeliverableReason): string {
  switch (why.kind) {
    case 'file_too_large':
      return `the file ${nameFile(why.name)} is too large${why.size === null ? '' : ` (${mebibytes(why.size)})`}. At most ${mebibytes(why.limit)} fit.`;
    case 'file_empty':
      return `the file ${nameFile(why.name)} is empty, and Telegram takes no empty files.`;
    case 'file_gone':
      return `the file ${nameFile(why.name)} is no longer there. Please send it again.`;
    case 'discord_refuses':
      return 'Discord does not allow it here.';
    case 'automod_refuses':
      return 'the automatic moderation of this server does not allow these words.';
    case 'agent_refuses':
      return 'the agent can’t receive messages right now. Please tell the staff.';
    case 'edit_too_late':
      return 'Telegram lets nobody change a message after two days, so the agent still sees the old one. Please send what is new as a message of its own.';
    case 'gave_up':
      return 'something went wrong several times. Please send it again.';
    case 'ended':
      return 'the conversation has ended.';
  }
}

function nameFile(name: string): string {
  return `“${escapeText(name)}”`;
}

function mebibytes(bytes: number): string {
  const amount = bytes / 1_048_576;
  return `${amount < 10 ? Number(amount.toFixed(1)) : Math.round(amount)} MiB`;
}
