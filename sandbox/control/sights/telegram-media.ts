import { Api } from 'telegram';
import type { SeenMedia, SeenPlain } from '../../telegram/seen-media.js';
import type { TelegramMedia } from '../protocol.js';

/** What a kind of file is called on the page. */
const FILE_KINDS = {
  photo: 'photo',
  document: 'document',
  video: 'video',
  video_note: 'video',
  audio: 'audio',
  voice: 'voice',
  gif: 'animation',
  sticker: 'sticker',
} as const;

/** Shows what a Telegram message carries. @param url where its file can be had */
export function showTelegramMedia(media: SeenMedia, url: string): TelegramMedia {
  if ('media' in media) {
    return { ...NOTHING, ...showPlain(media) };
  }
  return {
    ...NOTHING,
    kind: FILE_KINDS[media.kind],
    fileName: media.name ?? null,
    mimeType: media.mimeType,
    size: media.size,
    url,
    durationSeconds: media.seconds ?? null,
    isSpoiler: media.isSpoiler,
    label: media.emoji ?? null,
  };
}

const NOTHING = {
  fileName: null,
  mimeType: '',
  size: 0,
  url: null,
  width: null,
  height: null,
  durationSeconds: null,
  isSpoiler: false,
} as const;

function showPlain({ media }: SeenPlain): Pick<TelegramMedia, 'kind' | 'label'> {
  if (media instanceof Api.MessageMediaPoll) {
    return { kind: 'poll', label: media.poll.question.text };
  }
  if (media instanceof Api.MessageMediaContact) {
    return { kind: 'contact', label: `${media.firstName} ${media.lastName}`.trim() };
  }
  if (media instanceof Api.MessageMediaVenue) return { kind: 'location', label: media.title };
  if (media instanceof Api.MessageMediaDice) {
    return { kind: 'other', label: `${media.emoticon} ${media.value}` };
  }
  const { geo } = media;
  return { kind: 'location', label: geo instanceof Api.GeoPoint ? `${geo.lat}, ${geo.long}` : null };
}
