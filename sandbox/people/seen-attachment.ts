import type { AttachmentLinks } from '../discord/world/attachment-links.js';
import type { AttachmentRecord } from '../discord/world/records.js';

/** A file of a message as a person's app shows it; the bytes are at its address until that expires. */
export interface SeenAttachment {
  readonly id: string;
  readonly filename: string;
  /** Alternative text. */
  readonly description: string | null;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly url: string;
  readonly isSpoiler: boolean;
  /** A recording of a voice message; null for any other file. */
  readonly voice: { readonly durationSeconds: number; readonly waveform: string } | null;
}

export function showAttachment(attachment: AttachmentRecord, links: AttachmentLinks): SeenAttachment {
  const { id, filename, description, contentType, bytes, durationSeconds, waveform } = attachment;
  return {
    id,
    filename,
    description,
    sizeBytes: bytes.byteLength,
    contentType,
    url: links.sign(attachment),
    isSpoiler: attachment.spoiler,
    voice: durationSeconds === null || waveform === null ? null : { durationSeconds, waveform },
  };
}
