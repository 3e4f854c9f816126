import { Api } from 'telegram';
import type { StoredDocument } from './world/files/stored-file.js';
import type { Media } from './world/media.js';

/** A file in a chat as people see it. */
export interface SeenFile {
  readonly kind: 'photo' | 'document' | 'video' | 'audio' | 'voice' | 'video_note' | 'gif' | 'sticker';
  /** Photos, voice notes and video notes have none. */
  readonly name: string | undefined;
  readonly size: number;
  readonly mimeType: string;
  readonly isSpoiler: boolean;
  /** Of audio, voice, video, video notes and GIFs. */
  readonly seconds: number | undefined;
  /** Of a voice note: its loudness, as it is packed ("documentAttributeAudio"). */
  readonly waveform: Buffer | undefined;
  /** Of a sticker. */
  readonly emoji: string | undefined;
  /** Downloads it. */
  readonly bytes: () => Buffer;
}

/** Media without a file; `media` is the TL object. */
export interface SeenPlain {
  readonly kind: 'poll' | 'geo' | 'geo_live' | 'venue' | 'contact' | 'dice';
  readonly media: Extract<Media, { kind: 'plain' }>['media'];
}

export type SeenMedia = SeenFile | SeenPlain;

/** Shows what a message carries. */
export function showMedia(media: Media): SeenMedia {
  switch (media.kind) {
    case 'photo': {
      const { content } = media.photo;
      return {
        kind: 'photo',
        name: undefined,
        size: content.size,
        mimeType: 'image/jpeg',
        isSpoiler: media.isSpoiler,
        seconds: undefined,
        waveform: undefined,
        emoji: undefined,
        bytes: () => content.toBuffer(),
      };
    }
    case 'document':
      return showDocument(media.document, media.isSpoiler);
    case 'plain':
      return { kind: nameOf(media.media), media: media.media };
  }
}

function showDocument({ content, mimeType, attributes }: StoredDocument, isSpoiler: boolean): SeenFile {
  const audio = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeAudio);
  const video = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeVideo);
  const name = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeFilename);
  const sticker = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeSticker);
  return {
    kind: kindOfDocument(attributes),
    name: name?.fileName,
    size: content.size,
    mimeType,
    isSpoiler,
    seconds: audio?.duration ?? video?.duration,
    waveform: audio?.voice === true ? audio.waveform : undefined,
    emoji: sticker?.alt,
    bytes: () => content.toBuffer(),
  };
}

/** "Documents": what its attributes make of a document. */
function kindOfDocument(attributes: readonly Api.TypeDocumentAttribute[]): SeenFile['kind'] {
  const has = (is: (attribute: Api.TypeDocumentAttribute) => boolean): boolean => attributes.some(is);
  if (has((attribute) => attribute instanceof Api.DocumentAttributeSticker)) return 'sticker';
  if (has((attribute) => attribute instanceof Api.DocumentAttributeAnimated)) return 'gif';
  const audio = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeAudio);
  if (audio !== undefined) return audio.voice === true ? 'voice' : 'audio';
  const video = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeVideo);
  if (video !== undefined) return video.roundMessage === true ? 'video_note' : 'video';
  return 'document';
}

function nameOf(media: SeenPlain['media']): SeenPlain['kind'] {
  if (media instanceof Api.MessageMediaPoll) return 'poll';
  if (media instanceof Api.MessageMediaGeo) return 'geo';
  if (media instanceof Api.MessageMediaGeoLive) return 'geo_live';
  if (media instanceof Api.MessageMediaVenue) return 'venue';
  return media instanceof Api.MessageMediaContact ? 'contact' : 'dice';
}
