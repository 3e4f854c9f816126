import { randomInt } from 'node:crypto';
import { Api } from 'telegram';
import { toLong } from '../tl/long.js';
import type { Media } from '../world/media.js';
import { Refusal } from '../world/refusal.js';
import { type MethodCall, NotImplemented } from './method.js';

/** The emoji that can be thrown ("Dice") and how many values each has. */
const DICE = new Map([
  ['🎲', 6],
  ['🎯', 6],
  ['🎳', 6],
  ['🏀', 5],
  ['⚽', 5],
  ['⚽️', 5],
  ['🎰', 64],
]);

/** Media without a file that a client sends. */
export function readInputPlain(
  input: Api.TypeInputMedia,
  call: MethodCall,
): Extract<Media, { kind: 'plain' }>['media'] {
  if (input instanceof Api.InputMediaGeoPoint) {
    return new Api.MessageMediaGeo({ geo: readPoint(input.geoPoint, call) });
  }
  if (input instanceof Api.InputMediaGeoLive) {
    if (!input.period || input.period < 60 || input.period > 86_400) {
      throw new Refusal(400, 'MEDIA_INVALID');
    }
    return new Api.MessageMediaGeoLive({ geo: readPoint(input.geoPoint, call), period: input.period });
  }
  if (input instanceof Api.InputMediaVenue) {
    const { title, address, provider, venueId, venueType } = input;
    const geo = readPoint(input.geoPoint, call);
    return new Api.MessageMediaVenue({ geo, title, address, provider, venueId, venueType });
  }
  if (input instanceof Api.InputMediaContact) {
    const { phoneNumber, firstName, lastName, vcard } = input;
    const userId = toLong(call.world.findByPhone(phoneNumber)?.id ?? 0);
    return new Api.MessageMediaContact({ phoneNumber, firstName, lastName, vcard, userId });
  }
  if (input instanceof Api.InputMediaDice) {
    const sides = DICE.get(input.emoticon);
    if (sides === undefined) {
      throw new Refusal(400, 'EMOTICON_INVALID');
    }
    return new Api.MessageMediaDice({ emoticon: input.emoticon, value: 1 + randomInt(sides) });
  }
  if (input instanceof Api.InputMediaPoll && input.poll instanceof Api.Poll) {
    return readPoll(input.poll, call);
  }
  throw new NotImplemented(input.className);
}

function readPoint(input: Api.TypeInputGeoPoint, call: MethodCall): Api.GeoPoint {
  if (!(input instanceof Api.InputGeoPoint) || Math.abs(input.lat) > 90 || Math.abs(input.long) > 180) {
    throw new Refusal(400, 'MEDIA_INVALID');
  }
  const { lat, long } = input;
  return new Api.GeoPoint({ lat, long, accessHash: toLong(call.world.nextNumber()) });
}

/** "Polls": a question and 2 to 10 answers. */
function readPoll(poll: Api.Poll, call: MethodCall): Api.MessageMediaPoll {
  const { question, answers, quiz, multipleChoice } = poll;
  if (question.text === '' || question.text.length > 255) {
    throw new Refusal(400, 'POLL_QUESTION_INVALID');
  }
  if (answers.length < 2 || answers.length > 10) {
    throw new Refusal(400, 'POLL_ANSWERS_INVALID');
  }
  const asked = { question, answers, quiz: quiz ?? false, multipleChoice: multipleChoice ?? false };
  return new Api.MessageMediaPoll({
    poll: new Api.Poll({ id: toLong(call.world.nextNumber()), ...asked }),
    results: new Api.PollResults({ totalVoters: 0 }),
  });
}
