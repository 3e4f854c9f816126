import type { DeathCause } from './account.js';
import type { Author, CloseReason, Session } from './session.js';

/** What the bot itself says in a session's thread; worded in `discord/views`. */
export type ThreadNotice =
  | { readonly kind: 'welcome'; readonly session: Session }
  | {
      readonly kind: 'ended';
      readonly reason: CloseReason;
      readonly by: Author;
      /** Messages of the member or staff that never reached the agent. */
      readonly undelivered: number;
    }
  | {
      readonly kind: 'moved';
      readonly toThreadId: string;
      /** Messages in the old thread that never reached the agent. */
      readonly undelivered: number;
    }
  | { readonly kind: 'moved_reminder'; readonly toThreadId: string }
  | { readonly kind: 'not_delivered'; readonly messageId: string; readonly why: UndeliverableReason }
  | { readonly kind: 'not_a_participant'; readonly messageId: string; readonly userId: string }
  /** Beyond so many missed messages the rest is not carried one by one. */
  | { readonly kind: 'missed_from_member'; readonly count: number; readonly messageId: string }
  | { readonly kind: 'missed_from_agent' }
  /** The account of the conversation is lost and none is free: it goes on as soon as one is. */
  | { readonly kind: 'waits_for_account' };

/** Why one message was not carried. `unsupported` names what it was. */
export type UndeliverableReason =
  /** `size` and `limit` in bytes; `size` is null when the source does not say. */
  | {
      readonly kind: 'file_too_large';
      readonly name: string;
      readonly size: number | null;
      readonly limit: number;
    }
  | { readonly kind: 'file_empty'; readonly name: string }
  | { readonly kind: 'file_gone'; readonly name: string }
  | { readonly kind: 'agent_refuses' }
  /** A change of a message that is too old for Telegram to let it be changed. */
  | { readonly kind: 'edit_too_late' }
  /** Discord refuses the words or files (a missing permission, a filter of its own). */
  | { readonly kind: 'discord_refuses' }
  /** The server's automatic moderation blocks the words. */
  | { readonly kind: 'automod_refuses' }
  | { readonly kind: 'gave_up' }
  | { readonly kind: 'ended' };

/** What the bot tells a member by direct message; worded in `discord/views`. */
export type MemberNotice = {
  readonly kind: 'ended';
  readonly reason: CloseReason;
  readonly guildId: string;
  readonly code: string;
};

/** One entry in a guild's log channel; worded in `discord/views`. */
export type LogNotice =
  | {
      readonly kind: 'session_ended';
      readonly session: Session;
      readonly accountLabel: string;
      readonly toTelegram: number;
      readonly toDiscord: number;
      /** Milliseconds from opening to closing. */
      readonly durationMs: number;
      /** Steps of the closing that cannot succeed without staff; empty when all went well. */
      readonly parked: readonly string[];
    }
  | { readonly kind: 'session_unverified'; readonly session: Session; readonly detail: string }
  | {
      readonly kind: 'role_gone';
      readonly roleId: string;
      readonly which: 'staff' | 'admin' | 'support' | 'vip';
    }
  | { readonly kind: 'account_dead'; readonly accountLabel: string; readonly why: DeathCause }
  /** A session's account is dead and no other is free. */
  | { readonly kind: 'session_waits_for_account'; readonly session: Session; readonly accountLabel: string }
  /** The agent can't be reached from the account that a session was to move to. */
  | {
      readonly kind: 'agent_out_of_reach';
      readonly session: Session;
      readonly accountLabel: string;
      readonly why: 'limited' | 'not_found' | 'changed_hands' | 'refuses' | 'deleted';
    }
  | { readonly kind: 'thread_ambiguous'; readonly session: Session; readonly threadIds: readonly string[] };

/** One message of a conversation, as it is told again. */
export interface RecapLine {
  /** The member's or staff's name; null for the agent's own words. */
  readonly from: string | null;
  readonly text: string;
}

/** What the bot itself says to the agent; worded in `telegram/views`. */
export type AgentNotice =
  | {
      readonly kind: 'introduction';
      readonly memberName: string;
      readonly guildName: string;
      readonly code: string;
    }
  /** A conversation that was begun through another account goes on through this one. */
  | {
      readonly kind: 'continuation';
      readonly memberName: string;
      readonly guildName: string;
      readonly code: string;
    }
  /** The last messages of such a conversation, oldest first. */
  | { readonly kind: 'recap'; readonly lines: readonly RecapLine[] }
  | { readonly kind: 'ended'; readonly memberName: string; readonly reason: CloseReason }
  | { readonly kind: 'late'; readonly memberName: string }
  | { readonly kind: 'nobody_here' }
  | { readonly kind: 'not_delivered'; readonly why: UndeliverableReason }
  /** Beyond so many missed messages the rest is not carried one by one; `link` leads to the first of them on Discord. */
  | {
      readonly kind: 'missed_from_member';
      readonly memberName: string;
      readonly count: number;
      readonly link: string;
    }
  | { readonly kind: 'missed_from_agent'; readonly memberName: string };

/**
 * The idempotency key of one thing that is posted. `nonce` (at most 25 characters) is Discord's; when `firstTriedAt`
 * lies further back than Discord remembers nonces, the channel is searched for the same words before they are said again.
 */
export interface PostKey {
  readonly nonce: string;
  /** When the first attempt was written down; null when this is the first. */
  readonly firstTriedAt: Date | null;
}
