import { joinText, plain, type RichText } from '../relay/index.js';

/** Texts below each other; what is empty takes no line. */
export function joinLines(texts: readonly RichText[]): RichText {
  const [first = plain(''), ...others] = texts.filter(({ text }) => text !== '');
  return joinText(first, ...others.flatMap((text) => ['\n', text]));
}

/** A text as somebody else's words. */
export function quoted({ text, entities }: RichText): RichText {
  if (text === '') return { text, entities };
  // Quotes don't nest on either side.
  const within = entities.filter(({ kind }) => kind !== 'quote');
  return joinText({
    text,
    entities: [{ kind: 'quote', expandable: false, offset: 0, length: text.length }, ...within],
  });
}
