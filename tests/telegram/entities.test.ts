import fc from 'fast-check';
import { Api, helpers } from 'telegram';
import { describe, expect, test } from 'vitest';
import { plain, splitRichText, type TextEntity, trimText } from '../../src/relay/index.js';
import { entitiesAtMost, fromTelegramText, toTelegramText } from '../../src/telegram/entities.js';
import { longTexts, richTexts } from '../relay/support/arbitrary-text.js';
import { expectNormalForm } from '../relay/support/expect-normal.js';

const at = { offset: 2, length: 4 };
const text = 'a word b';
const id = helpers.returnBigInt('7');

const carried: readonly [string, Api.TypeMessageEntity, TextEntity, string?][] = [
  ['bold', new Api.MessageEntityBold(at), { ...at, kind: 'bold' }],
  ['italic', new Api.MessageEntityItalic(at), { ...at, kind: 'italic' }],
  ['underline', new Api.MessageEntityUnderline(at), { ...at, kind: 'underline' }],
  ['strike', new Api.MessageEntityStrike(at), { ...at, kind: 'strike' }],
  ['spoiler', new Api.MessageEntitySpoiler(at), { ...at, kind: 'spoiler' }],
  ['code', new Api.MessageEntityCode(at), { ...at, kind: 'code' }],
  [
    'a named link',
    new Api.MessageEntityTextUrl({ ...at, url: 'https://a.b/' }),
    { ...at, kind: 'link', url: 'https://a.b/' },
  ],
  [
    'a code block',
    new Api.MessageEntityPre({ ...at, language: 'ts' }),
    { ...at, kind: 'code_block', language: 'ts' },
    'a\nword\nb',
  ],
  [
    'a quote',
    new Api.MessageEntityBlockquote({ ...at, collapsed: false }),
    { ...at, kind: 'quote', expandable: false },
    'a\nword\nb',
  ],
  [
    'an expandable quote',
    new Api.MessageEntityBlockquote({ ...at, collapsed: true }),
    { ...at, kind: 'quote', expandable: true },
    'a\nword\nb',
  ],
];

const words: readonly Api.TypeMessageEntity[] = [
  new Api.MessageEntityUrl(at),
  new Api.MessageEntityEmail(at),
  new Api.MessageEntityPhone(at),
  new Api.MessageEntityMention(at),
  new Api.MessageEntityHashtag(at),
  new Api.MessageEntityCashtag(at),
  new Api.MessageEntityBotCommand(at),
  new Api.MessageEntityBankCard(at),
  new Api.MessageEntityUnknown(at),
  new Api.MessageEntityMentionName({ ...at, userId: id }),
  new Api.MessageEntityCustomEmoji({ ...at, documentId: id }),
];

describe('Telegram’s entities', () => {
  test.each(carried)('%s is carried both ways', (_what, entity, ours, message = text) => {
    expect(fromTelegramText(message, [entity])).toEqual({ text: message, entities: [ours] });
    const written = toTelegramText({ text: message, entities: [ours] });
    expect(written.message).toBe(message);
    expect(written.entities.map((each) => each.toJSON())).toEqual([entity.toJSON()]);
  });

  test.each(words.map((entity) => [entity.className, entity] as const))('%s is words', (_name, entity) => {
    expect(fromTelegramText(text, [entity])).toEqual(plain(text));
  });

  test.each([undefined, null, []])('%s is no formatting', (none) => {
    expect(fromTelegramText(text, none)).toEqual(plain(text));
  });

  test('survive being written and read, but for white space at the ends', () => {
    fc.assert(
      fc.property(richTexts, (given) => {
        const { message, entities } = toTelegramText(given);
        expect(fromTelegramText(message, entities)).toEqual(trimText(given));
      }),
      { numRuns: 1_000 },
    );
  });

  test('lie inside the text, nested or apart, and are never too many', () => {
    fc.assert(
      fc.property(longTexts, (given) => {
        for (const part of splitRichText(given, 4_096, entitiesAtMost)) {
          expectNormalForm(part);
          const { message, entities } = toTelegramText(part);
          expect(message).toBe(message.trimEnd());
          expect(entities.length).toBeLessThanOrEqual(entitiesAtMost);
          for (const [index, outer] of entities.entries()) {
            const end = outer.offset + outer.length;
            expect(outer.length).toBeGreaterThan(0);
            expect(end).toBeLessThanOrEqual(message.length);
            for (const inner of entities.slice(index + 1))
              expect(inner.offset >= end || inner.offset + inner.length <= end).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
