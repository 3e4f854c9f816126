import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Author, DeathCause, LogNotice, Session } from '../../sessions/index.js';
import { escapeText } from '../markdown/index.js';
import type { MessageView } from './components.js';
import { durationWords } from './duration.js';
import { endingTitles } from './endings.js';

const grey = 0x80848e;
const amber = 0xf0b132;
const red = 0xda373c;

const roleWords = { staff: 'Staff', admin: 'Admin', support: 'Support', vip: 'VIP' } as const;

/** One entry of a guild's log channel. */
export function logNoticeView(notice: LogNotice): MessageView {
  return { content: '', embeds: [logEmbed(notice)] };
}

function logEmbed(notice: LogNotice): APIEmbed {
  switch (notice.kind) {
    case 'session_ended':
      return endedEmbed(notice);
    case 'session_unverified':
      return {
        title: 'A session could not be checked',
        description:
          'Discord gave no clear answer about its thread, so it was left open. If it is stuck, use `/vip clear`.',
        color: amber,
        fields: sessionFields(notice.session),
        footer: sessionFooter(notice.session),
      };
    case 'role_gone':
      return {
        title: `The ${roleWords[notice.which]} role no longer exists`,
        description: 'Nobody has its rights any more. Please run `/vip setup` again and choose another role.',
        color: red,
        footer: { text: `Role ${notice.roleId}` },
      };
    case 'account_dead':
      return {
        title: 'A Telegram account needs a new sign-in',
        description: `**${escapeText(notice.accountLabel)}** is refused by Telegram: ${deathWords[notice.why]}. Until someone signs in again it is left out of the pool.`,
        color: red,
      };
    case 'session_waits_for_account':
      return {
        title: 'A conversation waits for a Telegram account',
        description: `Telegram refuses **${escapeText(notice.accountLabel)}** and no other account is free. The conversation goes on by itself as soon as one is: sign in again, or import another.`,
        color: red,
        fields: sessionFields(notice.session),
        footer: sessionFooter(notice.session),
      };
    case 'agent_out_of_reach':
      return {
        title: 'The agent can’t be reached from a Telegram account',
        description: `A conversation was to go on through **${escapeText(notice.accountLabel)}**, but ${reachWords[notice.why]}. Another account is tried if one is free. Both should have each other as contacts.`,
        color: amber,
        fields: sessionFields(notice.session),
        footer: sessionFooter(notice.session),
      };
    case 'thread_ambiguous':
      return {
        title: 'Several threads look like one session',
        description: `None of them was touched. Please look at them and archive what is not needed: ${notice.threadIds.map((id) => `<#${id}>`).join(', ')}`,
        color: amber,
        fields: sessionFields(notice.session),
        footer: sessionFooter(notice.session),
      };
  }
}

function endedEmbed(notice: Extract<LogNotice, { kind: 'session_ended' }>): APIEmbed {
  const { session, parked } = notice;
  return {
    title: session.reason === null ? 'Session ended' : endingTitles[session.reason],
    color: parked.length === 0 ? grey : red,
    fields: [
      ...sessionFields(session),
      field('Account', escapeText(notice.accountLabel)),
      field('By', authorWords(session.closedBy)),
      field('Lasted', durationWords(notice.durationMs)),
      field('Messages', `${notice.toTelegram} to the agent, ${notice.toDiscord} to the member`),
      ...(parked.length === 0 ? [] : [{ name: 'Needs your help', value: parked.join('\n').slice(0, 1024) }]),
    ],
    footer: sessionFooter(session),
  };
}

function sessionFields(session: Session): APIEmbedField[] {
  return [
    field('Member', `${escapeText(session.memberName)} (<@${session.memberId}>)`),
    field('Thread', session.threadId === null ? 'none' : `<#${session.threadId}>`),
  ];
}

function sessionFooter(session: Session): { text: string } {
  return { text: `Session ${session.code}` };
}

function authorWords(author: Author | null): string {
  return author?.kind === 'user' ? `<@${author.userId}>` : 'the bot';
}

function field(name: string, value: string): APIEmbedField {
  return { name, value, inline: true };
}

const deathWords: Record<DeathCause, string> = {
  signed_out: 'it was signed out',
  banned: 'it was banned',
  key_duplicated: 'its key was used in two places at once',
};

const reachWords: Record<Extract<LogNotice, { kind: 'agent_out_of_reach' }>['why'], string> = {
  limited: 'Telegram lets it write to nobody new for now',
  not_found: 'it does not find the agent',
  changed_hands: 'the agent’s username belongs to somebody else now',
  refuses: 'the agent takes no messages from it',
  deleted: 'the agent’s account was deleted',
};
