import type { Agent } from '../../../sandbox/people/agent.js';
import type { Addressee } from '../../../sandbox/telegram/person.js';
import type { ForwardedFrom, PersonMedia } from '../../../sandbox/telegram/person-media.js';
import { samples } from './samples.js';

/** Something that the agent sends, and how the member gets it. */
export interface FromTelegram {
  readonly what: string;
  /** For people. */
  readonly how: string;
  /** Whether Telegram lets its author change the words of it. */
  readonly canBeEdited: boolean;
  /** Returns its ids, several for an album. */
  send(by: Agent, account: Addressee, words: string): readonly number[];
  /** What stands in the thread then, message by message, as `showInThread` has it. */
  stands(words: string): readonly string[];
}

const place = { latitude: 52.52, longitude: 13.405 };
const map = 'https://www.openstreetmap.org/?mlat=52.52000&mlon=13.40500#map=16/52.52000/13.40500';

/** Media with words below it. */
function captioned(
  what: string,
  how: string,
  media: PersonMedia,
  shown: string,
  options: { readonly spoiler?: boolean } = {},
): FromTelegram {
  return {
    what,
    how,
    canBeEdited: true,
    send: (by, account, caption) => [by.sends(account, media, { caption, ...options })],
    stands: (words) => [`[${shown}] ${words}`],
  };
}

/** A message that the agent passes on. */
function forwarded(
  what: string,
  how: string,
  from: (by: Agent) => ForwardedFrom,
  shown: string,
): FromTelegram {
  return {
    what,
    how,
    canBeEdited: false,
    send: (by, account, words) => [by.replies(account, words, { forwardedFrom: from(by) })],
    stands: (words) => [`↪️ Forwarded from ${shown}\n${words}`],
  };
}

/** Media without words. */
function bare(what: string, how: string, media: PersonMedia, ...stands: readonly string[]): FromTelegram {
  return {
    what,
    how,
    canBeEdited: false,
    send: (by, account) => [by.sends(account, media)],
    stands: () => stands,
  };
}

export const fromTelegram: readonly FromTelegram[] = [
  {
    what: 'Text',
    how: 'text with its formatting; what is longer than a message continues in the next',
    canBeEdited: true,
    send: (by, account, words) => [by.replies(account, words)],
    stands: (words) => [words],
  },
  captioned(
    'Photo',
    'picture, the words above it',
    { kind: 'photo', bytes: samples.front },
    `photo_N.jpg ${samples.front.length}`,
  ),
  {
    what: 'Album',
    how: 'one message with all its files',
    canBeEdited: true,
    send: (by, account, caption) =>
      by.sendsAlbum(
        account,
        [
          { kind: 'photo', bytes: samples.front },
          { kind: 'photo', bytes: samples.back },
        ],
        { caption },
      ),
    stands: (words) => [
      `[photo_N.jpg ${samples.front.length}] [photo_N.jpg ${samples.back.length}] ${words}`,
    ],
  },
  captioned(
    'Photo behind a spoiler',
    'picture behind a spoiler',
    { kind: 'photo', bytes: samples.front },
    `spoiler SPOILER_photo_N.jpg ${samples.front.length}`,
    { spoiler: true },
  ),
  captioned(
    'Video behind a spoiler',
    'video behind a spoiler',
    { kind: 'video', bytes: samples.clip, name: 'clip.mp4', mimeType: 'video/mp4' },
    `spoiler SPOILER_clip.mp4 ${samples.clip.length}`,
    { spoiler: true },
  ),
  captioned(
    'Document',
    'file under its name, the words above it',
    { kind: 'document', bytes: samples.contract, name: 'contract.pdf', mimeType: 'application/pdf' },
    `contract.pdf ${samples.contract.length}`,
  ),
  captioned(
    'Video',
    'file that plays in the thread',
    { kind: 'video', bytes: samples.clip, name: 'clip.mp4', mimeType: 'video/mp4' },
    `clip.mp4 ${samples.clip.length}`,
  ),
  captioned(
    'Music',
    'file that plays in the thread',
    { kind: 'audio', bytes: samples.song, name: 'song.mp3', mimeType: 'audio/mpeg' },
    `song.mp3 ${samples.song.length}`,
  ),
  captioned(
    'GIF',
    'film that plays in the thread',
    { kind: 'gif', bytes: samples.party, name: 'party.mp4', mimeType: 'video/mp4' },
    `party.mp4 ${samples.party.length}`,
  ),
  bare(
    'Voice message',
    'voice message with its length and its loudness curve; its words, if it has any, in a message behind it',
    {
      kind: 'voice',
      bytes: samples.speech,
      seconds: 4,
      waveform: Buffer.from(samples.packedLoudness, 'hex'),
    },
    `[voice voice_N.ogg ${samples.speech.length} 4 s ${Buffer.from(samples.loudness).toString('hex')}]`,
  ),
  bare(
    'Video message',
    'file that plays in the thread',
    { kind: 'video_note', bytes: samples.clip, seconds: 4 },
    `[video_note_N.mp4 ${samples.clip.length}]`,
  ),
  bare(
    'Sticker',
    'picture, and the emoji that it stands for',
    { kind: 'sticker', format: 'static', bytes: samples.wave, emoji: '👋' },
    `[sticker_N.webp ${samples.wave.length}] 👋`,
  ),
  bare(
    'Video sticker',
    'film, and the emoji that it stands for',
    { kind: 'sticker', format: 'video', bytes: samples.clip, emoji: '👋' },
    `[sticker_N.webm ${samples.clip.length}] 👋`,
  ),
  bare(
    'Animated sticker',
    'its still picture, and the emoji that it stands for',
    { kind: 'sticker', format: 'animated', bytes: samples.clip, emoji: '👋', still: samples.wave },
    `[sticker_N.webp ${samples.wave.length}] 👋`,
  ),
  bare(
    'Animated sticker of which Telegram has no still',
    'the emoji that it stands for',
    { kind: 'sticker', format: 'animated', bytes: samples.clip, emoji: '👋' },
    '👋',
  ),
  bare(
    'Poll or quiz',
    'its question and answers as text',
    { kind: 'poll', question: 'Which plan?', answers: ['Small', 'Big'] },
    '📊 Poll: Which plan?\n1. Small\n2. Big',
  ),
  bare(
    'Place',
    'its coordinates with a link to a map',
    { kind: 'geo', ...place },
    `📍 Location 52.52000, 13.40500\n${map}`,
  ),
  bare(
    'Live location',
    'where it is when it is sent, with a link to a map',
    { kind: 'geo_live', ...place },
    `📍 Live location, now at 52.52000, 13.40500\n${map}`,
  ),
  bare(
    'Venue',
    'its name and address with a link to a map',
    { kind: 'venue', title: 'Harbour Café', address: 'Pier 7', ...place },
    `📍 Harbour Café, Pier 7 52.52000, 13.40500\n${map}`,
  ),
  bare(
    'Contact',
    'name and number as text',
    { kind: 'contact', phone: '491701234567', firstName: 'Ben', lastName: 'Berg' },
    '👤 Contact: Ben Berg, +491701234567',
  ),
  bare('Dice', 'the emoji and what it shows', { kind: 'dice', emoji: '🎲', value: 4 }, '🎲 4'),
  forwarded('Message forwarded from a person', 'the message, with their name', (by) => ({ user: by }), 'Ada'),
  forwarded(
    'Message forwarded from a channel',
    'the message, with the channel’s name and who signed it',
    () => ({ channel: 'Harbour News', signature: 'Ben' }),
    'Harbour News (Ben)',
  ),
  forwarded(
    'Message forwarded from somebody who hides',
    'the message, with the name that they show',
    () => ({ hidden: 'Nobody Known' }),
    'Nobody Known',
  ),
  {
    what: 'Call',
    how: 'a sentence: nobody can take it on Discord',
    canBeEdited: false,
    send: (by, account) => [by.causes(account, { kind: 'phone_call', outcome: 'missed' })],
    stands: () => ['📞 Call from the agent, which can’t be taken here: please write instead'],
  },
  {
    what: 'Video call',
    how: 'a sentence: nobody can take it on Discord',
    canBeEdited: false,
    send: (by, account) => [by.causes(account, { kind: 'phone_call', outcome: 'declined', isVideo: true })],
    stands: () => ['📹 Video call from the agent, which can’t be taken here: please write instead'],
  },
  {
    what: 'Gift',
    how: 'a sentence',
    canBeEdited: false,
    send: (by, account) => [by.causes(account, { kind: 'gift', months: 3 })],
    stands: () => ['🎁 A gift, which can only be opened on Telegram'],
  },
];
