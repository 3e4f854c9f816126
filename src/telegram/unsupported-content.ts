import { Api } from 'telegram';

/** What a message holds besides its text that is not carried yet, in words for the agent; empty when nothing. */
export function describeUnsupported(message: Api.Message): readonly string[] {
  const { media } = message;
  if (!media || media instanceof Api.MessageMediaEmpty) return [];
  // The preview of a link that stands in the text.
  if (media instanceof Api.MessageMediaWebPage) return [];
  return [describeMedia(media)];
}

/** What a service message says, where the agent did it for the customer to see; null for what concerns only the chat itself. */
export function describeService({ action }: Api.MessageService): string | null {
  if (action instanceof Api.MessageActionPhoneCall) return action.video ? 'a video call' : 'a call';
  if (action instanceof Api.MessageActionScreenshotTaken) return null;
  return /Gift/.test(action.className) ? 'a gift' : null;
}

function describeMedia(media: Api.TypeMessageMedia): string {
  if (media instanceof Api.MessageMediaPhoto) return 'a photo';
  if (media instanceof Api.MessageMediaDocument) return describeDocument(media);
  if (media instanceof Api.MessageMediaContact) return 'a contact';
  if (media instanceof Api.MessageMediaGeo) return 'a location';
  if (media instanceof Api.MessageMediaGeoLive) return 'a live location';
  if (media instanceof Api.MessageMediaVenue) return 'a place';
  if (media instanceof Api.MessageMediaPoll) return 'a poll';
  if (media instanceof Api.MessageMediaDice) return 'a dice';
  if (media instanceof Api.MessageMediaGame) return 'a game';
  if (media instanceof Api.MessageMediaInvoice) return 'an invoice';
  if (media instanceof Api.MessageMediaStory) return 'a story';
  if (media instanceof Api.MessageMediaGiveaway) return 'a giveaway';
  if (media instanceof Api.MessageMediaPaidMedia) return 'paid media';
  return 'something that this bot does not know';
}

function describeDocument({ document, voice, round, video }: Api.MessageMediaDocument): string {
  if (voice) return 'a voice message';
  if (round) return 'a video message';
  const attributes = document instanceof Api.Document ? document.attributes : [];
  const has = (kind: abstract new (...args: never[]) => Api.TypeDocumentAttribute): boolean =>
    attributes.some((attribute) => attribute instanceof kind);
  if (has(Api.DocumentAttributeSticker)) return 'a sticker';
  if (has(Api.DocumentAttributeAnimated)) return 'a GIF';
  const audio = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeAudio);
  if (audio !== undefined) return audio.voice ? 'a voice message' : 'an audio file';
  const film = attributes.find((attribute) => attribute instanceof Api.DocumentAttributeVideo);
  if (film?.roundMessage) return 'a video message';
  return video || film !== undefined ? 'a video' : 'a file';
}
