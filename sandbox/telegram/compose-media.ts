import { Api } from 'telegram';
import type { PersonMedia } from './person-media.js';
import { toLong } from './tl/long.js';
import { FileContent } from './world/files/file-content.js';
import type { Media } from './world/media.js';
import type { World } from './world/world.js';

type Attributes = Api.TypeDocumentAttribute[];
type FileMedia = Exclude<PersonMedia, { kind: PlainKind }>;
type PlainKind = 'poll' | 'geo' | 'geo_live' | 'venue' | 'contact' | 'dice';

/** Makes of what a person picked what their client sends. */
export function composeMedia(world: World, media: PersonMedia, isSpoiler = false): Media {
  switch (media.kind) {
    case 'poll':
    case 'geo':
    case 'geo_live':
    case 'venue':
    case 'contact':
    case 'dice':
      return { kind: 'plain', media: composePlain(world, media) };
    case 'photo': {
      const { width = 800, height = 600 } = media;
      const photo = world.files.addPhoto({ content: new FileContent([media.bytes]), width, height });
      return { kind: 'photo', photo, isSpoiler };
    }
    default: {
      const { mimeType, attributes } = describeFile(media);
      const content = new FileContent([media.bytes]);
      const still = media.kind === 'sticker' ? media.still : undefined;
      const thumbnail = still && { content: new FileContent([still]), width: 128, height: 128 };
      const document = world.files.addDocument({ content, mimeType, attributes, thumbnail });
      return { kind: 'document', document, isSpoiler };
    }
  }
}

/** "Documents": what the attributes of each kind of file are. */
function describeFile(media: Exclude<FileMedia, { kind: 'photo' }>): {
  mimeType: string;
  attributes: Attributes;
} {
  switch (media.kind) {
    case 'document':
      return {
        mimeType: media.mimeType ?? 'application/octet-stream',
        attributes: named(media.name ?? 'file'),
      };
    case 'video': {
      const { seconds: duration = 5, width: w = 640, height: h = 360 } = media;
      const video = new Api.DocumentAttributeVideo({ duration, w, h, supportsStreaming: true });
      return {
        mimeType: media.mimeType ?? 'video/mp4',
        attributes: [video, ...named(media.name ?? 'video.mp4')],
      };
    }
    case 'audio': {
      const { seconds: duration = 60, title, performer } = media;
      const audio = new Api.DocumentAttributeAudio({
        duration,
        ...(title !== undefined && { title }),
        ...(performer !== undefined && { performer }),
      });
      return {
        mimeType: media.mimeType ?? 'audio/mpeg',
        attributes: [audio, ...named(media.name ?? 'audio.mp3')],
      };
    }
    case 'voice': {
      const { seconds: duration = 3, waveform = Buffer.from([0x1f, 0x42, 0x08]) } = media;
      const attribute = new Api.DocumentAttributeAudio({ voice: true, duration, waveform });
      return { mimeType: 'audio/ogg', attributes: [attribute] };
    }
    case 'video_note': {
      const { seconds: duration = 4 } = media;
      const round = new Api.DocumentAttributeVideo({ roundMessage: true, duration, w: 384, h: 384 });
      return { mimeType: 'video/mp4', attributes: [round] };
    }
    case 'gif': {
      const video = new Api.DocumentAttributeVideo({ nosound: true, duration: 2, w: 320, h: 240 });
      const animated = new Api.DocumentAttributeAnimated();
      const mimeType = media.mimeType ?? 'video/mp4';
      return { mimeType, attributes: [video, ...named(media.name ?? 'animation.mp4'), animated] };
    }
    case 'sticker':
      return describeSticker(media);
  }
}

function describeSticker(media: Extract<PersonMedia, { kind: 'sticker' }>): {
  mimeType: string;
  attributes: Attributes;
} {
  const stickerset = new Api.InputStickerSetEmpty();
  const sticker = new Api.DocumentAttributeSticker({ alt: media.emoji, stickerset });
  const size = { w: 512, h: 512 };
  switch (media.format) {
    case 'static':
      return {
        mimeType: 'image/webp',
        attributes: [new Api.DocumentAttributeImageSize(size), sticker, ...named('sticker.webp')],
      };
    case 'animated':
      return {
        mimeType: 'application/x-tgsticker',
        attributes: [new Api.DocumentAttributeImageSize(size), sticker, ...named('AnimatedSticker.tgs')],
      };
    case 'video':
      return {
        mimeType: 'video/webm',
        attributes: [
          new Api.DocumentAttributeVideo({ ...size, duration: 3, nosound: true }),
          sticker,
          ...named('sticker.webm'),
        ],
      };
  }
}

function named(fileName: string): Api.DocumentAttributeFilename[] {
  return [new Api.DocumentAttributeFilename({ fileName })];
}

function composePlain(
  world: World,
  media: Extract<PersonMedia, { kind: PlainKind }>,
): Extract<Media, { kind: 'plain' }>['media'] {
  switch (media.kind) {
    case 'poll':
      return composePoll(world, media);
    case 'geo':
      return new Api.MessageMediaGeo({ geo: composePoint(world, media) });
    case 'geo_live':
      return new Api.MessageMediaGeoLive({
        geo: composePoint(world, media),
        period: media.periodSeconds ?? 900,
      });
    case 'venue': {
      const { title, address } = media;
      const provider = { provider: 'foursquare', venueId: '', venueType: '' };
      return new Api.MessageMediaVenue({ geo: composePoint(world, media), title, address, ...provider });
    }
    case 'contact': {
      const { phone: phoneNumber, firstName, lastName = '', userId = 0 } = media;
      const name = { phoneNumber, firstName, lastName, vcard: '' };
      return new Api.MessageMediaContact({ ...name, userId: toLong(userId) });
    }
    case 'dice':
      return new Api.MessageMediaDice({ emoticon: media.emoji ?? '🎲', value: media.value ?? 4 });
  }
}

function composePoint(
  world: World,
  { latitude: lat, longitude: long }: { latitude: number; longitude: number },
): Api.GeoPoint {
  return new Api.GeoPoint({ lat, long, accessHash: toLong(world.nextNumber()) });
}

function composePoll(
  world: World,
  { question, answers, isQuiz = false }: Extract<PersonMedia, { kind: 'poll' }>,
): Api.MessageMediaPoll {
  const write = (text: string): Api.TextWithEntities => new Api.TextWithEntities({ text, entities: [] });
  return new Api.MessageMediaPoll({
    poll: new Api.Poll({
      id: toLong(world.nextNumber()),
      quiz: isQuiz,
      question: write(question),
      answers: answers.map(
        (answer, index) => new Api.PollAnswer({ text: write(answer), option: Buffer.from([index]) }),
      ),
    }),
    results: new Api.PollResults({ totalVoters: 0 }),
  });
}
