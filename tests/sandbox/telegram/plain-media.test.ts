import { Api } from 'telegram';
import { expect, it } from 'vitest';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { useBench } from './bench.js';
import { send } from './file-transfer.js';

const bench = useBench();
const geoPoint = new Api.InputGeoPoint({ lat: 1.5, long: 2.5 });
const write = (text: string): Api.TextWithEntities => new Api.TextWithEntities({ text, entities: [] });

function createPoll(answers: readonly string[]): Api.InputMediaPoll {
  const poll = new Api.Poll({
    id: toLong(1),
    question: write('Which?'),
    answers: answers.map(
      (answer, index) => new Api.PollAnswer({ text: write(answer), option: Buffer.from([index]) }),
    ),
  });
  return new Api.InputMediaPoll({ poll });
}

const contact = (phoneNumber: string): Api.InputMediaContact =>
  new Api.InputMediaContact({ phoneNumber, firstName: 'Bea', lastName: '', vcard: '' });
const venue = { title: 'Harbour', address: 'Pier 1', provider: '', venueId: '', venueType: '' };

it.each<[string, Api.TypeInputMedia, object]>([
  ['geo', new Api.InputMediaGeoPoint({ geoPoint }), { geo: { lat: 1.5, long: 2.5 } }],
  ['geo_live', new Api.InputMediaGeoLive({ geoPoint, period: 900 }), { period: 900 }],
  ['venue', new Api.InputMediaVenue({ geoPoint, ...venue }), { title: 'Harbour', address: 'Pier 1' }],
  ['contact', contact('+1 555 0001'), { phoneNumber: '+1 555 0001', firstName: 'Bea' }],
  ['dice', new Api.InputMediaDice({ emoticon: '🎯' }), { emoticon: '🎯' }],
  ['poll', createPoll(['A', 'B']), { poll: { question: { text: 'Which?' } } }],
])('GIVEN a %s of the client THEN the agent gets it, without a caption', async (kind, media, expected) => {
  await send(bench, media, { message: 'not shown' });
  expect(bench.agent.seesChatWith(bench.account)).toMatchObject([
    { text: '', media: { kind, media: expected } },
  ]);
});

it('GIVEN the number of somebody on Telegram THEN the contact is linked to them', async () => {
  await send(bench, contact('+1 555 0001'));
  const media = bench.agent.seesChatWith(bench.account)[0]?.media;
  const linked = media?.kind === 'contact' && 'media' in media ? media.media : undefined;
  expect(linked instanceof Api.MessageMediaContact && linked.userId.toString()).toBe(bench.account.id);
});

it.each<[string, Api.TypeInputMedia]>([
  ['EMOTICON_INVALID', new Api.InputMediaDice({ emoticon: '🥦' })],
  ['POLL_ANSWERS_INVALID', createPoll(['only one'])],
  ['MEDIA_INVALID', new Api.InputMediaGeoPoint({ geoPoint: new Api.InputGeoPoint({ lat: 91, long: 0 }) })],
  ['MEDIA_EMPTY', new Api.InputMediaEmpty()],
])('GIVEN media that are not allowed THEN %s', async (error, media) => {
  await expect(send(bench, media)).rejects.toThrow(error);
  expect(bench.agent.seesChatWith(bench.account)).toEqual([]);
});
