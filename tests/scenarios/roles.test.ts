import { describe, expect, it } from 'vitest';
import { AttemptRefused } from '../../sandbox/people/answers.js';
import type { CommandOptions, DiscordPerson, Place } from '../../sandbox/people/discord-person.js';
import type { Scene } from '../../sandbox/stage/scene.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const people = ['Noah', 'Mia', 'Sam', 'Alex', 'Sofia', 'Olivia', 'Victor'] as const;
type Who = (typeof people)[number];

const on = onStage(
  Object.fromEntries(
    [
      ...people.map((who) => `end by ${who}`),
      ...people.map((who) => `button of ${who}`),
      'commands',
      'outside',
    ].map((name) => [name, { accounts: 1 }]),
  ),
);

/** Whoever may end a conversation that is Mia's. */
const mayEnd: Readonly<Record<Who, boolean>> = {
  Noah: false,
  Mia: true,
  Sam: true,
  Alex: true,
  Sofia: true,
  Olivia: true,
  Victor: false,
};

/** Runs it and returns what they read; `not offered` when Discord does not show it to them. */
async function tries(
  person: DiscordPerson,
  words: string,
  options: CommandOptions = {},
  where?: Place,
): Promise<string> {
  try {
    return (await person.runs(words, options, where)).text;
  } catch (error) {
    if (error instanceof AttemptRefused) return `not offered (${error.reason})`;
    throw error;
  }
}

/** Someone of the staff adds a person to the thread, so that they see it at all. */
function letIn(scene: Scene, thread: Place, person: DiscordPerson): void {
  const { threadMembers, store } = on.stage.discord.world;
  if (!store.requireThread(thread.id).members.has(person.id))
    threadMembers.add(scene.staff.id, thread.id, person.id);
}

describe('who may do what', () => {
  for (const who of people) {
    it(`/vip end in Mia’s thread, by ${who}`, async () => {
      const scene = on.scene(`end by ${who}`);
      const { thread } = await beginsToTalk(scene, scene.member('Mia'));
      letIn(scene, thread, scene.member(who));
      const answer = await tries(scene.member(who), '/vip end', {}, thread);
      if (mayEnd[who]) {
        expect(answer).toBe('The conversation is ended. Thank you!');
        await scene.closed(thread, who === 'Mia' ? 'ended_by_member' : 'ended_by_staff');
      } else {
        expect(answer).toBe('Only the member of this conversation and the staff can end it.');
        expect(await scene.sessionOf(thread)).toMatchObject({ state: 'active' });
      }
    });

    it(`the End button and its confirmation, by ${who}`, async () => {
      const scene = on.scene(`button of ${who}`);
      const person = scene.member(who);
      const { thread } = await beginsToTalk(scene, scene.member('Mia'));
      letIn(scene, thread, person);
      const question = await person.presses('End session', thread);
      expect(question.text).toMatch(/^Do you want to end this conversation\?/);
      expect((await person.presses('Keep it open', question)).text).toMatch(/stays open/);
      const asked = await person.presses('End session', thread);
      const { text } = await person.presses('Yes, end it', asked);
      if (mayEnd[who]) {
        expect(text).toBe('The conversation is ended. Thank you!');
        await scene.closed(thread, who === 'Mia' ? 'ended_by_member' : 'ended_by_staff');
      } else {
        expect(text).toBe('Only the member of this conversation and the staff can end it.');
        expect(await scene.sessionOf(thread)).toMatchObject({ state: 'active' });
      }
    });
  }

  it('/vip clear, setup and panel, for everyone', async () => {
    const scene = on.scene('commands');
    const answers = new Map<string, string>();
    for (const who of people) {
      const person = scene.member(who);
      answers.set(`${who} clear`, await tries(person, '/vip clear', { user: scene.member('Noah') }));
      answers.set(`${who} panel`, await tries(person, '/vip panel'));
      const { roles, upgradeChannelId } = scene.plan;
      const setup = {
        channel: { id: upgradeChannelId },
        staff: { id: roles.staff },
        admin: { id: roles.admin },
        support: { id: roles.support },
        vip: { id: roles.vip },
        agent: scene.settings.agent.username,
        log: { id: scene.plan.logChannelId },
      };
      answers.set(`${who} setup`, await tries(person, '/vip setup', setup));
    }
    const granted = /has no open session|The panel is up|Everything is set up/;
    const allowed = [...answers].filter(([, text]) => granted.test(text)).map(([name]) => name);
    expect(allowed).toEqual([
      'Sam clear',
      'Alex clear',
      'Sofia clear',
      'Olivia clear',
      'Olivia panel',
      'Olivia setup',
    ]);
    for (const [name, text] of answers) {
      if (!granted.test(text)) expect(`${name}: ${text}`).toMatch(/staff|Manage Server|not offered/i);
    }
    expect(await tries(scene.vip, '/vip upgrade')).toMatch(/You are a VIP already/);
    expect(await tries(scene.member('Noah'), '/vip end')).toMatch(/only works inside a VIP conversation/);
  });

  it('nothing for who is not in the server, nor in direct messages', async () => {
    const scene = on.scene('outside');
    const { thread } = await beginsToTalk(scene, scene.member('Mia'));
    const noah = scene.member('Noah');
    const direct = on.stage.discord.world.users.openDirect(noah.id, on.stage.discord.world.application.botId);
    for (const command of ['/vip upgrade', '/vip end', '/vip panel']) {
      expect(await tries(noah, command, {}, direct)).toMatch(/^not offered/);
    }
    noah.leavesServer();
    for (const command of ['/vip upgrade', '/vip end', '/vip panel']) {
      expect(await tries(noah, command)).toMatch(/^not offered/);
      expect(await tries(noah, command, {}, thread)).toMatch(/^not offered/);
    }
    await expect(noah.presses('Upgrade to VIP')).rejects.toThrow();
    expect(await scene.sessionOf(thread)).toMatchObject({ state: 'active' });
  });
});
