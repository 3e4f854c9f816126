/** A span of formatted text; offsets and lengths count UTF-16 code units ("Styled text with message entities"). */
export interface Entity {
  readonly offset: number;
  readonly length: number;
}

/** A piece of text, or a span with what stands in it. */
export type EntityNode<E extends Entity> =
  | string
  | { readonly entity: E; readonly children: readonly EntityNode<E>[] };

/**
 * Nests spans by where they begin and end. Spans that overlap without one being inside the other are cut at the outer one's end and
 * go on behind it, as Telegram's own apps draw them.
 */
export function nestEntities<E extends Entity>(
  text: string,
  entities: readonly E[],
): readonly EntityNode<E>[] {
  const spans = entities
    .map((entity) => ({
      entity,
      from: clamp(entity.offset, text),
      to: clamp(entity.offset + entity.length, text),
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return nest(text, spans, 0, text.length);
}

interface Span<E> {
  readonly entity: E;
  readonly from: number;
  readonly to: number;
}

function nest<E extends Entity>(
  text: string,
  spans: readonly Span<E>[],
  from: number,
  to: number,
): readonly EntityNode<E>[] {
  const nodes: EntityNode<E>[] = [];
  let at = from;
  let rest = spans;
  for (;;) {
    const [outer, ...others] = rest;
    if (outer === undefined) break;
    if (outer.from > at) nodes.push(text.slice(at, outer.from));
    const within = others.filter((span) => span.from < outer.to);
    const inside = within.map((span) => ({ ...span, to: Math.min(span.to, outer.to) }));
    nodes.push({ entity: outer.entity, children: nest(text, inside, outer.from, outer.to) });
    at = outer.to;
    const behind = within.filter((span) => span.to > outer.to).map((span) => ({ ...span, from: outer.to }));
    rest = [...behind, ...others.filter((span) => span.from >= outer.to)].sort(
      (a, b) => a.from - b.from || b.to - a.to,
    );
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function clamp(offset: number, text: string): number {
  return Math.max(0, Math.min(offset, text.length));
}
