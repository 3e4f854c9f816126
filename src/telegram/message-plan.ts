import {
  type AgentFile,
  type AgentParcel,
  type AgentPlan,
  type CarriedFile,
  type Content,
  type RichText,
  sliceText,
  splitRichText,
  trimText,
} from '../relay/index.js';
import { entitiesAtMost } from './entities.js';
import { isPhoto } from './media/input-media.js';
import { partBytes, partsAtMost } from './media/upload.js';

/** How long one message may be (help.getConfig, `message_length_max`). */
const messageAtMost = 4_096;

/** How long the words below a file may be (help.getConfig, `caption_length_max`). */
const captionAtMost = 1_024;

/** messages.sendMultiMedia takes so many. */
const albumAtMost = 10;

/** Where the parts of words behind files begin to count. */
const wordsBehindFiles = 100;

const none: RichText = { text: '', entities: [] };

/** See `AgentMessages.plan`. */
export function planForAgent({ text, files }: Content): AgentPlan {
  const limit = partBytes * partsAtMost;
  const refused = files
    // Nothing empty is taken, either: FILE_PART_EMPTY (upload.saveFilePart).
    .filter(({ size }) => size !== null && (size > limit || size === 0))
    .map((file) => ({ file, limit }));
  const taken = [...files.entries()].filter(([, file]) => refused.every((each) => each.file !== file));
  if (taken.length === 0) return { parcels: texts(split(text, messageAtMost), 0), refused };
  const [caption = none] =
    taken[0] !== undefined && holdsWords(taken[0][1]) ? split(text, captionAtMost) : [];
  const behind = caption.text === '' ? text : restOf(text, caption);
  const carried = taken.map(([part, file], index) => ({ part, file, caption: index === 0 ? caption : none }));
  return {
    parcels: [...groups(carried).map(parcelOf), ...texts(split(behind, messageAtMost), wordsBehindFiles)],
    refused,
  };
}

function split(text: RichText, limit: number): readonly RichText[] {
  return splitRichText(text, limit, entitiesAtMost).filter((part) => hasSomethingToSee(part.text));
}

/** What follows a text's first part. */
function restOf(text: RichText, first: RichText): RichText {
  const trimmed = trimText(text);
  return trimText(sliceText(trimmed, first.text.length));
}

function texts(parts: readonly RichText[], from: number): readonly AgentParcel[] {
  return parts.map((part, index) => ({ kind: 'text', part: from + index, text: part }));
}

function parcelOf(files: readonly AgentFile[]): AgentParcel {
  return { kind: 'files', files };
}

/** Files that follow one another and that Telegram shows as one album. */
function groups(files: readonly AgentFile[]): readonly (readonly AgentFile[])[] {
  const grouped: AgentFile[][] = [];
  for (const file of files) {
    const last = grouped.at(-1);
    const album = albumOf(file.file);
    const isOfLast =
      last !== undefined &&
      album !== null &&
      last.length < albumAtMost &&
      last.every((each) => albumOf(each.file) === album);
    if (isOfLast) last.push(file);
    else grouped.push([file]);
  }
  return grouped;
}

/** Photos and videos stand together in an album; documents and music only among their own; the rest stands alone. */
function albumOf(file: CarriedFile): string | null {
  switch (file.kind) {
    case 'photo':
      return isPhoto(file) ? 'seen' : 'documents';
    case 'video':
      return 'seen';
    case 'document':
      return 'documents';
    case 'audio':
      return 'music';
    case 'animation':
    case 'voice':
    case 'video_note':
    case 'sticker':
      return null;
  }
}

/** Telegram shows no words below video notes and stickers; Discord's stickers go as photos. */
function holdsWords(file: CarriedFile): boolean {
  return file.kind !== 'video_note' && (file.kind !== 'sticker' || isPhoto(file));
}

/** Telegram refuses messages of nothing but white space and invisible characters (MESSAGE_EMPTY). */
function hasSomethingToSee(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}]/u.test(text);
}
