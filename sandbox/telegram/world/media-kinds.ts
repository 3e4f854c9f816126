import { Api } from 'telegram';
import type { Media } from './media.js';

/** What an album can be made of: photos and videos mixed, or nothing but audio, or nothing but other files. */
export type AlbumKind = 'visual' | 'audio' | 'document';

type Attributes = readonly Api.TypeDocumentAttribute[];

/** "Uploading and Downloading Files: Albums, grouped media"; undefined for what can't be in one. */
export function albumKindOf(media: Media): AlbumKind | undefined {
  if (media.kind === 'photo') return 'visual';
  if (media.kind === 'plain') return undefined;
  const { attributes } = media.document;
  if (isSticker(attributes) || isAnimated(attributes) || isVoice(attributes) || isRound(attributes)) {
    return undefined;
  }
  if (attributes.some((attribute) => attribute instanceof Api.DocumentAttributeVideo)) return 'visual';
  return attributes.some((attribute) => attribute instanceof Api.DocumentAttributeAudio)
    ? 'audio'
    : 'document';
}

/** Whether words can stand under it: not under stickers, video notes, polls, places and the like. */
export function takesCaption(media: Media): boolean {
  if (media.kind === 'plain') return false;
  if (media.kind === 'photo') return true;
  const { attributes } = media.document;
  return !isSticker(attributes) && !isRound(attributes);
}

export function isVoiceNote(media: Media): boolean {
  return (
    media.kind === 'document' && (isVoice(media.document.attributes) || isRound(media.document.attributes))
  );
}

function isSticker(attributes: Attributes): boolean {
  return attributes.some((attribute) => attribute instanceof Api.DocumentAttributeSticker);
}

function isAnimated(attributes: Attributes): boolean {
  return attributes.some((attribute) => attribute instanceof Api.DocumentAttributeAnimated);
}

function isVoice(attributes: Attributes): boolean {
  return attributes.some(
    (attribute) => attribute instanceof Api.DocumentAttributeAudio && attribute.voice === true,
  );
}

function isRound(attributes: Attributes): boolean {
  return attributes.some(
    (attribute) => attribute instanceof Api.DocumentAttributeVideo && attribute.roundMessage === true,
  );
}
