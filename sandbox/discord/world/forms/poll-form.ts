import { PollLayoutType } from 'discord-api-types/v10';
import type { PollAnswerRecord } from '../enclosure-records.js';
import type { Form } from './form.js';

/** "Poll", Poll Create Request Object and Poll Media Object. */
const LIMITS = { question: 300, answer: 55, answers: 10, hours: 32 * 24 };
const DEFAULT_HOURS = 24;

/** A poll that is to be opened. */
export interface PollForm {
  readonly question: string;
  readonly answers: readonly PollAnswerRecord[];
  readonly allowsMany: boolean;
  readonly hours: number;
}

/** Reads `poll` of a message; undefined if there is none. */
export function readPoll(form: Form): PollForm | undefined {
  const poll = form.form('poll');
  if (!poll) return undefined;
  poll.require('question');
  poll.require('answers');
  poll.choice('layout_type', [PollLayoutType.Default]);
  return {
    question: readText(poll.form('question'), LIMITS.question),
    answers: (poll.forms('answers', { min: 1, max: LIMITS.answers }) ?? []).map(readAnswer),
    allowsMany: poll.boolean('allow_multiselect') ?? false,
    hours: poll.integer('duration', { min: 1, max: LIMITS.hours }) ?? DEFAULT_HOURS,
  };
}

function readAnswer(answer: Form, index: number): PollAnswerRecord {
  answer.require('poll_media');
  const media = answer.form('poll_media');
  const emoji = media?.form('emoji');
  return {
    id: index + 1,
    text: readText(media, LIMITS.answer),
    emoji: emoji
      ? { id: emoji.snowflake('id') ?? null, name: emoji.string('name', { max: 32 }) ?? null }
      : null,
  };
}

function readText(media: Form | undefined, max: number): string {
  media?.require('text');
  return media?.string('text', { min: 1, max }) ?? '';
}
