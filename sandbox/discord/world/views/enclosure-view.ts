import { PollLayoutType } from 'discord-api-types/v10';
import { formatTimestamp } from '../clock.js';
import type { ActivityRecord, PollRecord } from '../enclosure-records.js';

/** A poll as its message carries it ("Poll", Poll Object); `now` decides whether it is over. */
export function viewPoll(poll: PollRecord, now: number) {
  return {
    question: { text: poll.question },
    answers: poll.answers.map(({ id, text, emoji }) => ({
      answer_id: id,
      poll_media: { text, ...(emoji ? { emoji: { id: emoji.id, name: emoji.name } } : {}) },
    })),
    expiry: formatTimestamp(poll.expiresAt),
    allow_multiselect: poll.allowsMany,
    layout_type: PollLayoutType.Default,
    results: { answer_counts: [], is_finalized: poll.expiresAt <= now },
  };
}

/** "Message", Message Activity Object. */
export function viewActivity({ type, partyId }: ActivityRecord) {
  return { type, ...(partyId === null ? {} : { party_id: partyId }) };
}
