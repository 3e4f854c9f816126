import { Api } from 'telegram';

/** An entity; every one has an offset and a length in UTF-16 units. */
export type EntitySpan = Api.TypeMessageEntity;

/** Moves entities, cuts them to the text and drops those that cover nothing but white space. */
export function shiftEntities(entities: readonly EntitySpan[], by: number, text: string): EntitySpan[] {
  return entities.flatMap((entity) => {
    const start = Math.max(0, entity.offset + by);
    const end = Math.min(text.length, entity.offset + by + entity.length);
    return start < end && text.slice(start, end).trim() !== '' ? [withSpan(entity, start, end)] : [];
  });
}

/**
 * Brings entities into the order and nesting that Telegram answers with: by offset, the longer first; one that
 * crosses the end of another is cut in two there; what is inside code is not styled ("Message entity nesting").
 */
export function nestEntities(entities: readonly EntitySpan[]): EntitySpan[] {
  const code = entities.filter(isCode);
  const waiting = entities
    .filter((entity) => isCode(entity) || !code.some((block) => overlap(entity, block)))
    .sort(byPosition);
  const nested: EntitySpan[] = [];
  for (let entity = waiting.shift(); entity !== undefined; entity = waiting.shift()) {
    const { offset, length } = entity;
    const end = offset + length;
    const crossed = nested.find(
      (other) => endOf(other) > offset && endOf(other) < end && other.offset <= offset,
    );
    if (crossed === undefined) {
      nested.push(entity);
      continue;
    }
    waiting.push(withSpan(entity, offset, endOf(crossed)), withSpan(entity, endOf(crossed), end));
    waiting.sort(byPosition);
  }
  return nested;
}

/** Whether nothing can be found or styled inside. */
export function isCode(entity: EntitySpan): boolean {
  return entity instanceof Api.MessageEntityCode || entity instanceof Api.MessageEntityPre;
}

export function overlap(one: EntitySpan, other: EntitySpan): boolean {
  return one.offset < endOf(other) && other.offset < endOf(one);
}

function endOf({ offset, length }: EntitySpan): number {
  return offset + length;
}

function byPosition(one: EntitySpan, other: EntitySpan): number {
  return one.offset - other.offset || other.length - one.length;
}

/** The same entity over another stretch. */
function withSpan<E extends EntitySpan>(entity: E, start: number, end: number): E {
  if (entity.offset === start && endOf(entity) === end) {
    return entity;
  }
  const span = { offset: start, length: end - start };
  // `originalArgs` is what the schema's classes write as JSON.
  const originalArgs = { ...entity.originalArgs, ...span };
  return Object.assign(Object.create(Object.getPrototypeOf(entity)), entity, span, { originalArgs });
}
