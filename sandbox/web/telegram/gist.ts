import type { TelegramMedia, TelegramMessageSight } from '../../control/protocol.js';

const titles: Readonly<Record<TelegramMedia['kind'], string>> = {
  photo: 'Photo',
  video: 'Video',
  animation: 'GIF',
  audio: 'Audio',
  voice: 'Voice message',
  sticker: 'Sticker',
  document: 'File',
  location: 'Location',
  poll: 'Poll',
  contact: 'Contact',
  other: 'Attachment',
};

/** A message in a line: its words, or what it brings. */
export function gist({ text, media }: Pick<TelegramMessageSight, 'text' | 'media'>): string {
  const words = text.replaceAll(/\s+/g, ' ');
  if (media === null) return words;
  const title = media.label === null ? titles[media.kind] : `${media.label} ${titles[media.kind]}`;
  return words === '' ? title : `${title}, ${words}`;
}
