import type { MarkdownNode } from './node.js';
import { parseMarkdown } from './parse.js';

/** Names behind ids, as the person who looks knows them. */
export interface Names {
  user(id: string): string | undefined;
  role(id: string): string | undefined;
  channel(id: string): string | undefined;
}

/** A message in one line without its formatting, for replies and notices. */
export function plainWords(source: string, names: Names): string {
  return parseMarkdown(source)
    .map((node) => (standsAlone(node) ? ` ${wordsOf(node, names)} ` : wordsOf(node, names)))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Whether it has lines of its own. */
function standsAlone({ kind }: MarkdownNode): boolean {
  return kind === 'block' || kind === 'heading' || kind === 'list' || kind === 'quote' || kind === 'subtext';
}

function wordsOf(node: MarkdownNode, names: Names): string {
  switch (node.kind) {
    case 'text':
    case 'code':
    case 'block':
    case 'everyone':
      return node.text;
    case 'mention':
      return nameOf(node.of, node.id, names);
    case 'command':
      return `/${node.name}`;
    case 'emoji':
      return `:${node.name}:`;
    case 'time':
      return new Date(node.seconds * 1_000).toLocaleString();
    case 'list':
      return node.items.map((item) => item.map((child) => wordsOf(child, names)).join('')).join(' ');
    case 'spoiler':
      return '▇▇▇';
    default:
      return node.children.map((child) => wordsOf(child, names)).join('');
  }
}

/** A mention as it is read; the sign that goes before it included. */
export function nameOf(of: 'user' | 'role' | 'channel', id: string, names: Names): string {
  switch (of) {
    case 'user':
      return `@${names.user(id) ?? 'unknown-user'}`;
    case 'role':
      return `@${names.role(id) ?? 'unknown-role'}`;
    case 'channel':
      return `#${names.channel(id) ?? 'unknown'}`;
  }
}
