import type { AgentNotice, CloseReason, RecapLine, UndeliverableReason } from '../sessions/index.js';

/** Telegram's limit for each half of a name (account.updateProfile). */
const nameAtMost = 64;

/** The first and last name under which an account stands in the agent's chat list. */
export interface ProfileNames {
  readonly firstName: string;
  readonly lastName: string;
}

/** Everything that the bot itself says to an agent. Plain text of a single message. */
export function wordsOf(notice: AgentNotice): string {
  switch (notice.kind) {
    case 'introduction': {
      const member = oneLine(notice.memberName, 'a member');
      const guild = oneLine(notice.guildName, 'their server');
      return [
        `👋 ${member} from ${guild} would like to talk about VIP (session ${oneLine(notice.code, '?')}).`,
        `What you write here is read by ${member} on Discord, and their answers arrive here.`,
      ].join('\n');
    }
    case 'continuation': {
      const member = oneLine(notice.memberName, 'a member');
      const guild = oneLine(notice.guildName, 'their server');
      return [
        `🔄 Your conversation with ${member} from ${guild} (session ${oneLine(notice.code, '?')}) goes on here: the account it was in is lost.`,
        `What you write here is read by ${member} on Discord, and their answers arrive here.`,
      ].join('\n');
    }
    case 'recap':
      return recapWords(notice.lines);
    case 'missed_from_member': {
      const member = oneLine(notice.memberName, 'the member');
      const messages = notice.count === 1 ? 'one more message' : `${notice.count} more messages`;
      return `ℹ️ ${member} wrote ${messages} while the connection was down. They are too many to bring here; on Discord they begin at ${notice.link}`;
    }
    case 'missed_from_agent':
      return `ℹ️ Not delivered: you wrote more to ${oneLine(notice.memberName, 'the member')} while the connection was down than could be passed on. Please sum up your latest messages.`;
    case 'ended':
      return `Conversation with ${oneLine(notice.memberName, 'the member')} ended: ${endings[notice.reason]}.`;
    case 'late':
      return `ℹ️ Not delivered: your last message was written before you had seen that ${oneLine(notice.memberName, 'somebody else')} is here now. If it was for them, please send it again.`;
    case 'nobody_here':
      return 'ℹ️ Not delivered: nobody is connected to this chat right now. The next conversation begins with an introduction.';
    case 'not_delivered':
      return `ℹ️ ${notDelivered(notice.why)}`;
  }
}

/** An account named for the member whom it stands for. */
export function memberProfile(memberName: string, guildName: string): ProfileNames {
  return { firstName: cut(oneLine(memberName, 'Member')), lastName: cut(oneLine(guildName, '')) };
}

/** An account that waits for the next member. */
export function restingProfile(label: string): ProfileNames {
  return { firstName: cut(oneLine(label.replace(/^@/, ''), 'VIP Concierge')), lastName: '' };
}

const endings: Record<CloseReason, string> = {
  ended_by_member: 'the member ended it',
  ended_by_staff: 'staff ended it',
  cleared_by_staff: 'staff cleared it',
  completed: 'the upgrade is complete',
  thread_archived: 'their thread was archived',
  thread_deleted: 'their thread was deleted',
  thread_not_visible: 'the member can no longer see their thread or write in it',
  member_left_thread: 'the member left their thread',
  member_left_server: 'the member left the server',
  superseded: 'it went on in a new thread',
  opening_failed: 'it could not be opened',
  bot_removed: 'the bot was removed from the server',
};

function notDelivered(why: UndeliverableReason): string {
  switch (why.kind) {
    case 'file_too_large':
      return `Not delivered: “${why.name}”${why.size === null ? '' : ` (${sizeWords(why.size)})`} is too large for Discord, which takes ${sizeWords(why.limit)} here.`;
    case 'file_empty':
      return `Not delivered: “${why.name}” is empty.`;
    case 'file_gone':
      return `Not delivered: “${why.name}” could no longer be had from Telegram. Please send it again.`;
    case 'discord_refuses':
      return 'Not delivered: Discord refuses your message, most likely by a filter of the server. Please try other words.';
    case 'automod_refuses':
      return 'Not delivered: the automatic moderation (AutoMod) of the Discord server blocked your words. Please try others.';
    case 'agent_refuses':
      return 'Not delivered: this account cannot carry messages right now. Staff can see why.';
    case 'edit_too_late':
      return 'Not delivered: this message is too old to be changed.';
    case 'gave_up':
      return 'Not delivered: your last message could not be passed on. Please try other words.';
    case 'ended':
      return 'Not delivered: this conversation has ended.';
  }
}

/** Telegram's limit for a message, with room to spare. */
const recapAtMost = 3_900;

/** The newest lines that fit into one message. */
function recapWords(lines: readonly RecapLine[]): string {
  const told: string[] = [];
  let left = recapAtMost;
  for (const { from, text } of lines.toReversed()) {
    const line = `${from === null ? 'You' : oneLine(from, 'Member')}: ${text}`;
    left -= line.length + 1;
    if (left < 0) break;
    told.unshift(line);
  }
  return ['The last messages were:', ...told].join('\n');
}

function sizeWords(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KiB`;
  return `${Math.round((bytes / (1024 * 1024)) * 10) / 10} MiB`;
}

/** Names are written by people: kept on one line, without characters that can't be seen or turn the direction of writing. */
function oneLine(name: string, otherwise: string): string {
  const visible = name
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
  return visible.trim() === '' ? otherwise : visible.trim();
}

function cut(name: string): string {
  if (name.length <= nameAtMost) return name;
  let kept = '';
  for (const character of name) {
    if (kept.length + character.length >= nameAtMost) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
