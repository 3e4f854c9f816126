import type { MarkdownNode } from './node.js';
import { parseInline } from './parse-inline.js';

const fence = /```(?:([\w+#.-]+)\n)?\n?([\s\S]*?)\n?```/g;
const heading = /^(#{1,3}) +(.+)$/;
const subtext = /^-# +(.+)$/;
const quote = /^> (.*)$/;
const bullet = /^ {0,6}[-*] +(.+)$/;
const numbered = /^ {0,6}\d+\. +(.+)$/;

/** Reads a message as Discord's apps do: code blocks first, then what stands on lines of its own, then what stands within them. */
export function parseMarkdown(source: string): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let from = 0;
  for (const match of source.matchAll(fence)) {
    nodes.push(...parseLines(source.slice(from, match.index).replace(/\n$/, '')));
    nodes.push({ kind: 'block', language: match[1] ?? '', text: match[2] ?? '' });
    from = match.index + match[0].length;
    if (source[from] === '\n') from += 1;
  }
  nodes.push(...parseLines(source.slice(from)));
  return nodes;
}

function parseLines(source: string): readonly MarkdownNode[] {
  if (source === '') return [];
  const nodes: MarkdownNode[] = [];
  const lines = source.split('\n');
  let words: string[] = [];
  const flush = () => {
    if (words.length > 0) nodes.push(...parseInline(words.join('\n')));
    words = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('>>> ')) {
      flush();
      nodes.push({ kind: 'quote', children: parseLines([line.slice(4), ...lines.slice(at + 1)].join('\n')) });
      return nodes;
    }
    const run = takeRun(lines, at);
    if (run !== undefined) {
      flush();
      nodes.push(run.node);
      at += run.count - 1;
      continue;
    }
    words.push(line);
  }
  flush();
  return nodes;
}

/** One heading or small line, or as many lines of a quote or a list as follow each other. */
function takeRun(lines: readonly string[], at: number): { node: MarkdownNode; count: number } | undefined {
  const line = lines[at] ?? '';
  const title = heading.exec(line);
  if (title !== null) {
    const level = title[1]?.length === 1 ? 1 : title[1]?.length === 2 ? 2 : 3;
    return { node: { kind: 'heading', level, children: parseInline(title[2] ?? '') }, count: 1 };
  }
  const small = subtext.exec(line);
  if (small !== null) return { node: { kind: 'subtext', children: parseInline(small[1] ?? '') }, count: 1 };
  const quoted = takeWhile(lines, at, quote);
  if (quoted.length > 0) {
    return { node: { kind: 'quote', children: parseLines(quoted.join('\n')) }, count: quoted.length };
  }
  for (const [pattern, isOrdered] of [
    [bullet, false],
    [numbered, true],
  ] as const) {
    const items = takeWhile(lines, at, pattern);
    if (items.length > 0) {
      return { node: { kind: 'list', isOrdered, items: items.map(parseInline) }, count: items.length };
    }
  }
  return undefined;
}

function takeWhile(lines: readonly string[], at: number, pattern: RegExp): readonly string[] {
  const taken: string[] = [];
  for (const line of lines.slice(at)) {
    const match = pattern.exec(line);
    if (match === null) break;
    taken.push(match[1] ?? '');
  }
  return taken;
}
