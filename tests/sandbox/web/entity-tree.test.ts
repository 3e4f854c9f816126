import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entity, type EntityNode, nestEntities } from '../../../sandbox/web/telegram/entity-tree.js';

interface Named extends Entity {
  readonly name: string;
}

const entity = (name: string, offset: number, length: number): Named => ({ name, offset, length });

/** As one would write it: `a <b>c</b>`. */
function write(nodes: readonly EntityNode<Named>[]): string {
  return nodes
    .map((node) =>
      typeof node === 'string' ? node : `<${node.entity.name}>${write(node.children)}</${node.entity.name}>`,
    )
    .join('');
}

function wordsOf(nodes: readonly EntityNode<Named>[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : wordsOf(node.children))).join('');
}

describe('spans of formatted text', () => {
  it.each([
    ['none', 'plain', [], 'plain'],
    ['beside each other', 'abc', [entity('b', 0, 1), entity('i', 2, 1)], '<b>a</b>b<i>c</i>'],
    ['within each other', 'abc', [entity('i', 1, 1), entity('b', 0, 3)], '<b>a<i>b</i>c</b>'],
    ['of the same length', 'ab', [entity('b', 0, 2), entity('i', 0, 2)], '<b><i>ab</i></b>'],
    ['across each other', 'abc', [entity('b', 0, 2), entity('i', 1, 2)], '<b>a<i>b</i></b><i>c</i>'],
    ['beyond the end', 'abc', [entity('b', 2, 9)], 'ab<b>c</b>'],
    ['of nothing', 'abc', [entity('b', 1, 0), entity('i', 9, 2)], 'abc'],
    ['after an emoji, which counts as two', '😀ab', [entity('b', 2, 1)], '😀<b>a</b>b'],
  ] as const)('%s', (_what, text, entities, expected) => {
    expect(write(nestEntities(text, entities))).toBe(expected);
  });

  it('never lose or double a letter, and cover what they say', () => {
    const spans = fc.array(
      fc.record({ name: fc.constantFrom('b', 'i', 'u'), offset: fc.nat(25), length: fc.nat(25) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), spans, (text, entities) => {
        const nodes = nestEntities(text, entities);
        expect(wordsOf(nodes)).toBe(text);
        const covered = (name: string) => {
          const marks: boolean[] = [];
          const walk = (inner: readonly EntityNode<Named>[], isIn: boolean): void => {
            for (const node of inner) {
              if (typeof node === 'string') marks.push(...Array.from({ length: node.length }, () => isIn));
              else walk(node.children, isIn || node.entity.name === name);
            }
          };
          walk(nodes, false);
          return marks;
        };
        for (const name of ['b', 'i', 'u']) {
          const wanted = Array.from({ length: text.length }, (_, at) =>
            entities.some((one) => one.name === name && one.offset <= at && at < one.offset + one.length),
          );
          expect(covered(name)).toEqual(wanted);
        }
      }),
    );
  });
});
