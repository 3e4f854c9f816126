import { Api, helpers } from 'telegram';
import { describe, expect, test } from 'vitest';
import { fromShortMessage, toChatMessage } from '../../src/telegram/chat-message.js';

const agent = new Api.PeerUser({ userId: helpers.returnBigInt(42) });
const none = helpers.returnBigInt(0);
const photo = new Api.MessageMediaPhoto({ photo: new Api.PhotoEmpty({ id: none }) });
const point = new Api.GeoPointEmpty();

function told(media: Api.TypeMessageMedia, message = ''): ReturnType<typeof toChatMessage> {
  return toChatMessage(new Api.Message({ id: 7, peerId: agent, date: 1_700_000_000, message, media }));
}

function file(attributes: Api.TypeDocumentAttribute[], flags: { voice?: boolean; round?: boolean } = {}) {
  const common = { id: none, accessHash: none, fileReference: Buffer.alloc(0), date: 0, size: none, dcId: 2 };
  const document = new Api.Document({ ...common, mimeType: 'application/octet-stream', attributes });
  return new Api.MessageMediaDocument({ document, ...flags });
}

const sticker = new Api.DocumentAttributeSticker({ alt: '🙂', stickerset: new Api.InputStickerSetEmpty() });
const film = new Api.DocumentAttributeVideo({ duration: 1, w: 1, h: 1 });
const round = new Api.DocumentAttributeVideo({ roundMessage: true, duration: 1, w: 1, h: 1 });
const voice = new Api.DocumentAttributeAudio({ voice: true, duration: 1 });
const song = new Api.DocumentAttributeAudio({ duration: 1 });

describe('what is not carried yet is named in plain words', () => {
  test.each<[string, Api.TypeMessageMedia]>([
    ['a photo', photo],
    ['a file', file([])],
    ['a voice message', file([voice])],
    ['a voice message', file([], { voice: true })],
    ['an audio file', file([song])],
    ['a video', file([film])],
    ['a video message', file([round])],
    ['a GIF', file([new Api.DocumentAttributeAnimated(), film])],
    ['a sticker', file([sticker])],
    ['a location', new Api.MessageMediaGeo({ geo: point })],
    ['a live location', new Api.MessageMediaGeoLive({ geo: point, period: 60 })],
    ['a dice', new Api.MessageMediaDice({ value: 6, emoticon: '🎲' })],
    [
      'a contact',
      new Api.MessageMediaContact({
        phoneNumber: '1',
        firstName: 'A',
        lastName: '',
        vcard: '',
        userId: none,
      }),
    ],
    ['something that this bot does not know', new Api.MessageMediaUnsupported()],
  ])('%s', (what, media) => {
    expect(told(media)?.unsupported).toEqual([what]);
  });

  test('its caption is text like any other', () => {
    expect(told(photo, 'look')).toMatchObject({ content: { text: 'look' }, unsupported: ['a photo'] });
  });

  test('the preview of a link is nothing of its own', () => {
    const preview = new Api.MessageMediaWebPage({ webpage: new Api.WebPageEmpty({ id: none }) });
    expect(told(preview, 'https://example.org')?.unsupported).toEqual([]);
  });
});

describe('service messages', () => {
  const service = (action: Api.TypeMessageAction): ReturnType<typeof toChatMessage> =>
    toChatMessage(new Api.MessageService({ id: 7, peerId: agent, date: 1, action }));

  test('a call is told', () => {
    expect(service(new Api.MessageActionPhoneCall({ callId: none }))?.unsupported).toEqual(['a call']);
  });

  test('what concerns only the chat is not', () => {
    expect(service(new Api.MessageActionContactSignUp())).toBeNull();
    expect(service(new Api.MessageActionPinMessage())).toBeNull();
  });
});

test('groups and channels are none of ours', () => {
  const peerId = new Api.PeerChat({ chatId: helpers.returnBigInt(5) });
  expect(toChatMessage(new Api.Message({ id: 7, peerId, date: 1, message: 'hi' }))).toBeNull();
});

test('the short form tells the same as the long one', () => {
  const common = { id: 7, date: 1_700_000_000, message: 'hi' };
  const short = new Api.UpdateShortMessage({ ...common, userId: agent.userId, pts: 1, ptsCount: 1 });
  expect(fromShortMessage(short)).toEqual(toChatMessage(new Api.Message({ ...common, peerId: agent })));
});
