import type { CloseReason } from '../../sessions/index.js';

/** How a session ended, as the second half of a sentence that a member reads: "This conversation has ended: …". */
export const endingWords: Record<CloseReason, string> = {
  ended_by_member: 'its member ended it',
  ended_by_staff: 'the staff ended it',
  cleared_by_staff: 'the staff cleared it',
  completed: 'everything is done',
  thread_archived: 'its thread was archived',
  thread_deleted: 'its thread was deleted',
  thread_not_visible: 'its member can no longer see it or write in it',
  member_left_thread: 'its member left the thread',
  member_left_server: 'its member left the server',
  superseded: 'it goes on in a new thread',
  opening_failed: 'it could not be opened completely',
  bot_removed: 'the bot was removed from the server',
};

/** How a session ended, as staff read it in a table. */
export const endingTitles: Record<CloseReason, string> = {
  ended_by_member: 'Ended by the member',
  ended_by_staff: 'Ended by staff',
  cleared_by_staff: 'Cleared by staff',
  completed: 'Completed',
  thread_archived: 'Thread archived',
  thread_deleted: 'Thread deleted',
  thread_not_visible: 'Member can no longer see the thread or write in it',
  member_left_thread: 'Member left the thread',
  member_left_server: 'Member left the server',
  superseded: 'Replaced: could not be verified',
  opening_failed: 'Opening failed',
  bot_removed: 'Bot removed from the server',
};
