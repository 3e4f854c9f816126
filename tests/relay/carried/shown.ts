import type { SeenMessage as InThread } from '../../../sandbox/people/seen-message.js';
import type { SeenMessage as InChat } from '../../../sandbox/telegram/person.js';

/** A message of the agent's chat in a line: what kind of file, its name, how many bytes, a recording's length and loudness, the words. */
export function showInChat({ media, text, groupedId }: InChat): string {
  if (media === undefined) return text;
  if (!('bytes' in media)) return `[${media.kind}] ${text}`.trim();
  const marks = [groupedId !== undefined && 'album', media.isSpoiler && 'spoiler'];
  const recording = media.waveform && `${media.seconds} s ${media.waveform.toString('hex')}`;
  const file = [...marks, media.kind, media.name, media.bytes().length, recording].filter(Boolean).join(' ');
  return `[${file}] ${text}`.trim();
}

/** A message of the thread in a line: the names of its files, how many bytes, a recording's length and loudness, the words as Discord shows them. */
export function showInThread({ attachments, text }: InThread): string {
  const files = attachments.map(({ voice, isSpoiler, filename, sizeBytes }) => {
    const name = filename.replace(/_\d+(?=\.)/u, '_N');
    const recording =
      voice && `${voice.durationSeconds} s ${Buffer.from(voice.waveform, 'base64').toString('hex')}`;
    const words = [voice !== null && 'voice', isSpoiler && 'spoiler', name, sizeBytes, recording];
    return `[${words.filter(Boolean).join(' ')}]`;
  });
  return [...files, text.replace(/\\([^a-zA-Z0-9\s])/gu, '$1')].join(' ').trim();
}
