import type { RichText } from './rich-text.js';

/** Staff speak under their own name: the agent sees who of the two is speaking. */
export function attributeTo(name: string, content: RichText): RichText {
  const prefix = `${name} (staff): `;
  return {
    text: prefix + content.text,
    entities: content.entities.map((entity) => ({ ...entity, offset: entity.offset + prefix.length })),
  };
}
