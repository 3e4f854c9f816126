import { Api } from 'telegram';
import { expect, it } from 'vitest';
import type { ForwardedFrom, PersonMedia, PersonService } from '../../../sandbox/telegram/person-media.js';
import { useBench } from './bench.js';
import { until } from './real-client.js';

const bench = useBench();
const bytes = Buffer.from('some bytes');

/** The message of the newest update that brought one. */
async function received(): Promise<unknown> {
  const find = (): unknown => {
    const update = bench.updates.findLast(({ className }) => className === 'UpdateNewMessage');
    return update instanceof Api.UpdateNewMessage ? update.message : undefined;
  };
  await until(() => find() !== undefined);
  return find();
}

const document = (mimeType: string, ...attributes: object[]): object => ({
  className: 'MessageMediaDocument',
  document: { className: 'Document', mimeType, attributes },
});
const named = (fileName: string): object => ({ className: 'DocumentAttributeFilename', fileName });

it.each<[PersonMedia, object]>([
  [
    { kind: 'photo', bytes, width: 1000, height: 500 },
    {
      className: 'MessageMediaPhoto',
      photo: { sizes: [{ type: 'i' }, { type: 'y', w: 1000, h: 500, sizes: [3, 5, 10] }] },
    },
  ],
  [{ kind: 'document', bytes, name: 'a.bin' }, document('application/octet-stream', named('a.bin'))],
  [
    { kind: 'video', bytes, name: 'v.mp4' },
    { video: true, ...document('video/mp4', { className: 'DocumentAttributeVideo' }, named('v.mp4')) },
  ],
  [
    { kind: 'audio', bytes, title: 'Song', performer: 'Band' },
    document('audio/mpeg', { title: 'Song', performer: 'Band' }, named('audio.mp3')),
  ],
  [
    { kind: 'voice', bytes },
    { voice: true, ...document('audio/ogg', { voice: true, duration: 3 }) },
  ],
  [
    { kind: 'video_note', bytes },
    { round: true, ...document('video/mp4', { roundMessage: true }) },
  ],
  [
    { kind: 'gif', bytes },
    document('video/mp4', { nosound: true }, named('animation.mp4'), {
      className: 'DocumentAttributeAnimated',
    }),
  ],
  [
    { kind: 'sticker', format: 'static', bytes, emoji: '👍' },
    document('image/webp', { w: 512 }, { alt: '👍' }, named('sticker.webp')),
  ],
  [
    { kind: 'sticker', format: 'animated', bytes, emoji: '🎉' },
    document('application/x-tgsticker', { w: 512 }, { alt: '🎉' }, named('AnimatedSticker.tgs')),
  ],
  [
    { kind: 'sticker', format: 'video', bytes, emoji: '🔥' },
    document('video/webm', { w: 512 }, { alt: '🔥' }, named('sticker.webm')),
  ],
  [
    { kind: 'poll', question: 'Which?', answers: ['A', 'B'] },
    {
      className: 'MessageMediaPoll',
      poll: { question: { text: 'Which?' }, answers: [{ text: { text: 'A' } }, { text: { text: 'B' } }] },
    },
  ],
  [
    { kind: 'geo', latitude: 1.5, longitude: 2.5 },
    { className: 'MessageMediaGeo', geo: { lat: 1.5, long: 2.5 } },
  ],
  [
    { kind: 'geo_live', latitude: 1, longitude: 2 },
    { className: 'MessageMediaGeoLive', period: 900 },
  ],
  [
    { kind: 'venue', latitude: 1, longitude: 2, title: 'Harbour', address: 'Pier 1' },
    { className: 'MessageMediaVenue', title: 'Harbour', address: 'Pier 1' },
  ],
  [
    { kind: 'contact', phone: '15551234', firstName: 'Bea' },
    { className: 'MessageMediaContact', phoneNumber: '15551234', firstName: 'Bea' },
  ],
  [
    { kind: 'dice', emoji: '🎯', value: 6 },
    { className: 'MessageMediaDice', emoticon: '🎯', value: 6 },
  ],
])('GIVEN $kind of an agent THEN the client gets it as Telegram writes it', async (media, expected) => {
  bench.agent.sends(bench.account, media);
  expect(await received()).toMatchObject({ className: 'Message', message: '', media: expected });
  expect(bench.agent.seesChatWith(bench.account)[0]?.media?.kind).toBe(media.kind);
});

it('GIVEN an album with a caption and spoilers THEN its messages share a group', async () => {
  const album: PersonMedia[] = [
    { kind: 'photo', bytes },
    { kind: 'video', bytes },
  ];
  bench.agent.sendsAlbum(bench.account, album, { caption: 'Both', spoiler: true });
  await until(() => bench.updates.length === 2);
  const [first, second] = bench.agent.seesChatWith(bench.account);
  expect(first?.groupedId).toBeDefined();
  expect(second?.groupedId).toBe(first?.groupedId);
  const groupedId = expect.objectContaining({ value: BigInt(first?.groupedId ?? 0) });
  expect(bench.updates).toMatchObject([
    { message: { message: 'Both', groupedId, media: { spoiler: true } } },
    { message: { message: '', groupedId, media: { spoiler: true } } },
  ]);
});

it.each<[string, (anna: { id: string }) => ForwardedFrom, object]>([
  ['a user', (anna) => ({ user: anna }), { fromId: { className: 'PeerUser' } }],
  ['a hidden user', () => ({ hidden: 'Nobody' }), { fromName: 'Nobody', fromId: null }],
  [
    'a channel',
    () => ({ channel: 'News', signature: 'Ed' }),
    { fromId: { className: 'PeerChannel' }, channelPost: 7, postAuthor: 'Ed' },
  ],
])('GIVEN a message forwarded from %s THEN the client learns its origin', async (_, from, expected) => {
  const anna = bench.telegram.createPerson({ firstName: 'Anna' });
  bench.agent.says(bench.account, 'Look', { forwardedFrom: from(anna) });
  expect(await received()).toMatchObject({ message: 'Look', fwdFrom: expected });
  const history = await bench.client.getMessages(bench.peer, { limit: 1 });
  expect(history[0]?.fwdFrom).toMatchObject(expected);
});

it('GIVEN a message forwarded from a channel or a user THEN answers name them', async () => {
  const anna = bench.telegram.createPerson({ firstName: 'Anna' });
  bench.agent.says(bench.account, 'Look', { forwardedFrom: { user: anna } });
  bench.agent.says(bench.account, 'News', { forwardedFrom: { channel: 'News' } });
  const id = [1, 2].map((number) => new Api.InputMessageID({ id: number }));
  const answer = await bench.client.invoke(new Api.messages.GetMessages({ id }));
  expect(answer).toMatchObject({
    chats: [{ title: 'News', broadcast: true, left: true }],
    users: expect.arrayContaining([expect.objectContaining({ firstName: 'Anna' })]),
  });
});

it.each<[PersonService, object]>([
  [
    { kind: 'phone_call', outcome: 'missed' },
    { className: 'MessageActionPhoneCall', reason: { className: 'PhoneCallDiscardReasonMissed' } },
  ],
  [
    { kind: 'phone_call', outcome: 'ended', isVideo: true, seconds: 9 },
    { video: true, duration: 9 },
  ],
  [{ kind: 'screenshot' }, { className: 'MessageActionScreenshotTaken' }],
  [
    { kind: 'gift', months: 3 },
    { className: 'MessageActionGiftPremium', months: 3 },
  ],
])('GIVEN $kind THEN the client gets a service message', async (service, action) => {
  bench.agent.causes(bench.account, service);
  expect(await received()).toMatchObject({ className: 'MessageService', action });
});

it('GIVEN reactions, typing and reading of both sides THEN the agent sees whose they are', async () => {
  const { agent, account, telegram } = bench;
  const id = agent.says(account, 'Hello');
  account.reads(agent);
  account.reacts(1, '👍');
  agent.reacts(id, '🔥');
  account.types(agent);
  const [message] = agent.seesChatWith(account);
  expect([...(message?.reactions ?? [])]).toEqual([
    [account.id, '👍'],
    [agent.id, '🔥'],
  ]);
  expect(message).toMatchObject({ isRead: true, isEdited: false });
  expect(agent.seesTyping(account)).toBe(true);
  telegram.clock.advance(7_000);
  expect(agent.seesTyping(account)).toBe(false);
  agent.reacts(id, null);
  await until(() => bench.updates.filter(({ className }) => className === 'UpdateEditMessage').length === 3);
  expect(bench.updates.at(-1)).toMatchObject({
    message: { editHide: true, reactions: { results: [{ count: 1, chosenOrder: 0 }] } },
  });
});
