import { type APIAttachment, AttachmentFlags, MessageFlags } from 'discord.js';
import type { FileKind } from '../../relay/index.js';

const spoilerPrefix = 'SPOILER_';

/** What an attachment is to who looks at it. */
export function kindOfAttachment(attachment: APIAttachment, messageFlags: number): FileKind {
  if ((messageFlags & MessageFlags.IsVoiceMessage) !== 0) return 'voice';
  const type = typeOfAttachment(attachment);
  if (type === 'image/gif') return 'animation';
  // Telegram re-encodes photos: what is no picture format of its own goes as it is.
  if (/^image\/(?:jpeg|png|webp)$/u.test(type)) return 'photo';
  if (type.startsWith('video/')) return 'video';
  if (type.startsWith('audio/')) return 'audio';
  return 'document';
}

/** `content_type` without its parameters; Discord leaves it out where it does not know it. */
export function typeOfAttachment({ content_type: contentType }: APIAttachment): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream';
}

/** Clients mark spoilers by the file's name, and Discord by a flag ("Message", Attachment Flags). */
export function isSpoilerAttachment({ filename, flags }: APIAttachment): boolean {
  return filename.startsWith(spoilerPrefix) || ((flags ?? 0) & AttachmentFlags.IsSpoiler) !== 0;
}

/** The name that people see: Discord keeps what it had to change in `title`, without the extension. */
export function nameOfAttachment({ filename }: APIAttachment): string {
  return filename.startsWith(spoilerPrefix) ? filename.slice(spoilerPrefix.length) || filename : filename;
}

/** The name under which Discord hides a file until it is asked for. */
export function markSpoiler(name: string): string {
  return `${spoilerPrefix}${name}`;
}
