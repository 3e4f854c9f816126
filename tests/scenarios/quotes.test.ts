import { beforeAll, describe, expect, it } from 'vitest';
import type { Scene } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { hold } from './support/held-calls.js';
import { onStage } from './support/on-stage.js';

const scenes = { fromAgent: {}, fromMember: {}, answered: {}, elsewhere: {} };
const on = onStage(scenes);
const conversations = new Map<Scene, Conversation>();

beforeAll(async () => {
  for (const name of ['fromAgent', 'fromMember', 'answered', 'elsewhere'] as const) {
    const scene = on.scene(name);
    conversations.set(scene, await beginsToTalk(scene, scene.member('Mia')));
  }
});

describe('what a message answers does not change when it is edited', () => {
  it('the agent’s answer that had to quote goes on quoting', async () => {
    const { scene, mia, agent, thread, account } = play('fromAgent');
    const sends = { service: 'telegram', method: 'messages.SendMessage', account: account.id } as const;
    const sending = hold(scene.stage.faults, sends, 'after');
    mia.says(thread, 'Is it ready?');
    const question = await agent.sees(account, 'Is it ready?');
    await until('its answer to be on its way', sending.isHeld);
    // Nobody has told the bot yet that the question arrived.
    const answer = agent.replies(account, 'Not yet.', { replyTo: question.id });
    expect((await mia.sees(thread, 'Not yet.')).text).toBe('> Is it ready?\nNot yet.');
    sending.release();
    mia.says(thread, 'When will it be?');
    await agent.sees(account, 'When will it be?');
    agent.edits(account, answer, 'Now it is.');
    expect((await mia.sees(thread, 'Now it is.')).text).toBe('> Is it ready?\nNow it is.');
  });

  it('the member’s answer that had to quote goes on quoting', async () => {
    const { scene, mia, agent, thread, account } = play('fromMember');
    const path = new RegExp(`^/channels/${thread.id}/messages$`);
    const posting = hold(scene.stage.faults, { service: 'discord', method: 'POST', path }, 'after');
    agent.replies(account, 'Which plan?');
    const question = await mia.sees(thread, 'Which plan?');
    await until('its post to be on its way', posting.isHeld);
    const answer = mia.says(thread, 'Silver', { replyTo: question });
    expect((await agent.sees(account, 'Silver')).text).toMatch(/Which plan\?\nSilver$/);
    posting.release();
    agent.replies(account, 'Fine.');
    await mia.sees(thread, 'Fine.');
    mia.edits(answer, 'Gold');
    expect((await agent.sees(account, 'Gold')).text).toMatch(/Which plan\?\nGold$/);
  });

  it('real answers get no quote when what they answer is gone', async () => {
    const { mia, agent, thread, account } = play('answered');
    const asked = mia.says(thread, 'Which plan is it?');
    const question = await agent.sees(account, 'Which plan is it?');
    const answer = agent.replies(account, 'Gold', { replyTo: question.id });
    const copy = await mia.sees(thread, 'Gold');
    expect(copy.replyToId).toBe(asked.id);
    mia.deletes(asked);
    await until('the question to be gone', () => !agent.wordsWith(account).includes('Which plan is it?'));
    agent.edits(account, answer, 'Platinum');
    expect((await mia.sees(thread, 'Platinum')).text).toBe('Platinum');
  });
});

it('what the agent answers in another chat is quoted, and is never taken for a message of this one', async () => {
  const { mia, agent, thread, account } = play('elsewhere');
  // One of these has the number of the channel's post.
  for (let number = 1; number <= 8; number++) mia.says(thread, `Line ${number}`);
  await agent.sees(account, 'Line 8');
  const elsewhere = { from: { channel: 'Harbour News' }, text: 'Gold is sold out.' };
  const answer = agent.replies(account, 'See here', { elsewhere });
  const post = await mia.sees(thread, 'See here');
  expect([post.text, post.replyToId]).toEqual(['> Harbour News: Gold is sold out.\nSee here', null]);
  agent.edits(account, answer, 'See above');
  expect((await mia.sees(thread, 'See above')).text).toBe('> Harbour News: Gold is sold out.\nSee above');
});

function play(name: keyof typeof scenes) {
  const scene = on.scene(name);
  const conversation = conversations.get(scene);
  if (conversation === undefined) throw new Error(`nobody talks on ${name}`);
  return { ...conversation, scene, mia: scene.member('Mia'), agent: scene.agent };
}
