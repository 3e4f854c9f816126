import { describe, expect, it } from 'vitest';
import { escapeText, readMarkdown, renderMarkdown } from '../../../src/discord/markdown/index.js';
import { endOf, plain, type RichText } from '../../../src/relay/index.js';

const names = {
  user: (id: string) => (id === '1' ? 'Ann_B' : null),
  role: (id: string) => (id === '2' ? 'VIP' : null),
  channel: (id: string) => (id === '3' ? 'lounge' : null),
};

/** A text as one line: what lies on which words. */
function spell({ text, entities }: RichText): readonly string[] {
  return [
    text,
    ...entities.map((entity) => {
      const words = text.slice(entity.offset, endOf(entity));
      if (entity.kind === 'link') return `link ${entity.url}: ${words}`;
      return entity.kind === 'code_block'
        ? `code_block ${entity.language}: ${words}`
        : `${entity.kind}: ${words}`;
    }),
  ];
}

describe('reads', () => {
  it.each<[string, string[]]>([
    ['**a** b', ['a b', 'bold: a']],
    ['*a* or _a_', ['a or a', 'italic: a', 'italic: a']],
    ['__a__ ~~b~~ ||c||', ['a b c', 'underline: a', 'strike: b', 'spoiler: c']],
    ['***a***', ['a', 'bold: a', 'italic: a']],
    ['***a* b**', ['a b', 'bold: a b', 'italic: a']],
    ['__**a** b__', ['a b', 'underline: a b', 'bold: a']],
    ['snake_case_word', ['snake_case_word']],
    ['2 * 3 * 4', ['2 * 3 * 4']],
    ['**a', ['**a']],
    ['`a*b*` ``c`d``', ['a*b* c`d', 'code: a*b*', 'code: c`d']],
    ['`` `a` ``', ['`a`', 'code: `a`']],
    ['```ts\nif (a)\n  b();\n```', ['if (a)\n  b();', 'code_block ts: if (a)\n  b();']],
    ['a ```b c``` d', ['a \nb c\n d', 'code_block : b c']],
    [
      '[na*m*e](https://a.b/c_d "t") [x](<https://a.b>)',
      ['name x', 'link https://a.b/c_d: name', 'italic: m', 'link https://a.b: x'],
    ],
    ['https://a.b/c_d_e*f*, <https://g.h>', ['https://a.b/c_d_e*f*, https://g.h']],
    ['[https://a.b](https://evil.example)', ['[https://a.b](https://evil.example)']],
    ['[a](javascript:b)', ['[a](javascript:b)']],
    ['> a\n> **b**\nc', ['a\nb\nc', 'quote: a\nb', 'bold: b']],
    ['a\n>>> b\nc', ['a\nb\nc', 'quote: b\nc']],
    ['a > b', ['a > b']],
    ['# A\n## B\n-# c', ['A\nB\nc', 'bold: A\nB']],
    ['#a', ['#a']],
    ['- a\n  * b\n1. c', ['• a\n  • b\n1. c']],
    ['\\*a\\* \\_ \\\\ \\a ¯\\_(ツ)_/¯', ['*a* _ \\ \\a ¯\\_(ツ)_/¯']],
    ['<:wave:1> <a:party:2>', [':wave: :party:']],
    [
      '**<@1>** and <@!9> <@&2> <@&9> <#3> <#9>',
      ['@Ann_B and @someone @VIP @a role #lounge #a channel', 'bold: @Ann_B'],
    ],
    ['</vip end:123> <t:1700000000:R> <id:customize>', ['/vip end 14 November 2023 at 22:13 UTC #customize']],
    ['<t:9999999999999> <@> <#x>', ['<t:9999999999999> <@> <#x>']],
    ['<ann@example.org> <+49 151 234>', ['ann@example.org +49 151 234']],
    ['`<@1>`', ['<@1>', 'code: <@1>']],
  ])('%j', (markdown, spelled) => {
    expect(spell(readMarkdown(markdown, names))).toEqual(spelled);
  });
});

const on = (text: string, ...entities: RichText['entities']): RichText => ({ text, entities });

describe('writes', () => {
  it.each<[string, RichText, string]>([
    ['bold', on('ab', { kind: 'bold', offset: 0, length: 2 }), '**ab**'],
    ['spaces outside of emphasis', on('a b c', { kind: 'italic', offset: 2, length: 1 }), 'a *b* c'],
    [
      'bold next to italics',
      on('ab', { kind: 'bold', offset: 0, length: 1 }, { kind: 'italic', offset: 1, length: 1 }),
      '**a**\u200B*b*',
    ],
    [
      'what overlaps, nested',
      on('abc', { kind: 'bold', offset: 0, length: 2 }, { kind: 'strike', offset: 1, length: 2 }),
      '**a~~b~~**\u200B~~c~~'.replace('\u200B', ''),
    ],
    [
      'a code block',
      on('a```b', { kind: 'code_block', language: 'ts', offset: 0, length: 5 }),
      '```ts\na``\u200B`b\n```',
    ],
    ['code with backticks', on('a`b', { kind: 'code', offset: 0, length: 3 }), '``a`b``'],
    [
      'quotes line by line',
      on('a\n\nb\nc', { kind: 'quote', expandable: true, offset: 0, length: 4 }),
      '> a\n> \n> b\nc',
    ],
    [
      'a named link',
      on('a', { kind: 'link', url: 'https://a.b/(c)', offset: 0, length: 1 }),
      '[a](https://a.b/%28c%29)',
    ],
    [
      'a link that Discord refuses to name',
      on('https://a.b', { kind: 'link', url: 'https://c.d', offset: 0, length: 11 }),
      'https://a.b (https://c.d)',
    ],
    [
      'a link in front of formatting',
      on('https://a.b c', { kind: 'bold', offset: 12, length: 1 }),
      'https://a.b **c**',
    ],
    ['nothing to see', plain(' \u200B\n'), '*(an empty message)*'],
    [
      'mentions in code',
      on('@everyone <@1>', { kind: 'code', offset: 0, length: 14 }),
      '`@\u200Beveryone <\u200B@1>`',
    ],
  ])('%s', (_what, text, markdown) => {
    expect(renderMarkdown(text)).toEqual([markdown]);
  });

  it('closes code at the end of a part and opens it in the next one (TediCross#198: split parts)', () => {
    const code = Array.from({ length: 300 }, (_, index) => `  line ${index};`).join('\n');
    const parts = renderMarkdown(
      on(code, { kind: 'code_block', language: 'ts', offset: 0, length: code.length }),
    );
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part).toMatch(/^```ts\n {2}line[^`]*;\n```$/);
    expect(parts.map((part) => part.slice(6, -4)).join('\n')).toBe(code);
  });
});

describe('escapes (matterbridge#2141, TediCross#130: unescaped markdown)', () => {
  it.each([
    ['plain words, nothing else.', 'plain words, nothing else.'],
    ['*a* _b_ ~~c~~ ||d|| `e` \\', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\` \\\\'],
    ['@everyone and @here', '@\u200Beveryone and @\u200Bhere'],
    ['<@1> <@!2> <@&3> <#4>', '\\<\\@1> \\<\\@!2> \\<\\@\\&3> \\<\\#4>'],
    [
      '# one\n## two\n-# three\n- four\n1. five\n> six',
      '\\# one\n\\## two\n\\-# three\n\\- four\n1\\. five\n\\> six',
    ],
    ['a # b - c > d 1. e', 'a # b - c > d 1. e'],
    ['[a](https://b.org/c_d)', '\\[a](https://b.org/c_d)'],
    ['see https://b.org/a_b_c?d=*e* now', 'see https://b.org/a_b_c?d=*e* now'],
    ['https://b.org/@everyone', 'https://b.org/%40everyone'],
    ['https://b.org/`a`', 'https://b.org/%60a%60'],
  ])('%j as %j', (text, content) => {
    expect(escapeText(text)).toBe(content);
  });
});
