import { Api } from 'telegram';
import type { NameOf } from '../peer-names.js';

/** What a message holds that is neither words nor a file, as words for the member; null when it holds nothing of the kind. */
export function describeMedia(media: Api.TypeMessageMedia | undefined): string | null {
  if (!media || media instanceof Api.MessageMediaEmpty) return null;
  // The preview of a link that stands in the text.
  if (media instanceof Api.MessageMediaWebPage) return null;
  if (media instanceof Api.MessageMediaPhoto)
    return media.photo instanceof Api.Photo ? null : '🖼️ A photo that is no longer there';
  if (media instanceof Api.MessageMediaDocument)
    return media.document instanceof Api.Document ? null : '📄 A file that is no longer there';
  if (media instanceof Api.MessageMediaGeo) return `📍 Location${placeOf(media.geo)}`;
  if (media instanceof Api.MessageMediaGeoLive) return `📍 Live location, now at${placeOf(media.geo)}`;
  if (media instanceof Api.MessageMediaVenue)
    return `📍 ${[media.title, media.address].filter((word) => word !== '').join(', ')}${placeOf(media.geo)}`;
  if (media instanceof Api.MessageMediaContact) {
    const name = [media.firstName, media.lastName].filter((word) => word !== '').join(' ');
    return `👤 Contact: ${[name, media.phoneNumber && plus(media.phoneNumber)].filter((word) => word).join(', ')}`;
  }
  if (media instanceof Api.MessageMediaPoll) return describePoll(media);
  if (media instanceof Api.MessageMediaDice) return `${media.emoticon} ${media.value}`;
  if (media instanceof Api.MessageMediaGame) return `🎮 Game: ${media.game.title}`;
  if (media instanceof Api.MessageMediaInvoice) return `🧾 Invoice: ${media.title}`;
  if (media instanceof Api.MessageMediaStory) return '📰 A story, which can only be seen on Telegram';
  if (media instanceof Api.MessageMediaGiveaway) return '🎁 A giveaway, which can only be joined on Telegram';
  if (media instanceof Api.MessageMediaPaidMedia) return '⭐ Paid media, which can only be seen on Telegram';
  return '📎 Something that can only be seen on Telegram';
}

/** What a service message says, where the agent did it for the customer to see; null for what concerns only the chat itself. */
export function describeService({ action }: Api.MessageService): string | null {
  if (action instanceof Api.MessageActionPhoneCall) {
    const kind = action.video ? '📹 Video call' : '📞 Call';
    if (action.duration !== undefined && action.duration !== null)
      return `${kind}, ${durationWords(action.duration)}`;
    return `${kind} from the agent, which can’t be taken here: please write instead`;
  }
  return /Gift/.test(action.className) ? '🎁 A gift, which can only be opened on Telegram' : null;
}

/**
 * Where a forwarded message came from; null for one that was not forwarded. Who hides their account is known by `fromName` alone, a channel's post may be signed
 * (messageFwdHeader).
 */
export function describeOrigin(origin: Api.TypeMessageFwdHeader | undefined, nameOf: NameOf): string | null {
  if (!origin) return null;
  const name = nameOrigin(origin, nameOf);
  return name === null ? '↪️ Forwarded' : `↪️ Forwarded from ${name}`;
}

/** Who wrote what stands elsewhere, too; null when nobody says. */
export function nameOrigin(
  { fromId, fromName, postAuthor }: Api.TypeMessageFwdHeader,
  nameOf: NameOf,
): string | null {
  const name = (fromId ? nameOf(fromId) : null) || fromName || null;
  if (name === null) return postAuthor || null;
  return `${name}${postAuthor ? ` (${postAuthor})` : ''}`;
}

function describePoll({ poll }: Api.MessageMediaPoll): string {
  const answers = poll.answers.map(({ text }, index) => `${index + 1}. ${text.text}`);
  return [`📊 ${poll.quiz ? 'Quiz' : 'Poll'}: ${poll.question.text}`, ...answers].join('\n');
}

function placeOf(geo: Api.TypeGeoPoint): string {
  if (!(geo instanceof Api.GeoPoint)) return '';
  const [lat, long] = [geo.lat.toFixed(5), geo.long.toFixed(5)];
  return ` ${lat}, ${long}\nhttps://www.openstreetmap.org/?mlat=${lat}&mlon=${long}#map=16/${lat}/${long}`;
}

function plus(phone: string): string {
  return phone.startsWith('+') ? phone : `+${phone}`;
}

function durationWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
