import { Api } from 'telegram';
import { describe, expect, it } from 'vitest';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { useBench } from './bench.js';

const bench = useBench();

/** Sends and returns what the agent reads, entities as `Kind:words`. */
async function say(message: string, entities: Api.TypeMessageEntity[] = []): Promise<[string, string[]]> {
  const { client, peer, agent, account } = bench;
  const sent = await client.invoke(
    new Api.messages.SendMessage({ peer, message, entities, randomId: toLong(1) }),
  );
  const seen = agent.seesChatWith(account).at(-1);
  if (seen === undefined) throw new Error('nothing arrived');
  const shown = seen.entities.map(
    ({ className, offset, length }) =>
      `${className.replace('MessageEntity', '')}:${seen.text.slice(offset, offset + length)}`,
  );
  expect(sent).toMatchObject({ entities: seen.entities.length === 0 ? null : seen.entities });
  return [seen.text, shown];
}

const bold = (offset: number, length: number): Api.TypeMessageEntity =>
  new Api.MessageEntityBold({ offset, length });
const italic = (offset: number, length: number): Api.TypeMessageEntity =>
  new Api.MessageEntityItalic({ offset, length });

describe('white space', () => {
  it('GIVEN it at the ends THEN it goes, and entities move along', async () => {
    expect(await say(' \n Hello\n ', [bold(1, 4)])).toEqual(['Hello', ['Bold:He']]);
  });

  it('GIVEN an entity over nothing else THEN it goes, too', async () => {
    expect(await say('a   b', [bold(1, 3)])).toEqual(['a   b', []]);
  });
});

describe('what Telegram finds by itself', () => {
  it.each([
    ['Visit https://example.com/a?b=1.', ['Url:https://example.com/a?b=1']],
    ['see example.com, or t.me/ada', ['Url:example.com', 'Url:t.me/ada']],
    ['write to ada@example.com now', ['Email:ada@example.com']],
    ['ask @ada_agent', ['Mention:@ada_agent']],
    ['#vip and $USD and /start', ['Hashtag:#vip', 'Cashtag:$USD', 'BotCommand:/start']],
    ['call +49 170 1234567', ['Phone:+49 170 1234567']],
    ['1.5 and a.b and v1.2.io2', []],
  ])('GIVEN “%s” THEN it has these entities', async (text, entities) => {
    expect(await say(text)).toEqual([text, entities]);
  });

  it('GIVEN code or a link of the writer THEN nothing is found inside', async () => {
    const code = new Api.MessageEntityCode({ offset: 0, length: 11 });
    const link = new Api.MessageEntityTextUrl({ offset: 12, length: 5, url: 'https://a.b/' });
    expect(await say('example.com x.com y.com', [code, link])).toEqual([
      'example.com x.com y.com',
      ['Code:example.com', 'TextUrl:x.com', 'Url:y.com'],
    ]);
  });
});

describe('nesting', () => {
  it('GIVEN entities that cross THEN the later one is cut in two', async () => {
    const [, entities] = await say('abcdefgh', [bold(0, 5), italic(3, 5)]);
    expect(entities).toEqual(['Bold:abcde', 'Italic:de', 'Italic:fgh']);
  });

  it('GIVEN style inside code THEN it is dropped', async () => {
    const code = new Api.MessageEntityCode({ offset: 0, length: 4 });
    expect(await say('abcd', [code, bold(1, 2)])).toEqual(['abcd', ['Code:abcd']]);
  });

  it('GIVEN more than a hundred entities THEN the rest is left out', async () => {
    const many = Array.from({ length: 120 }, (_, index) => bold(index * 2, 1));
    const [, entities] = await say('a-'.repeat(120), many);
    expect(entities).toHaveLength(100);
  });
});
