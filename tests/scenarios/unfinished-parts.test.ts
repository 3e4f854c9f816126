import { describe, expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const on = onStage({
  member: { accounts: 1 },
  agent: { accounts: 1 },
  before: { accounts: 1 },
  after: { accounts: 1 },
  shortened: { accounts: 1 },
});

const long = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ');

/** The process dies when the second of these calls has taken effect. */
function diesAfterSecond(call: Parameters<typeof on.stage.faults.onRequest>[0]) {
  let calls = 0;
  return on.stage.faults.onRequest(
    call,
    'after',
    async () => {
      calls += 1;
      if (calls === 2) await on.stage.bot.kill();
    },
    { times: Number.POSITIVE_INFINITY },
  );
}

describe('a text of several parts, shortened after the process died between them', () => {
  it('of the member’s: stands once, and short', async () => {
    const scene = on.scene('member');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const death = diesAfterSecond({
      service: 'telegram',
      method: 'messages.SendMessage',
      account: account.id,
    });
    // Each of these five characters is read as a date: that is how Discord's 2,000 become more than 4,096.
    const message = mia.says(thread, '<t:0>'.repeat(400));
    await until('the process to die', () => !on.stage.bot.isRunning);
    death.lift();
    mia.edits(message, 'Never mind.');
    await on.stage.startBot();
    mia.says(thread, 'Are you there?');
    await scene.agent.sees(account, 'Are you there?');
    const words = () => scene.agent.wordsWith(account).slice(-2).join(' ');
    await until('it to be short', () => words() === 'Never mind. Are you there?');
    expect(scene.agent.wordsWith(account).join()).not.toContain('1970');
    mia.edits(message, '<t:0>'.repeat(400));
    await until(
      'it to be long again',
      () =>
        scene.agent
          .wordsWith(account)
          .join(' ')
          .match(/1 January 1970/g)?.length === 400,
    );
  });

  it('of the agent’s: stands once, and short', async () => {
    const scene = on.scene('agent');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const death = diesAfterSecond(`POST /channels/${thread.id}/messages`);
    const id = scene.agent.replies(account, long);
    await until('the process to die', () => !on.stage.bot.isRunning);
    death.lift();
    scene.agent.edits(account, id, 'Never mind.');
    await on.stage.startBot();
    await mia.sees(thread, 'Never mind.');
    scene.agent.replies(account, 'Are you there?');
    await mia.sees(thread, 'Are you there?');
    const words = () =>
      mia
        .looksAt(thread)
        .map(({ text }) => text)
        .join(' ');
    await until('nothing of it to be left', () => !words().includes('word'));
    expect(words().match(/Never mind\./g)).toHaveLength(1);
    scene.agent.edits(account, id, long);
    await until('it to be long again', () => words().includes('word0') && words().includes('word499'));
  });
});

/** The agent's message becomes long by an edit, and the process dies as it posts the part that came with it. */
async function diesLengthening(name: 'before' | 'after' | 'shortened', when: 'before' | 'after') {
  const scene = on.scene(name);
  const mia = scene.member('Mia');
  const { thread, account } = await beginsToTalk(scene, mia);
  const id = scene.agent.replies(account, 'Short.');
  await mia.sees(thread, 'Short.');
  on.stage.faults.onRequest(`POST /channels/${thread.id}/messages`, when, () => on.stage.bot.kill());
  // A request that has arrived would take its effect whoever asked for it.
  if (when === 'before') on.stage.faults.drop(`POST /channels/${thread.id}/messages`);
  scene.agent.edits(account, id, long);
  await until('the process to die', () => !on.stage.bot.isRunning);
  const posts = () =>
    mia
      .looksAt(thread)
      .map(({ text }) => text)
      .filter((text) => text.includes('word') || text.includes('hort'));
  return { scene, account, id, posts };
}

describe('a text that an edit made long, when the process died as it added a part', () => {
  it.each(['before', 'after'] as const)(
    '%s the request took effect: stands once, and whole',
    async (when) => {
      const { scene, account, id, posts } = await diesLengthening(when, when);
      await on.stage.startBot();
      await until('the whole text', () => posts().join(' ') === long);
      const corrected = long.replace('word499', 'the last word');
      scene.agent.edits(account, id, corrected);
      await until('the corrected text', () => posts().join(' ') === corrected);
    },
  );

  it('stands once, and short, when it was shortened meanwhile', async () => {
    const { scene, account, id, posts } = await diesLengthening('shortened', 'after');
    scene.agent.edits(account, id, 'Short again.');
    await on.stage.startBot();
    await until('the short text alone', () => posts().join('|') === 'Short again.');
    scene.agent.edits(account, id, long);
    await until('it to be long again', () => posts().join(' ') === long);
  });
});
