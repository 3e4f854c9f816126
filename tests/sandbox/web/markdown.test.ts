import { describe, expect, it } from 'vitest';
import type { MarkdownNode } from '../../../sandbox/web/discord/markdown/node.js';
import { parseMarkdown } from '../../../sandbox/web/discord/markdown/parse.js';
import { plainWords } from '../../../sandbox/web/discord/markdown/plain-words.js';

const text = (words: string): MarkdownNode => ({ kind: 'text', text: words });
const wrap = (
  kind: Extract<MarkdownNode, { children: unknown; level?: never; url?: never }>['kind'],
  ...children: MarkdownNode[]
): MarkdownNode => ({ kind, children });

const cases: readonly (readonly [string, string, readonly MarkdownNode[]])[] = [
  ['plain words', 'just words', [text('just words')]],
  ['nothing', '', []],
  ['bold', '**a**', [wrap('bold', text('a'))]],
  [
    'italics with stars and underscores',
    '*a* _b_',
    [wrap('italic', text('a')), text(' '), wrap('italic', text('b'))],
  ],
  ['bold within italics', '*a **b***', [wrap('italic', text('a '), wrap('bold', text('b')))]],
  ['bold italics', '***a***', [wrap('bold', wrap('italic', text('a')))]],
  ['underlined', '__a__', [wrap('underline', text('a'))]],
  ['struck', '~~a~~', [wrap('strike', text('a'))]],
  ['spoilers with something in them', '||a **b**||', [wrap('spoiler', text('a '), wrap('bold', text('b')))]],
  ['underscores within words as they are', 'snake_case_name', [text('snake_case_name')]],
  ['stars without an end as they are', '2 * 3 * 4', [text('2 * 3 * 4')]],
  ['escaped signs as they are', '\\*a\\*', [text('*a*')]],
  ['code, in which nothing is formatted', '`**a**`', [{ kind: 'code', text: '**a**' }]],
  ['code with accents in it', '`` a`b ``', [{ kind: 'code', text: 'a`b' }]],
  [
    'blocks of code with their language',
    'see\n```ts\nconst a = `*b*`;\n```\nthere',
    [text('see'), { kind: 'block', language: 'ts', text: 'const a = `*b*`;' }, text('there')],
  ],
  ['blocks of one word, which is no language', '```ts```', [{ kind: 'block', language: '', text: 'ts' }]],
  [
    'headings',
    '## a *b*\nc',
    [{ kind: 'heading', level: 2, children: [text('a '), wrap('italic', text('b'))] }, text('c')],
  ],
  ['no heading without a space', '#general', [text('#general')]],
  ['small lines', '-# a', [wrap('subtext', text('a'))]],
  ['quotes, line by line', '> a\n> b\nc', [wrap('quote', text('a\nb')), text('c')]],
  ['quotes of all that follows', 'a\n>>> b\nc', [text('a'), wrap('quote', text('b\nc'))]],
  ['lists', '- a\n- b', [{ kind: 'list', isOrdered: false, items: [[text('a')], [text('b')]] }]],
  ['numbered lists', '1. a\n2. b', [{ kind: 'list', isOrdered: true, items: [[text('a')], [text('b')]] }]],
  [
    'links under words',
    '[a](https://b.example/c)',
    [{ kind: 'link', url: 'https://b.example/c', children: [text('a')] }],
  ],
  ['no links but to the web', '[a](javascript:alert(1))', [text('[a](javascript:alert(1))')]],
  [
    'bare links, without the full stop behind them',
    'see https://b.example/c_d.',
    [
      text('see '),
      { kind: 'link', url: 'https://b.example/c_d', children: [text('https://b.example/c_d')] },
      text('.'),
    ],
  ],
  [
    'mentions of people',
    '<@1> <@!2>',
    [{ kind: 'mention', of: 'user', id: '1' }, text(' '), { kind: 'mention', of: 'user', id: '2' }],
  ],
  [
    'mentions of roles and channels',
    '<@&1><#2>',
    [
      { kind: 'mention', of: 'role', id: '1' },
      { kind: 'mention', of: 'channel', id: '2' },
    ],
  ],
  ['everyone', 'hey @everyone', [text('hey '), { kind: 'everyone', text: '@everyone' }]],
  ['commands', '</vip clear:12>', [{ kind: 'command', name: 'vip clear' }]],
  ['custom emoji', '<:wave:12>', [{ kind: 'emoji', name: 'wave' }]],
  ['times', '<t:12:R>', [{ kind: 'time', seconds: 12, style: 'R' }]],
  ['times without a style', '<t:12>', [{ kind: 'time', seconds: 12, style: 'f' }]],
  ['what looks like a tag', '<b>a</b>', [text('<b>a</b>')]],
];

describe('Discord’s markdown', () => {
  it.each(cases)('has %s', (_what, source, nodes) => {
    expect(parseMarkdown(source)).toEqual(nodes);
  });

  it('is read in a time that grows with its length, whatever stands in it', () => {
    const nasty = ['*', '_', '||', '`', '[', '<@', '**a', '> ', '- '].map((sign) => sign.repeat(1_000));
    for (const source of nasty) expect(plainWords(source, names).length).toBeLessThanOrEqual(source.length);
  });
});

const names = {
  user: (id: string) => (id === '1' ? 'Mia' : undefined),
  role: () => 'Staff',
  channel: () => 'general',
};

it('has a line of plain words for replies and notices', () => {
  expect(plainWords('**Hi** <@1>,\n> see <#3> and <@&4>\n||secret|| `x` <@9>', names)).toBe(
    'Hi @Mia, see #general and @Staff ▇▇▇ x @unknown-user',
  );
});
