import { StickerFormatType } from 'discord-api-types/v10';
import type { PollRecord, SnapshotRecord } from '../../discord/world/enclosure-records.js';
import type { StickerRecord } from '../../discord/world/expression-records.js';
import type { AttachmentRecord } from '../../discord/world/records.js';
import type { AttachmentSight, ForwardSight, PollSight, StickerSight } from '../protocol.js';

export function showAttachment(attachment: AttachmentRecord, viewerId: string): AttachmentSight {
  return {
    id: attachment.id,
    filename: attachment.filename,
    description: attachment.description,
    contentType: attachment.contentType,
    size: attachment.bytes.byteLength,
    url: `/files/discord/${attachment.id}?as=${viewerId}`,
    isSpoiler: attachment.spoiler,
    durationSeconds: attachment.durationSeconds,
  };
}

/** Lottie stickers are drawings in JSON, which browsers don't play by themselves. */
export function showSticker({ id, name, format }: StickerRecord): StickerSight {
  return { id, name, url: format === StickerFormatType.Lottie ? null : `/files/discord/stickers/${id}` };
}

export function showPoll({ question, answers, allowsMany, expiresAt }: PollRecord): PollSight {
  return {
    question,
    answers: answers.map(({ id, text, emoji }) => ({
      id,
      text,
      emoji: emoji?.id ? null : (emoji?.name ?? null),
    })),
    allowsMany,
    expiresAt,
  };
}

/** What a forward shows; whoever wrote it is not told. */
export function showForward(snapshot: SnapshotRecord, viewerId: string): ForwardSight {
  return {
    content: snapshot.content,
    embeds: snapshot.embeds,
    attachments: snapshot.attachments.map((attachment) => showAttachment(attachment, viewerId)),
    stickers: snapshot.stickers.map(showSticker),
    at: snapshot.createdAt,
  };
}
