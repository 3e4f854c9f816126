import { describe, expect, it } from 'vitest';
import { resolveMentions } from '../../src/discord/mentions.js';

const names = {
  user: (id: string) => (id === '1' ? 'Ann' : null),
  role: (id: string) => (id === '2' ? 'VIP' : null),
  channel: (id: string) => (id === '3' ? 'lounge' : null),
};

describe('mentions that only Discord can read', () => {
  it.each([
    ['hello <@1> and <@!1>', 'hello @Ann and @Ann'],
    ['<@9>', '@someone'],
    ['<@&2> <@&9>', '@VIP @a role'],
    ['<#3> <#9>', '#lounge #a channel'],
    ['use </vip end:123>', 'use /vip end'],
    ['<:wave:1> <a:party:2>', ':wave: :party:'],
    ['<t:1700000000>', '14 November 2023 at 22:13 UTC'],
    ['<t:1700000000:R>', '14 November 2023 at 22:13 UTC'],
    ['<t:9999999999999>', '<t:9999999999999>'],
    ['<id:customize>', '#customize'],
    ['a < b > c <@> <#x>', 'a < b > c <@> <#x>'],
  ])('%j reads %j', (content, text) => {
    expect(resolveMentions(content, names)).toBe(text);
  });
});
