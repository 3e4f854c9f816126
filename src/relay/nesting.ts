import { byPlaceAndKind, isEmphasis, shrink } from './normal-form.js';
import { cutAt, endOf, moved, overlap, type Range } from './ranges.js';
import type { RichText, TextEntity } from './rich-text.js';

/**
 * The entities of a text in pieces of which any two lie one inside the other or apart, as markup needs it and Telegram demands (Bot API,
 * "Formatting options"). Emphasis is cut rather than a link, the later rather than the earlier; emphasis
 * neither begins nor ends with white space. Outer entities come first.
 */
export function nested({ text, entities }: RichText): readonly TextEntity[] {
  const links = entities.filter(({ kind }) => kind === 'link');
  const waiting = entities
    .flatMap((entity) =>
      cutAt(
        entity,
        links.filter((link) => cross(entity, link)),
      ),
    )
    .sort(byPlaceAndKind);
  const pieces: TextEntity[] = [];
  const open: Range[] = [];
  for (let entity = waiting.shift(); entity !== undefined; entity = waiting.shift()) {
    while (endOf(open.at(-1) ?? entity) <= entity.offset) open.pop();
    const around = open.at(-1);
    const isCut = around !== undefined && endOf(around) < endOf(entity);
    const piece: TextEntity = isCut ? moved(entity, entity.offset, endOf(around)) : entity;
    if (isCut) insert(waiting, moved(entity, endOf(around), endOf(entity)));
    pieces.push(piece);
    open.push(piece);
  }
  return pieces.flatMap((piece): readonly TextEntity[] =>
    isEmphasis(piece) ? shrink(piece, text, /\s/u) : [piece],
  );
}

function insert(waiting: TextEntity[], entity: TextEntity): void {
  const index = waiting.findIndex((other) => byPlaceAndKind(entity, other) < 0);
  waiting.splice(index === -1 ? waiting.length : index, 0, entity);
}

function cross(one: Range, other: Range): boolean {
  const holds = (outer: Range, inner: Range): boolean =>
    outer.offset <= inner.offset && endOf(outer) >= endOf(inner);
  return overlap(one, other) && !holds(one, other) && !holds(other, one);
}
