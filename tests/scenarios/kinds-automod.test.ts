import { beforeAll, expect, it } from 'vitest';
import { threadIn } from '../../sandbox/stage/scene.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({
  written: { accounts: 1, members: ['Mia'] },
  edited: { accounts: 1, members: ['Mia'] },
  named: { accounts: 1, members: ['Darn Dana'] },
});

const refusal =
  'ℹ️ Not delivered: the automatic moderation (AutoMod) of the Discord server blocked your words. Please try others.';

/** The server's AutoMod blocks a word, also to the bot. */
function forbid(name: 'written' | 'edited' | 'named'): void {
  const { stage, guildId } = on.scene(name);
  stage.discord.world.autoModeration.setRules(guildId, [{ keywords: ['darn'], isForBots: true }]);
}

async function talk(name: 'written' | 'edited'): Promise<Conversation> {
  const scene = on.scene(name);
  return beginsToTalk(scene, scene.member('Mia'));
}

beforeAll(() => forbid('named'));

it('words that the server’s AutoMod blocks are answered with the reason, and what follows is carried', async () => {
  const scene = on.scene('written');
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await talk('written');
  forbid('written');
  agent.replies(account, 'That darn plan');
  agent.replies(account, 'The other plan');
  await mia.sees(thread, 'The other plan');
  const notice = await agent.sees(account, refusal);
  expect(notice.isOut).toBe(false);
  expect(mia.looksAt(thread).map(({ text }) => text)).not.toContain('That darn plan');
});

it('an edit that it blocks leaves what stood there, and is answered', async () => {
  const scene = on.scene('edited');
  const { agent } = scene;
  const mia = scene.member('Mia');
  const { thread, account } = await talk('edited');
  forbid('edited');
  const id = agent.replies(account, 'The small plan');
  await mia.sees(thread, 'The small plan');
  agent.edits(account, id, 'The darn plan');
  await agent.sees(account, refusal);
  expect(mia.looksAt(thread).map(({ text }) => text)).toContain('The small plan');
});

it('a member whose name it blocks still gets a thread, named by its code, and a welcome without the name', async () => {
  const scene = on.scene('named');
  const dana = scene.member('Darn Dana');
  const thread = threadIn(await dana.presses('Upgrade to VIP'));
  await dana.sees(thread, 'Welcome! This is your private conversation');
  const guild = scene.stage.discord.world.store.requireGuild(scene.guildId);
  expect(guild.threads.get(thread.id)?.name).toMatch(/^[A-Z0-9]{5}$/);
});
