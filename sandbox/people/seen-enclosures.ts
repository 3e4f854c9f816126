import { StickerFormatType } from 'discord-api-types/v10';
import type { AttachmentLinks } from '../discord/world/attachment-links.js';
import type { PollRecord, SnapshotRecord } from '../discord/world/enclosure-records.js';
import type { StickerRecord } from '../discord/world/expression-records.js';
import { type SeenAttachment, showAttachment } from './seen-attachment.js';

export interface SeenSticker {
  readonly id: string;
  readonly name: string;
  readonly format: 'png' | 'apng' | 'lottie' | 'gif';
  /** Its path on the local Discord. */
  readonly path: string;
}

export interface SeenPoll {
  readonly question: string;
  readonly answers: readonly string[];
  readonly allowsMany: boolean;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What a forward shows of the message that was forwarded; nobody is told who wrote it. */
export interface SeenForward {
  readonly text: string;
  readonly attachments: readonly SeenAttachment[];
  readonly stickers: readonly SeenSticker[];
  /** In milliseconds since the epoch. */
  readonly sentAt: number;
}

const FORMATS = {
  [StickerFormatType.PNG]: ['png', 'png'],
  [StickerFormatType.APNG]: ['apng', 'png'],
  [StickerFormatType.Lottie]: ['lottie', 'json'],
  [StickerFormatType.GIF]: ['gif', 'gif'],
} as const;

export function showSticker({ id, name, format }: StickerRecord): SeenSticker {
  const [shown, ending] = FORMATS[format];
  return { id, name, format: shown, path: `/stickers/${id}.${ending}` };
}

export function showPoll({ question, answers, allowsMany, expiresAt }: PollRecord): SeenPoll {
  return { question, answers: answers.map(({ text }) => text), allowsMany, expiresAt };
}

export function showForward(snapshot: SnapshotRecord, links: AttachmentLinks): SeenForward {
  return {
    text: snapshot.content,
    attachments: snapshot.attachments.map((attachment) => showAttachment(attachment, links)),
    stickers: snapshot.stickers.map(showSticker),
    sentAt: snapshot.createdAt,
  };
}
