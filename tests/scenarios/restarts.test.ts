import { describe, expect, it } from 'vitest';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({ open: {}, down: {} });

describe('restarts', () => {
  it('carries on with open sessions, and looks once for edits where people wrote lately', async () => {
    const scene = on.scene('open');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await on.stage.bot.stop();
    const mark = on.stage.discord.requests.mark();
    await on.stage.startBot();
    mia.says(thread, 'Did you notice anything?');
    await scene.agent.sees(account, 'Did you notice anything?');
    scene.agent.replies(account, 'Not at all.');
    await mia.sees(thread, 'Not at all.');
    const asked = on.stage.discord.requests.since(mark).filter(({ guildId }) => guildId === scene.guildId);
    const lines = asked.map(({ method, route }) => `${method} ${route}`);
    const isSign = (line: string): boolean => line.includes('/reactions/');
    expect(lines.filter((line) => !isSign(line)).sort()).toEqual([
      'GET /channels/{channel_id}/messages',
      'POST /channels/{channel_id}/messages',
    ]);
    expect(scene.agent.wordsWith(account).filter((text) => text.includes('notice anything'))).toHaveLength(1);
  });

  it('delivers what was written on both sides while it was down, once and in order (Modmail#3346, modmailbot#264)', async () => {
    const scene = on.scene('down');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    await on.stage.bot.kill();
    on.stage.passTime(5_000);
    for (const number of [1, 2, 3]) {
      mia.says(thread, `From Mia, ${number}`);
      scene.agent.replies(account, `From Ada, ${number}`);
    }
    await on.stage.startBot();
    await scene.agent.sees(account, 'From Mia, 3');
    await mia.sees(thread, 'From Ada, 3');
    mia.says(thread, 'From Mia, 4');
    await scene.agent.sees(account, 'From Mia, 4');
    const words = scene.agent.wordsWith(account).filter((text) => text.startsWith('From Mia'));
    expect(words).toEqual([1, 2, 3, 4].map((number) => `From Mia, ${number}`));
    const seen = mia
      .looksAt(thread)
      .filter(({ text, authorId }) => text.startsWith('From Ada') && authorId !== mia.id);
    expect(seen.map(({ text }) => text)).toEqual([1, 2, 3].map((number) => `From Ada, ${number}`));
  });
});
