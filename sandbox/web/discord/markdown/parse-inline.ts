import type { MarkdownNode, Wrapping } from './node.js';

interface Rule {
  readonly pattern: RegExp;
  build(match: RegExpExecArray): MarkdownNode | undefined;
}

const wrap = (kind: Wrapping, pattern: RegExp): Rule => ({
  pattern,
  build: (match) => ({ kind, children: parseInline(match[1] ?? '') }),
});

/** In the order in which Discord tries them; each is tried where the text before it has ended. */
const rules: readonly Rule[] = [
  { pattern: /^\\([^0-9A-Za-z\s])/, build: ([, text = '']) => ({ kind: 'text', text }) },
  {
    pattern: /^(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/,
    build: ([, , text = '']) => ({ kind: 'code', text: text.trim() }),
  },
  { pattern: /^<@!?(\d+)>/, build: ([, id = '']) => ({ kind: 'mention', of: 'user', id }) },
  { pattern: /^<@&(\d+)>/, build: ([, id = '']) => ({ kind: 'mention', of: 'role', id }) },
  { pattern: /^<#(\d+)>/, build: ([, id = '']) => ({ kind: 'mention', of: 'channel', id }) },
  { pattern: /^<\/([^:>]+):\d+>/, build: ([, name = '']) => ({ kind: 'command', name }) },
  { pattern: /^<a?:(\w+):\d+>/, build: ([, name = '']) => ({ kind: 'emoji', name }) },
  {
    pattern: /^<t:(-?\d+)(?::([tTdDfFR]))?>/,
    build: ([, seconds, style = 'f']) => ({ kind: 'time', seconds: Number(seconds), style }),
  },
  { pattern: /^@(?:everyone|here)\b/, build: ([text]) => ({ kind: 'everyone', text }) },
  {
    pattern: /^\[((?:\\.|[^[\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?(?:\s+"[^"]*")?\)/,
    build: ([, label = '', url = '']) => ({ kind: 'link', url, children: parseInline(label) }),
  },
  { pattern: /^<(https?:\/\/[^\s>]+)>/, build: ([, url = '']) => bareLink(url) },
  { pattern: /^https?:\/\/[^\s<]+[^\s<.,:;"')\]*_~|]/, build: ([url]) => bareLink(url) },
  wrap('spoiler', /^\|\|([\s\S]+?)\|\|/),
  wrap('bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/),
  wrap('underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/),
  wrap('strike', /^~~((?:\\[\s\S]|[^\\])+?)~~/),
  wrap('italic', /^\*(?=\S)((?:\*\*|\\[\s\S]|[^*\\])+?)\*(?!\*)/),
  wrap('italic', /^_((?:__|\\[\s\S]|[^_\\])+?)_(?!\w)/),
];

/** Where something other than plain words may begin. */
const beginnings = /[\\`<@[h|*_~]/g;

/** Reads what stands within lines. */
export function parseInline(source: string): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    if (plain !== '') nodes.push({ kind: 'text', text: plain });
    plain = '';
  };
  while (at < source.length) {
    const found = matchAt(source, at);
    if (found !== undefined) {
      if (found.node.kind === 'text') plain += found.node.text;
      else {
        flush();
        nodes.push(found.node);
      }
      at += found.length;
      continue;
    }
    beginnings.lastIndex = at + 1;
    const next = beginnings.exec(source)?.index ?? source.length;
    plain += source.slice(at, next);
    at = next;
  }
  flush();
  return nodes;
}

function matchAt(source: string, at: number): { node: MarkdownNode; length: number } | undefined {
  const rest = source.slice(at);
  // An underscore within a word is an underscore.
  if (rest.startsWith('_') && /\w$/.test(source.slice(0, at)) && !rest.startsWith('__')) return undefined;
  for (const { pattern, build } of rules) {
    const match = pattern.exec(rest);
    const node = match === null ? undefined : build(match);
    if (match !== null && node !== undefined) return { node, length: match[0].length };
  }
  return undefined;
}

function bareLink(url: string): MarkdownNode {
  return { kind: 'link', url, children: [{ kind: 'text', text: url }] };
}
