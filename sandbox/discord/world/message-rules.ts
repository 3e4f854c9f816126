import { MessageFlags as F } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { PollRecord } from './enclosure-records.js';
import type { PollForm } from './forms/poll-form.js';
import type { MessageRecord } from './records.js';

type Said = Pick<
  MessageRecord,
  'flags' | 'content' | 'embeds' | 'components' | 'attachments' | 'stickers' | 'poll' | 'snapshots'
>;

/** @throws 50006 for a message that says nothing ("Message", Create Message) */
export function requireContent(said: Said): void {
  const lists = [said.embeds, said.components, said.attachments, said.stickers, said.snapshots];
  const isEmpty = said.content === '' && said.poll === null && lists.every((list) => list.length === 0);
  if (isEmpty) throw refuse('emptyMessage');
}

/**
 * A voice message is one recording with its metadata and nothing else ("Message", Voice Messages).
 *
 * @throws 50159, 50160, 50161
 */
export function requireVoice(said: Said): void {
  const { flags, content, embeds, components, attachments, stickers, poll } = said;
  if (!(flags & F.IsVoiceMessage)) return;
  const others = [embeds, components, stickers].some((list) => list.length > 0);
  if (content !== '' || poll !== null || others) throw refuse('voiceWithContent');
  const [recording] = attachments;
  if (!recording?.contentType.startsWith('audio/') || attachments.length > 1)
    throw refuse('voiceWithoutAudio');
  if (recording.durationSeconds === null || recording.waveform === null) {
    throw refuse('voiceWithoutMetadata');
  }
}

export function openPoll({ hours, ...poll }: PollForm, now: number): PollRecord {
  return { ...poll, expiresAt: now + hours * 3_600_000 };
}
