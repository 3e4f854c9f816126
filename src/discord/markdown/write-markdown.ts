import { type Emphasis, endOf, nested, type RichText, type TextEntity } from '../../relay/index.js';
import { writeCode, writeCodeBlock } from './code-writing.js';
import { escapePassage, zeroWidthSpace } from './escaping.js';

/** One sign of two for each: `_` for italics would depend on the letters around it. */
const signs: Readonly<Record<Emphasis, string>> = {
  bold: '**',
  italic: '*',
  underline: '__',
  strike: '~~',
  spoiler: '||',
};

/** Writes a text that Discord can show as its markdown; the length does not matter. */
export function writeMarkdown(text: RichText): string {
  const writer = new Writer(text.text);
  writer.write(grow(nested(text)), 0, text.text.length);
  return writer.markdown;
}

interface Branch {
  readonly entity: TextEntity;
  readonly inner: Branch[];
}

/** Nested entities as a tree. */
function grow(entities: readonly TextEntity[]): readonly Branch[] {
  const roots: Branch[] = [];
  const open: Branch[] = [];
  for (const entity of entities) {
    const branch: Branch = { entity, inner: [] };
    while (open.length > 0 && endOf(open.at(-1)?.entity ?? entity) <= entity.offset) open.pop();
    (open.at(-1)?.inner ?? roots).push(branch);
    open.push(branch);
  }
  return roots;
}

class Writer {
  markdown = '';
  /** Whether the line holds nothing but spaces and signs yet. */
  #atLineStart = true;
  /** What was written last. */
  #last: 'words' | 'opening' | 'closing' = 'words';

  constructor(private readonly text: string) {}

  write(branches: readonly Branch[], from: number, to: number): void {
    let place = from;
    for (const branch of branches) {
      this.#writeWords(this.text.slice(place, branch.entity.offset), false);
      this.#writeBranch(branch);
      place = endOf(branch.entity);
    }
    this.#writeWords(this.text.slice(place, to), true);
  }

  #writeBranch({ entity, inner }: Branch): void {
    const end = endOf(entity);
    const words = this.text.slice(entity.offset, end);
    switch (entity.kind) {
      case 'code':
        this.#add(writeCode(words), 'words');
        break;
      case 'code_block':
        this.#add(writeCodeBlock(words, entity.language), 'words');
        break;
      case 'link':
        this.#add('[', 'opening');
        this.write(inner, entity.offset, end);
        this.#add(`](${entity.url})`, 'words');
        break;
      case 'quote': {
        const quoted = new Writer(this.text);
        quoted.write(inner, entity.offset, end);
        this.#add(`> ${quoted.markdown.replaceAll('\n', '\n> ')}`, 'words');
        break;
      }
      default:
        this.#open(signs[entity.kind]);
        this.write(inner, entity.offset, end);
        this.#close(signs[entity.kind]);
    }
  }

  /** A sign that begins something right behind one that ended something must not be read together with it. */
  #open(sign: string): void {
    const touches = this.markdown.endsWith(sign.charAt(0)) || (sign === '__' && this.markdown.endsWith('~'));
    if (this.#last === 'closing' && touches) this.markdown += zeroWidthSpace;
    this.markdown += sign;
    this.#last = 'opening';
  }

  /** Discord does not look for backslashes inside strikes and spoilers, so a sign of the text at their end must not touch theirs. */
  #close(sign: string): void {
    const touches = (sign === '~~' || sign === '||') && this.markdown.endsWith(sign.charAt(0));
    if (this.#last === 'words' && touches) this.markdown += zeroWidthSpace;
    this.markdown += sign;
    this.#last = 'closing';
  }

  #writeWords(words: string, atEnd: boolean): void {
    if (words === '') return;
    const atLineStart = this.#atLineStart;
    this.#add(escapePassage(words, { atLineStart, atEnd }), 'words');
    const line = words.slice(words.lastIndexOf('\n') + 1);
    this.#atLineStart = !/\S/u.test(line) && (atLineStart || words.includes('\n'));
  }

  #add(markdown: string, kind: 'words' | 'opening'): void {
    this.markdown += markdown;
    this.#last = kind;
    this.#atLineStart = false;
  }
}
