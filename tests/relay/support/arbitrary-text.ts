import fc from 'fast-check';
import { joinText, normalForm, type RichText, type TextEntity } from '../../../src/relay/index.js';

/** What goes wrong in markdown, in mentions, at the edges of words and characters. */
const pitfalls = [
  ...[
    '@everyone',
    '@here',
    '<@123456789012345678>',
    '<@!1>',
    '<@&2>',
    '<#3>',
    '</vip end:4>',
    '<t:5:R>',
    '<a:b:7>',
  ],
  ...['https://example.org/a_b*c', 'https://x.org/@everyone', 'https://x.org/(a)', 'http://a', 'https://'],
  ...[
    '||',
    '**',
    '__',
    '~~',
    '*',
    '_',
    '~',
    '|',
    '`',
    '``',
    '```',
    '\\',
    '<',
    '>',
    '@',
    '&',
    '(',
    ')',
    '[',
    ']',
  ],
  ...['\n', '\n\n', '# ', '- ', '-# ', '+ ', '* ', '1. ', '> ', '>>> ', '[a](https://b.org)', '¯\\_(ツ)_/¯'],
  ...[
    ' ',
    '  ',
    '\t',
    '\u00A0',
    '. ',
    ', ',
    'a',
    'word',
    'snake_case',
    '👩‍👩‍👧',
    'e\u0301',
    '🇩🇪',
    '😀',
    'ä',
    '中',
  ],
];

const urls = fc.constantFrom(
  'https://example.org/',
  'http://a.b/c_d*e~f(g)?h=[i]&j="k"#l',
  'https://x.org/@everyone|`\\',
  'mailto:ann@example.org',
  'tg://user?id=1',
  'javascript:alert(1)',
  'no address',
);

/** Words without characters of no width: those come and go. */
const words: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...pitfalls) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join('').replaceAll('\u200B', ''));

type Format = (range: { offset: number; length: number }) => TextEntity;

const emphases = fc.constantFrom('bold', 'italic', 'underline', 'strike', 'spoiler', 'code');
const languages = fc.constantFrom('', 'ts', 'c++', 'no language');
const formats: fc.Arbitrary<Format> = fc.oneof(
  {
    weight: 4,
    arbitrary: emphases.map(
      (kind): Format =>
        (range) => ({ ...range, kind }),
    ),
  },
  languages.map(
    (language): Format =>
      (range) => ({ ...range, kind: 'code_block', language }),
  ),
  urls.map(
    (url): Format =>
      (range) => ({ ...range, kind: 'link', url }),
  ),
  fc.boolean().map(
    (expandable): Format =>
      (range) => ({ ...range, kind: 'quote', expandable }),
  ),
);

/** Entities as a hostile server might send them: anywhere, of any length, over one another. */
function entitiesFor(text: string): fc.Arbitrary<readonly TextEntity[]> {
  const offsets = fc.integer({ min: -2, max: text.length + 2 });
  const lengths = fc.integer({ min: -1, max: 12 });
  const entity = fc
    .tuple(offsets, lengths, formats)
    .map(([offset, length, format]) => format({ offset, length }));
  return fc.array(entity, { maxLength: 7 });
}

/** Any text with any entities, before anybody has put it in order. */
export const wildTexts: fc.Arbitrary<RichText> = words.chain((text) =>
  entitiesFor(text).map((entities) => ({ text, entities })),
);

/** Texts in the normal form. */
export const richTexts: fc.Arbitrary<RichText> = wildTexts.map(normalForm);

/** Long texts in the normal form, to be split. */
export const longTexts: fc.Arbitrary<RichText> = fc
  .array(wildTexts, { minLength: 1, maxLength: 12 })
  .map((parts) => joinText(...parts));
