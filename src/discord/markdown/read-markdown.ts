import { normalForm, type RichText, type TextEntity } from '../../relay/index.js';
import { codeAtStart, emphasisAtStart } from './inline-rules.js';
import { type FoundLine, lineAtStart } from './line-rules.js';
import { bareLinkAtStart, namedLinkAtStart } from './links.js';
import { type MentionNames, readMention } from './mentions.js';

/**
 * Reads a message as Discord's clients show it. Headings are bold lines, lists have bullets or numbers, small print is plain; what only Discord's
 * clients can read stands there in words.
 *
 * Discord publishes no grammar. Its clients use the library simple-markdown with rules of their own, so this reads in the same way: at each place
 * the first rule that fits, over what is left of the text. The parsers on npm were tried: the best kept, discord-markdown-parser 1.3.1, reads
 * neither lists nor named links in messages and no ids but those of 17 to 20 digits; others make HTML.
 */
export function readMarkdown(content: string, names: MentionNames): RichText {
  const reader = new Reader(names);
  reader.read(content, { atLines: true, inQuote: false, inLink: false, depth: 0 });
  return normalForm(reader);
}

interface Surroundings {
  /** Whether the beginning of a line can mean something: not inside emphasis. */
  readonly atLines: boolean;
  readonly inQuote: boolean;
  readonly inLink: boolean;
  /** How many formats lie around it. */
  readonly depth: number;
}

/** Deeper down signs stand for themselves: nobody sees what they would add, and each format takes a piece of the stack. */
const depthAtMost = 50;

type Format = TextEntity extends infer Each
  ? Each extends TextEntity
    ? Omit<Each, 'offset' | 'length'>
    : never
  : never;

const emoticon = '¯\\_(ツ)_/¯';

/** Up to here nothing can mean anything. */
const words = /^[^\n]?[^\\*_~`|[<h¯\n]*/;

class Reader {
  text = '';
  readonly entities: TextEntity[] = [];

  constructor(private readonly names: MentionNames) {}

  read(content: string, around: Surroundings): void {
    let rest = content;
    let startsLine = true;
    while (rest !== '') {
      const line: FoundLine | null = around.atLines && startsLine ? lineAtStart(rest, around.inQuote) : null;
      const length: number = line === null ? this.#readWords(rest, around) : this.#readLine(line, around);
      startsLine = rest[length - 1] === '\n' && line === null;
      rest = rest.slice(length);
    }
  }

  #readLine(line: FoundLine, around: Surroundings): number {
    switch (line.kind) {
      case 'quote':
        this.#format({ kind: 'quote', expandable: false }, () =>
          this.read(line.content, { ...around, inQuote: true }),
        );
        return line.source.length;
      case 'heading':
        this.#format({ kind: 'bold' }, () => this.read(line.content, { ...around, atLines: false }));
        break;
      case 'subtext':
        this.read(line.content, { ...around, atLines: false });
        break;
      case 'item':
        this.text += line.bullet;
        this.read(line.content, { ...around, inQuote: true });
    }
    return line.marker.length + line.content.length;
  }

  /** Reads what a text begins with, and returns how long that was. */
  #readWords(rest: string, around: Surroundings): number {
    const inside = { ...around, atLines: false, depth: around.depth + 1 };
    const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest);
    if (escaped !== null) return this.#add(escaped[1] ?? '', 2);
    const code = codeAtStart(rest);
    if (code !== null) {
      const { language } = code;
      this.#format(language === null ? { kind: 'code' } : { kind: 'code_block', language }, () =>
        this.#add(code.content, 0),
      );
      return code.source.length;
    }
    const isDeep = around.depth >= depthAtMost;
    const emphasis = isDeep ? null : emphasisAtStart(rest);
    if (emphasis !== null) {
      this.#format({ kind: emphasis.kind }, () => this.read(emphasis.content, inside));
      return emphasis.source.length;
    }
    const link = around.inLink || isDeep ? null : namedLinkAtStart(rest);
    if (link !== null) {
      this.#format({ kind: 'link', url: link.url }, () => this.read(link.label, { ...inside, inLink: true }));
      return link.source.length;
    }
    return this.#readPlain(rest);
  }

  #readPlain(rest: string): number {
    const [bracketed, address] = /^<(https?:\/\/[^ >]+)>/.exec(rest) ?? [];
    if (bracketed !== undefined) return this.#add(address ?? '', bracketed.length);
    const mention = readMention(rest, this.names);
    if (mention !== null) return this.#add(mention.words, mention.length);
    const literal =
      bareLinkAtStart(rest) ??
      (rest.startsWith(emoticon) ? emoticon : words.exec(rest)?.[0] || rest.charAt(0));
    return this.#add(literal, literal.length);
  }

  #format(format: Format, read: () => void): void {
    const offset = this.text.length;
    read();
    const length = this.text.length - offset;
    if (length > 0) this.entities.push({ ...format, offset, length });
  }

  #add(text: string, sourceLength: number): number {
    this.text += text;
    return sourceLength;
  }
}
