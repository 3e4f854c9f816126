import { normalForm, type RichText } from '../../../src/relay/index.js';

export const nobody = { user: () => null, role: () => null, channel: () => null };

/** Takes out the spaces of no width with which signs are kept apart. */
export function withoutZeroWidth({ text, entities }: RichText): RichText {
  const place = (at: number): number => text.slice(0, at).replaceAll('\u200B', '').length;
  return normalForm({
    text: text.replaceAll('\u200B', ''),
    entities: entities.map((entity) => {
      const offset = place(entity.offset);
      return { ...entity, offset, length: place(entity.offset + entity.length) - offset };
    }),
  });
}
