import fc from 'fast-check';
import { normalForm, type RichText, type TextEntity } from '../../../src/relay/index.js';

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
export const words: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...pitfalls) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join('').replaceAll('\u200B', ''));

const formats: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.constantFrom('bold', 'italic', 'underline', 'strike', 'spoiler', 'code').map((kind) => ({ kind })),
  fc.constantFrom('', 'ts', 'c++', 'no language').map((language) => ({ kind: 'code_block', language })),
  urls.map((url) => ({ kind: 'link', url })),
  fc.boolean().map((expandable) => ({ kind: 'quote', expandable })),
);

/** Entities as a hostile server might send them: anywhere, of any length, over one another. */
export function entitiesFor(text: string): fc.Arbitrary<readonly TextEntity[]> {
  const place = fc.integer({ min: -2, max: text.length + 2 });
  const entity = fc
    .tuple(place, fc.integer({ min: -1, max: 12 }), formats)
    .map(([offset, length, format]) => ({ offset, length, ...format }) as TextEntity);
  return fc.array(entity, { maxLength: 7 });
}

/** Any text with any entities, before anybody has put it in order. */
export const wildTexts: fc.Arbitrary<RichText> = words.chain((text) =>
  entitiesFor(text).map((entities) => ({ text, entities })),
);

/** Texts in the normal form. */
export const richTexts: fc.Arbitrary<RichText> = wildTexts.map(normalForm);
