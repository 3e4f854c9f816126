import { StickerFormatType } from 'discord-api-types/v10';
import type { DiscordPerson, Place } from '../../../sandbox/people/discord-person.js';
import type { SeenMessage } from '../../../sandbox/people/seen-message.js';
import type { Scene } from '../../../sandbox/stage/scene.js';
import { samples } from './samples.js';

/** Something that a member sends, and how the agent gets it. */
export interface FromDiscord {
  readonly what: string;
  /** For people. */
  readonly how: string;
  /** Whether Discord lets its author change the words of it. */
  readonly canBeEdited: boolean;
  send(by: DiscordPerson, thread: Place, words: string, scene: Scene): SeenMessage;
  /** What stands in the chat then, message by message, as `showInChat` has it. */
  stands(words: string): readonly string[];
}

const png = (name: string, bytes: Buffer) => ({ name, bytes, contentType: 'image/png' });
const pdf = { name: 'contract.pdf', bytes: samples.contract, contentType: 'application/pdf' };

export const fromDiscord: readonly FromDiscord[] = [
  {
    what: 'Text',
    how: 'text with its formatting; what is longer than a message continues in the next',
    canBeEdited: true,
    send: (by, thread, words) => by.says(thread, words),
    stands: (words) => [words],
  },
  {
    what: 'Picture',
    how: 'photo, the words below it',
    canBeEdited: true,
    send: (by, thread, words) => by.says(thread, words, { files: [png('front.png', samples.front)] }),
    stands: (words) => [`[photo ${samples.front.length}] ${words}`],
  },
  {
    what: 'Several pictures',
    how: 'one album',
    canBeEdited: true,
    send: (by, thread, words) =>
      by.says(thread, words, { files: [png('front.png', samples.front), png('back.png', samples.back)] }),
    stands: (words) => [
      `[album photo ${samples.front.length}] ${words}`,
      `[album photo ${samples.back.length}]`,
    ],
  },
  {
    what: 'Pictures and a document',
    how: 'the pictures as an album, the document behind them: Telegram does not mix them',
    canBeEdited: true,
    send: (by, thread, words) =>
      by.says(thread, words, {
        files: [png('front.png', samples.front), png('back.png', samples.back), pdf],
      }),
    stands: (words) => [
      `[album photo ${samples.front.length}] ${words}`,
      `[album photo ${samples.back.length}]`,
      `[document contract.pdf ${samples.contract.length}]`,
    ],
  },
  {
    what: 'Picture behind a spoiler',
    how: 'photo behind a spoiler',
    canBeEdited: true,
    send: (by, thread, words) =>
      by.says(thread, words, { files: [{ ...png('front.png', samples.front), spoiler: true }] }),
    stands: (words) => [`[spoiler photo ${samples.front.length}] ${words}`],
  },
  {
    what: 'Video behind a spoiler',
    how: 'video behind a spoiler',
    canBeEdited: true,
    send: (by, thread, words) =>
      by.says(thread, words, {
        files: [{ name: 'clip.mp4', bytes: samples.clip, contentType: 'video/mp4', spoiler: true }],
      }),
    stands: (words) => [`[spoiler video clip.mp4 ${samples.clip.length}] ${words}`],
  },
  {
    what: 'Document',
    how: 'document under its name, the words below it',
    canBeEdited: true,
    send: (by, thread, words) => by.says(thread, words, { files: [pdf] }),
    stands: (words) => [`[document contract.pdf ${samples.contract.length}] ${words}`],
  },
  {
    what: 'Video',
    how: 'video that plays in the chat',
    canBeEdited: true,
    send: (by, thread, words) =>
      by.says(thread, words, {
        files: [{ name: 'clip.mp4', bytes: samples.clip, contentType: 'video/mp4' }],
      }),
    stands: (words) => [`[video clip.mp4 ${samples.clip.length}] ${words}`],
  },
  {
    what: 'Audio file',
    how: 'music that plays in the chat',
    canBeEdited: true,
    send: (by, thread, words) =>
      by.says(thread, words, {
        files: [{ name: 'song.mp3', bytes: samples.song, contentType: 'audio/mpeg' }],
      }),
    stands: (words) => [`[audio song.mp3 ${samples.song.length}] ${words}`],
  },
  {
    what: 'Voice message',
    how: 'voice message with its length and its loudness curve',
    canBeEdited: false,
    send: (by, thread) =>
      by.says(thread, '', {
        files: [
          {
            name: 'voice-message.ogg',
            bytes: samples.speech,
            contentType: 'audio/ogg',
            durationSeconds: 6.6,
            waveform: Buffer.from(samples.loudness).toString('base64'),
          },
        ],
        voice: true,
      }),
    stands: () => [`[voice ${samples.speech.length} 7 s ${samples.packedLoudness}]`],
  },
  {
    what: 'GIF file',
    how: 'animation',
    canBeEdited: true,
    send: (by, thread, words) =>
      by.says(thread, words, {
        files: [{ name: 'party.gif', bytes: samples.party, contentType: 'image/gif' }],
      }),
    stands: (words) => [`[gif party.gif ${samples.party.length}] ${words}`],
  },
  {
    what: 'Sticker',
    how: 'photo',
    canBeEdited: true,
    send: (by, thread, words, scene) =>
      by.says(thread, words, { sticker: sticker(scene, StickerFormatType.PNG) }),
    stands: (words) => [`[photo ${samples.wave.length}] ${words}`],
  },
  {
    what: 'Animated sticker (APNG)',
    how: 'photo of its first picture: Telegram does not play APNG',
    canBeEdited: true,
    send: (by, thread, words, scene) =>
      by.says(thread, words, { sticker: sticker(scene, StickerFormatType.APNG) }),
    stands: (words) => [`[photo ${samples.wave.length}] ${words}`],
  },
  {
    what: 'Animated sticker (GIF)',
    how: 'animation',
    canBeEdited: true,
    send: (by, thread, words, scene) =>
      by.says(thread, words, { sticker: sticker(scene, StickerFormatType.GIF) }),
    stands: (words) => [`[gif wave.gif ${samples.wave.length}] ${words}`],
  },
  {
    what: 'Sticker that only Discord can draw (Lottie)',
    how: 'its name: `:wave: (a sticker)`',
    canBeEdited: true,
    send: (by, thread, words, scene) =>
      by.says(thread, words, { sticker: sticker(scene, StickerFormatType.Lottie) }),
    stands: (words) => [`${words}\n:wave: (a sticker)`],
  },
  {
    what: 'Poll',
    how: 'its question and answers as text',
    canBeEdited: false,
    send: (by, thread) =>
      by.says(thread, '', { poll: { question: 'Which plan?', answers: ['Small', 'Big'] } }),
    stands: () => ['📊 Poll: Which plan?\n• Small\n• Big'],
  },
  {
    what: 'Forwarded message',
    how: 'its words as a quote and its files, with the channel that it came from',
    canBeEdited: false,
    send: (by, thread, _, scene) => {
      const original = scene.owner.says({ id: scene.plan.upgradeChannelId }, 'Plans from 20 euros');
      return by.says(thread, '', { forwardOf: original });
    },
    stands: () => ['↪️ Forwarded from #upgrade-to-vip:\nPlans from 20 euros'],
  },
  {
    what: 'Invitation to a game',
    how: 'a sentence',
    canBeEdited: false,
    send: (by, thread) => by.invitesToPlay(thread),
    stands: () => ['🎮 An invitation to join an activity on Discord'],
  },
];

function sticker({ stage, guildId }: Scene, format: StickerFormatType): { id: string } {
  const { world } = stage.discord;
  const guild = world.store.requireGuild(guildId);
  const known = [...guild.stickers.values()].find((each) => each.format === format);
  return known ?? world.expressions.addSticker(guild, { name: 'wave', format, bytes: samples.wave });
}
