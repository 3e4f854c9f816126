import { Api } from 'telegram';
import { describe, expect, it } from 'vitest';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ toTelegram: { accounts: 1 }, toDiscord: { accounts: 1 } });

describe('formatting', () => {
  it('of the member’s words reaches the agent as Telegram’s own', async () => {
    const scene = on.scene('toTelegram');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    mia.says(
      thread,
      '**Bold** and ||hidden||, [my site](https://example.org/a_b)\n```ts\nlet a;\n```\n> said',
    );
    const seen = await scene.agent.sees(account, 'Bold and hidden');
    expect(seen.text).toBe('Bold and hidden, my site\nlet a;\nsaid');
    expect(seen.entities).toMatchObject([
      { className: 'MessageEntityBold', offset: 0, length: 4 },
      { className: 'MessageEntitySpoiler', offset: 9, length: 6 },
      { className: 'MessageEntityTextUrl', offset: 17, length: 7, url: 'https://example.org/a_b' },
      { className: 'MessageEntityPre', offset: 25, length: 6, language: 'ts' },
      { className: 'MessageEntityBlockquote', offset: 32, length: 4 },
    ]);
  });

  it('of the agent’s words reaches the member as Discord’s own, and typed signs stay signs', async () => {
    const scene = on.scene('toDiscord');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    scene.agent.replies(account, 'Pay *today* at our site', {
      entities: [
        new Api.MessageEntityBold({ offset: 0, length: 3 }),
        new Api.MessageEntityTextUrl({ offset: 15, length: 8, url: 'https://example.org/' }),
      ],
    });
    const { text } = await mia.sees(thread, 'today');
    expect(text).toBe('**Pay** \\*today\\* at [our site](https://example.org/)');
  });
});
