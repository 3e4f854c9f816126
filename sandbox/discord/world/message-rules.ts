import { MessageFlags as F } from 'discord-api-types/v10';
import { refuse } from './discord-error.js';
import type { MessageRecord } from './records.js';

type Said = Pick<MessageRecord, 'flags' | 'content' | 'embeds' | 'components' | 'attachments'>;

/** @throws 50006 for a message that says nothing ("Message", Create Message) */
export function requireContent({ content, embeds, components, attachments }: Said): void {
  const isEmpty = content === '' && [embeds, components, attachments].every((list) => list.length === 0);
  if (isEmpty) throw refuse('emptyMessage');
}

/**
 * A voice message is one recording with its metadata and nothing else ("Message", Voice Messages).
 *
 * @throws 50159, 50160, 50161
 */
export function requireVoice({ flags, content, embeds, components, attachments }: Said): void {
  if (!(flags & F.IsVoiceMessage)) return;
  const [recording, ...others] = attachments;
  if (content !== '' || embeds.length > 0 || components.length > 0) throw refuse('voiceWithContent');
  if (!recording?.contentType.startsWith('audio/') || others.length > 0) throw refuse('voiceWithoutAudio');
  if (recording.durationSeconds === null || recording.waveform === null) {
    throw refuse('voiceWithoutMetadata');
  }
}
