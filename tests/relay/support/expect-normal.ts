import { expect } from 'vitest';
import { endOf, isEmphasis, overlap, type RichText } from '../../../src/relay/index.js';

/** Checks each promise of the normal form by itself, in other words than the code that makes it. */
export function expectNormalForm({ text, entities }: RichText): void {
  expect(text).not.toMatch(/\p{Surrogate}/u);
  for (const [index, entity] of entities.entries()) {
    const words = text.slice(entity.offset, endOf(entity));
    expect(entity.offset).toBeGreaterThanOrEqual(0);
    expect(endOf(entity)).toBeLessThanOrEqual(text.length);
    expect(words).toMatch(/\S/u);
    expect(words).not.toMatch(/\p{Surrogate}/u);
    if (isEmphasis(entity) || entity.kind === 'link') expect(words).toBe(words.trim());
    if (entity.kind === 'link') expect(words).not.toBe(entity.url);
    if (entity.kind === 'quote' || entity.kind === 'code_block') {
      expect(entity.offset === 0 || text[entity.offset - 1] === '\n').toBe(true);
      expect(endOf(entity) === text.length || text[endOf(entity)] === '\n').toBe(true);
    }
    for (const other of entities.slice(index + 1)) {
      expect(other.offset).toBeGreaterThanOrEqual(entity.offset);
      if (!overlap(entity, other)) continue;
      expect(entity.kind).not.toBe(other.kind);
      const pair = [entity, other];
      if (pair.some(({ kind }) => kind === 'code' || kind === 'code_block'))
        expect(pair.map(({ kind }) => kind)).toContain('quote');
      const quote = pair.find(({ kind }) => kind === 'quote');
      for (const inner of quote === undefined ? [] : pair) {
        expect(inner.offset).toBeGreaterThanOrEqual(quote?.offset ?? 0);
        expect(endOf(inner)).toBeLessThanOrEqual(quote === undefined ? 0 : endOf(quote));
      }
    }
  }
}
