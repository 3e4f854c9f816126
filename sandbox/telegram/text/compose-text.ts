import type { Api } from 'telegram';
import { Refusal } from '../world/refusal.js';
import { deriveEntities } from './derive-entities.js';
import { type EntitySpan, nestEntities, shiftEntities } from './entity-spans.js';

/** help.getConfig: message_length_max and caption_length_max. */
const LONGEST = { text: 4096, caption: 1024 } as const;
const TOO_LONG = { text: 'MESSAGE_TOO_LONG', caption: 'MEDIA_CAPTION_TOO_LONG' } as const;
const MOST_ENTITIES = 100;

/** Text as Telegram keeps it. */
export interface ComposedText {
  readonly text: string;
  readonly entities: Api.TypeMessageEntity[];
}

/**
 * Text and entities as Telegram keeps them: without white space at its ends, with at most a hundred entities that
 * nest properly, and with those that it finds itself ("Styled text with message entities"). Offsets are in UTF-16
 * units. Throws MESSAGE_EMPTY (a caption may be), MESSAGE_TOO_LONG, MEDIA_CAPTION_TOO_LONG, ENTITY_BOUNDS_INVALID.
 */
export function composeText(
  written: string,
  entities: readonly Api.TypeMessageEntity[],
  place: 'text' | 'caption',
): ComposedText {
  const text = written.trim();
  if (text === '' && place === 'text') {
    throw new Refusal(400, 'MESSAGE_EMPTY');
  }
  if ([...text].length > LONGEST[place]) {
    throw new Refusal(400, TOO_LONG[place]);
  }
  const given = entities.slice(0, MOST_ENTITIES);
  for (const { offset, length } of given) {
    if (offset < 0 || length <= 0 || offset + length > written.length) {
      throw new Refusal(400, 'ENTITY_BOUNDS_INVALID');
    }
  }
  const cut = written.length - written.trimStart().length;
  const kept = shiftEntities(given, -cut, text);
  const derived: EntitySpan[] = deriveEntities(text, kept);
  return { text, entities: nestEntities([...kept, ...derived]).slice(0, MOST_ENTITIES) };
}
