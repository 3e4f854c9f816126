import type { Api } from 'telegram';
import type { StoredDocument, StoredPhoto } from './files/stored-file.js';

/** Media that hold no file and look the same to everyone. */
type PlainMedia =
  | Api.MessageMediaPoll
  | Api.MessageMediaGeo
  | Api.MessageMediaGeoLive
  | Api.MessageMediaVenue
  | Api.MessageMediaContact
  | Api.MessageMediaDice;

/** What a message carries besides its text. */
export type Media =
  | { readonly kind: 'photo'; readonly photo: StoredPhoto; readonly isSpoiler: boolean }
  | { readonly kind: 'document'; readonly document: StoredDocument; readonly isSpoiler: boolean }
  | { readonly kind: 'plain'; readonly media: PlainMedia };

/** Whether two messages carry the same thing. */
export function isSameMedia(one: Media | undefined, other: Media | undefined): boolean {
  if (one?.kind === 'photo' && other?.kind === 'photo') {
    return one.photo === other.photo && one.isSpoiler === other.isSpoiler;
  }
  if (one?.kind === 'document' && other?.kind === 'document') {
    return one.document === other.document && one.isSpoiler === other.isSpoiler;
  }
  return one === other;
}
