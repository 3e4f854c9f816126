import { describe, expect, it } from 'vitest';
import type { FaultMoment } from '../../sandbox/faults.js';
import type { Place } from '../../sandbox/people/discord-person.js';
import type { Scene } from '../../sandbox/stage/scene.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const one = { accounts: 1 };
const on = onStage({
  toDiscord: one,
  toTelegram: one,
  longHere: one,
  longThere: one,
  staff: one,
  outsider: one,
  mentions: one,
  blocked: one,
});

describe('carrying messages', () => {
  it('to the member: once and in order, whatever Discord answers, or when it can’t be reached (modmailbot#846)', async () => {
    const scene = on.scene('toDiscord');
    const { thread, account } = await beginsToTalk(scene, scene.member('Mia'));
    const posts = `POST /channels/${thread.id}/messages`;
    const mark = 'With pleasure!';
    await survives(
      ['fails', 'drops', 'floods'],
      (fault, when) => {
        if (fault === 'fails') on.stage.faults.fail(posts, { when, times: 2 });
        else if (fault === 'drops') on.stage.faults.drop(posts, { when });
        else on.stage.faults.flood(posts, { when, seconds: 0.2 });
      },
      (words) => scene.agent.replies(account, words),
      (words) => scene.member('Mia').sees(thread, words),
      () => linesAfter(mark, botWordsIn(scene, thread)),
    );
  });

  it('to the agent: once and in order, whatever Telegram answers', async () => {
    const scene = on.scene('toTelegram');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const calls = { service: 'telegram', method: 'messages.SendMessage', account: account.id } as const;
    await survives(
      ['fails', 'drops', 'floods'],
      (fault, when) => {
        if (fault === 'fails') on.stage.faults.fail(calls, { when });
        else if (fault === 'drops') on.stage.faults.drop(calls, { when });
        else on.stage.faults.flood(calls, { when, seconds: 1 });
      },
      (words) => mia.says(thread, words),
      (words) => scene.agent.sees(account, words),
      () => linesAfter('With pleasure!', scene.agent.wordsWith(account)),
    );
  });

  it('splits what is too long for Discord, in order, and loses nothing (TediCross#198)', async () => {
    const scene = on.scene('longHere');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const text = sentences(4_096);
    scene.agent.replies(account, text);
    scene.agent.replies(account, 'That was all.');
    await mia.sees(thread, 'That was all.');
    const parts = linesAfter('With pleasure!', botWordsIn(scene, thread)).slice(0, -1);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every((part) => part.length <= 2_000)).toBe(true);
    expect(parts.join(' ')).toBe(text);
  });

  it('splits what is too long for Telegram, in order, and loses nothing (TediCross#198)', async () => {
    const scene = on.scene('longThere');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    // Each of these five characters is read as a date: that is how Discord's 2,000 become more than 4,096.
    mia.says(thread, '<t:0>'.repeat(400));
    mia.says(thread, 'That was all.');
    await scene.agent.sees(account, 'That was all.');
    const parts = linesAfter('With pleasure!', scene.agent.wordsWith(account)).slice(0, -1);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((part) => part.length <= 4_096)).toBe(true);
    expect(parts.join(' ').match(/1 January 1970/g)).toHaveLength(400);
  });

  it('names staff to the agent when several answer at once, and whom they hear to nobody else (modmailbot#174, Modmail#3062)', async () => {
    const scene = on.scene('staff');
    const { thread, account } = await beginsToTalk(scene, scene.member('Mia'));
    const helpers = [scene.staff, scene.admin, scene.support];
    for (const person of helpers) person.says(thread, 'May I help?');
    await scene.agent.sees(account, `${scene.support.name} (staff)`);
    expect(linesAfter('With pleasure!', scene.agent.wordsWith(account))).toEqual(
      helpers.map(({ name }) => `${name} (staff): May I help?`),
    );
    expect(linesAfter('With pleasure!', botWordsIn(scene, thread))).toEqual([]);
  });

  it('tells others once that they are not heard', async () => {
    const scene = on.scene('outsider');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    on.stage.discord.world.threadMembers.add(scene.staff.id, thread.id, noah.id);
    const first = noah.says(thread, 'Me too!');
    noah.says(thread, 'Hello?');
    mia.says(thread, 'Sorry, that was Noah.');
    await scene.agent.sees(account, 'Sorry, that was Noah.');
    const told = noah.looksAt(thread).filter(({ text }) => text.includes('Messages of others stay here'));
    expect(told).toMatchObject([{ replyToId: first.id }]);
    expect(linesAfter('With pleasure!', scene.agent.wordsWith(account))).toEqual(['Sorry, that was Noah.']);
  });

  it('lets no words of the agent ping or add anybody (matterbridge#476)', async () => {
    const scene = on.scene('mentions');
    const [mia, noah] = [scene.member('Mia'), scene.member('Noah')];
    const { thread, account } = await beginsToTalk(scene, mia);
    const { staff } = scene.plan.roles;
    scene.agent.replies(account, `@everyone @here <@${noah.id}> <@!${noah.id}> <@&${staff}> come all`);
    const { id } = await mia.sees(thread, 'come all');
    expect(on.stage.discord.world.store.requireMessage(thread.id, id)).toMatchObject({
      mentionsEveryone: false,
      mentionedUserIds: [],
      mentionedRoleIds: [],
      allowedMentions: { parse: [] },
    });
    const { content } = on.stage.discord.world.store.requireMessage(thread.id, id);
    expect(content).not.toMatch(/@(?:everyone|here)|(?<!\\)<@/);
    expect(noah.threads()).toEqual([]);
  });

  it('tells the member when the agent takes no messages, and goes on when they do again', async () => {
    const scene = on.scene('blocked');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    scene.agent.person.blocks(account);
    const { id } = mia.says(thread, 'Are you there?');
    expect((await mia.sees(thread, 'the agent can’t receive messages right now')).replyToId).toBe(id);
    scene.agent.person.unblocks(account);
    mia.says(thread, 'And now?');
    await scene.agent.sees(account, 'And now?');
    expect(scene.agent.wordsWith(account)).not.toContain('Are you there?');
  });
});

type Fault = 'fails' | 'drops' | 'floods';

/** Says two things over each fault, before and after the effect, and looks whether all of them arrived, once and in order. */
async function survives(
  faults: readonly Fault[],
  ask: (fault: Fault, when: FaultMoment) => void,
  say: (words: string) => unknown,
  sees: (words: string) => Promise<unknown>,
  arrived: () => readonly string[],
): Promise<void> {
  const said: string[] = [];
  for (const fault of faults) {
    for (const when of ['before', 'after'] as const) {
      ask(fault, when);
      for (const number of [1, 2]) {
        const words = `It ${fault} ${when}, ${number}`;
        say(words);
        said.push(words);
      }
      await sees(said.at(-1) ?? '');
    }
  }
  await until('everything to arrive', () => arrived().length >= said.length);
  expect(arrived()).toEqual(said);
}

function botWordsIn(scene: Scene, thread: Place): readonly string[] {
  const { botId } = scene.stage.discord.world.application;
  const shown = scene.staff.looksAt(thread).filter(({ authorId }) => authorId === botId);
  return shown.map(({ text }) => text).filter((text) => text !== '');
}

/** What came after the line that begins so. */
function linesAfter(words: string, lines: readonly string[]): readonly string[] {
  return lines.slice(lines.findIndex((line) => line.startsWith(words)) + 1);
}

/** Sentences without anything that would be escaped, exactly so long in all. */
function sentences(length: number): string {
  let text = '';
  for (let number = 1; text.length < length; number++) text += `This is sentence number ${number}. `;
  return `${text.slice(0, length - 5).trimEnd()} end`.padEnd(length, '.');
}
