import type { Emphasis } from '../../relay/index.js';

/** How Discord's clients find emphasis: simple-markdown's expressions, with Discord's own for strike and spoiler. */
interface EmphasisRule {
  readonly kind: Emphasis;
  readonly pattern: RegExp;
  /** Of two matches of equal length the one with the greater weight is taken. */
  readonly weight: number;
}

const rules: Readonly<Record<string, readonly EmphasisRule[]>> = {
  '*': [
    { kind: 'bold', weight: 1, pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/ },
    // The opening sign is followed by no space; two signs inside belong to bold; the closing sign follows no space.
    {
      kind: 'italic',
      weight: 2,
      pattern: /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    },
  ],
  _: [
    { kind: 'underline', weight: 0, pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/ },
    // Ends only where a word ends: snake_case_names stay as they are.
    { kind: 'italic', weight: 2, pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_\b/ },
  ],
  '~': [{ kind: 'strike', weight: 0, pattern: /^~~([\s\S]+?)~~(?!_)/ }],
  '|': [{ kind: 'spoiler', weight: 0, pattern: /^\|\|([\s\S]+?)\|\|/ }],
};

export interface FoundEmphasis {
  readonly kind: Emphasis;
  readonly source: string;
  /** Markdown. */
  readonly content: string;
}

/** The emphasis that a text begins with: of all that fit, the longest. */
export function emphasisAtStart(source: string): FoundEmphasis | null {
  let best: (FoundEmphasis & { readonly quality: number }) | null = null;
  for (const { kind, pattern, weight } of rules[source.charAt(0)] ?? []) {
    const [whole, content] = pattern.exec(source) ?? [];
    if (whole === undefined || content === undefined) continue;
    const quality = whole.length + weight / 10;
    if (best === null || quality > best.quality) best = { kind, source: whole, content, quality };
  }
  return best;
}

export interface FoundCode {
  readonly source: string;
  readonly content: string;
  /** Null for code within a line; otherwise the language of the block, empty when none was named. */
  readonly language: string | null;
}

const codeBlock = /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```/i;
const codeSpan = /^(`+)([\s\S]*?[^`])\1(?!`)/;

/** The code that a text begins with; nothing inside it is markdown. */
export function codeAtStart(source: string): FoundCode | null {
  const [block, language = '', lines] = codeBlock.exec(source) ?? [];
  if (block !== undefined && lines !== undefined) return { source: block, content: lines, language };
  const [span, , words] = codeSpan.exec(source) ?? [];
  if (span === undefined || words === undefined) return null;
  // A space that keeps a backtick apart from the signs is not part of the code.
  return { source: span, content: words.replace(/^ (?= *`)|(?<=` *) $/g, ''), language: null };
}
