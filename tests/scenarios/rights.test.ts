import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { AttemptRefused } from '../../sandbox/people/answers.js';
import type { DiscordPerson, Place } from '../../sandbox/people/discord-person.js';
import { type Scene, threadIn } from '../../sandbox/stage/scene.js';
import { onStage } from './support/on-stage.js';

/** What somebody tries. */
const acts = [
  'setup',
  'panel',
  'upgrade',
  'upgradeButton',
  'endElsewhere',
  'endInThread',
  'endButton',
  'keepButton',
  'yesButton',
  'clear',
] as const;
type Act = (typeof acts)[number];

/** What comes of it. All but the first two change nothing. */
type Outcome =
  /** It is done, and shows. */
  | 'done'
  /** It is answered with what was asked for, and there is nothing to change. */
  | 'shown'
  | 'manager only'
  | 'staff only'
  | 'not theirs'
  | 'elsewhere'
  | 'live already'
  | 'vip already'
  /** Discord itself lets nobody through: the place is not to be seen, the command not to be had, or no such button stands there. */
  | 'hidden'
  | 'no command'
  | 'no button';

const words: Record<Exclude<Outcome, 'done' | 'shown' | 'hidden' | 'no command' | 'no button'>, string> = {
  'manager only': 'Only someone with the **Manage Server** permission can do that.',
  'staff only': 'Only the staff of this server (Staff, Admin or Support) can do that.',
  'not theirs': 'Only the member of this conversation and the staff can end it.',
  elsewhere: 'This only works inside a VIP conversation.',
  'live already': 'You already have an open conversation.',
  'vip already': 'You are a VIP already.',
};

type Row = readonly [
  setup: Outcome,
  panel: Outcome,
  upgrade: Outcome,
  upgradeButton: Outcome,
  endElsewhere: Outcome,
  endInThread: Outcome,
  endButton: Outcome,
  keepButton: Outcome,
  yesButton: Outcome,
  clear: Outcome,
];

const managerOnly = ['manager only', 'manager only'] as const;
const opens = ['done', 'done'] as const;
const ends = ['done', 'shown', 'shown', 'done'] as const;
const seesNoThread = ['hidden', 'no button', 'no button', 'no button'] as const;

/** Who tries: everybody in a server of their own, in which Mia has a session. */
const matrix = {
  'a member': [...managerOnly, ...opens, 'elsewhere', ...seesNoThread, 'staff only'],
  'the member of the session': [
    ...managerOnly,
    'live already',
    'live already',
    'elsewhere',
    ...ends,
    'staff only',
  ],
  'a member who was let into the thread': [
    ...managerOnly,
    ...opens,
    'elsewhere',
    'not theirs',
    'shown',
    'shown',
    'not theirs',
    'staff only',
  ],
  'a VIP': [...managerOnly, 'vip already', 'vip already', 'elsewhere', ...seesNoThread, 'staff only'],
  Staff: [...managerOnly, ...opens, 'elsewhere', ...ends, 'done'],
  Admin: [...managerOnly, ...opens, 'elsewhere', ...ends, 'done'],
  Support: [...managerOnly, ...opens, 'elsewhere', ...ends, 'done'],
  'the owner': ['done', 'done', ...opens, 'elsewhere', ...ends, 'done'],
  'an Administrator': ['done', 'done', ...opens, 'elsewhere', ...ends, 'done'],
  'who manages the server': ['done', 'done', ...opens, 'elsewhere', ...seesNoThread, 'staff only'],
  'an outsider': ['hidden', 'hidden', 'hidden', 'no button', 'hidden', ...seesNoThread, 'hidden'],
  'a direct message': [
    'no command',
    'no command',
    'no command',
    'no button',
    'no command',
    // The thread is no place in a direct conversation: what can be tried is its command there.
    'no command',
    'no button',
    'no button',
    'no button',
    'no command',
  ],
} as const satisfies Record<string, Row>;

type Who = keyof typeof matrix;

const people = Object.keys(matrix).filter((name): name is Who => name in matrix);
const guildName = (who: Who) => who.replaceAll(' ', '-');
const on = onStage(Object.fromEntries(people.map((who) => [guildName(who), {}])));

/** The person of a row, in their server. */
function personOf(who: Who, scene: Scene): DiscordPerson {
  switch (who) {
    case 'a member':
    case 'a member who was let into the thread':
      return scene.member('Noah');
    case 'the member of the session':
    case 'a direct message':
      return scene.member('Mia');
    case 'a VIP':
      return scene.vip;
    case 'Staff':
      return scene.staff;
    case 'Admin':
      return scene.admin;
    case 'Support':
      return scene.support;
    case 'the owner':
      return scene.owner;
    case 'an Administrator':
      return withPermissions(scene, 'Ada Min', P.Administrator);
    case 'who manages the server':
      return withPermissions(scene, 'Manuel', P.ManageGuild);
    case 'an outsider': {
      const outsider = scene.addMember('Otto');
      outsider.leavesServer();
      return outsider;
    }
  }
}

function withPermissions(scene: Scene, name: string, permissions: bigint): DiscordPerson {
  const { world } = on.stage.discord;
  const person = scene.addMember(name);
  const role = world.roles.add(world.store.requireGuild(scene.guildId), { name, permissions });
  world.members.addRole(scene.owner.id, scene.guildId, person.id, role.id);
  return person;
}

/** Mia's session, as it is or a new one. */
async function ensureSession(scene: Scene): Promise<Place> {
  const mia = scene.member('Mia');
  const live = await scene.liveSessionOf(mia);
  if (live?.threadId) return { id: live.threadId };
  const thread = threadIn(await mia.presses('Upgrade to VIP', mia.home));
  await mia.sees(thread, 'Welcome, Mia!');
  return thread;
}

/** All that a forbidden act could have changed. */
async function lookAround(scene: Scene, person: DiscordPerson) {
  const { database, discord } = on.stage;
  const live = await scene.liveSessionOf(scene.member('Mia'));
  return {
    session: [live?.id, live?.state],
    own: (await scene.liveSessionOf(person))?.id,
    threads: scene.threads().map(({ id, archived }) => ({ id, archived })),
    settings: await database.guilds.find(scene.guildId),
    panels: discord.world.store.log(scene.plan.upgradeChannelId).all().length,
  };
}

/** One cell: what is tried, and what it must show when it is allowed. Resolves with the words of the answer. */
async function attempt(
  act: Act,
  scene: Scene,
  person: DiscordPerson,
  thread: Place,
  direct: Place | null,
): Promise<string> {
  const { plan } = scene;
  const here = direct ?? { id: plan.upgradeChannelId };
  const inThread = direct ?? thread;
  switch (act) {
    case 'setup': {
      const { roles, upgradeChannelId } = plan;
      const options = {
        channel: { id: upgradeChannelId },
        staff: { id: roles.staff },
        admin: { id: roles.admin },
        support: { id: roles.support },
        vip: { id: roles.vip },
        agent: scene.settings.agent.username,
      };
      return (await person.runs('/vip setup', options, here)).text;
    }
    case 'panel':
      return (await person.runs('/vip panel', {}, here)).text;
    case 'upgrade':
      return (await person.runs('/vip upgrade', {}, here)).text;
    case 'upgradeButton':
      return (await person.presses('Upgrade to VIP', here)).text;
    case 'endElsewhere':
      return (await person.runs('/vip end', {}, direct ?? { id: plan.generalChannelId })).text;
    case 'endInThread':
      return (await person.runs('/vip end', {}, inThread)).text;
    case 'endButton':
      return (await person.presses('End session', inThread)).text;
    case 'keepButton':
      return (await person.presses('Keep it open', await person.presses('End session', inThread))).text;
    case 'yesButton':
      return (await person.presses('Yes, end it', await person.presses('End session', inThread))).text;
    case 'clear':
      return (await person.runs('/vip clear', { user: scene.member('Mia') }, here)).text;
  }
}

/** What is answered when it is allowed. */
const answers: Record<Act, string> = {
  setup: 'Everything is set up',
  panel: 'The panel is up',
  upgrade: 'Your conversation is open:',
  upgradeButton: 'Your conversation is open:',
  endElsewhere: '',
  endInThread: 'The conversation is ended.',
  endButton: 'Do you want to end this conversation?',
  keepButton: 'the conversation stays open',
  yesButton: 'The conversation is ended.',
  clear: 'Cleared for',
};

/** What is different when it is done; leaves the server as it was. */
async function expectDone(act: Act, scene: Scene, person: DiscordPerson, thread: Place): Promise<void> {
  const isOwn = person.id === scene.member('Mia').id;
  switch (act) {
    case 'setup':
      // It was run without a log channel.
      expect(await on.stage.database.guilds.find(scene.guildId)).toEqual({
        ...scene.settings,
        logChannelId: null,
      });
      return on.stage.database.guilds.save(scene.settings);
    case 'panel':
      expect(person.looksAt({ id: scene.plan.upgradeChannelId }).at(-1)?.text).toContain('Become a VIP');
      return;
    case 'upgrade':
    case 'upgradeButton': {
      const live = await scene.liveSessionOf(person);
      expect(live).toMatchObject({ state: 'active', memberId: person.id });
      await scene.owner.runs('/vip clear', { user: person });
      await scene.closed({ id: live?.threadId ?? '' }, 'cleared_by_staff');
      return;
    }
    case 'endInThread':
    case 'yesButton': {
      const closed = await scene.closed(thread, isOwn ? 'ended_by_member' : 'ended_by_staff');
      expect(closed.closedBy).toEqual({ kind: 'user', userId: person.id });
      return;
    }
    case 'clear': {
      const closed = await scene.closed(thread, 'cleared_by_staff');
      expect(closed.closedBy).toEqual({ kind: 'user', userId: person.id });
      return;
    }
    default:
      throw new Error(`nothing can be done by ${act}`);
  }
}

async function expectOutcome(outcome: Outcome, act: Act, trying: Promise<string>): Promise<void> {
  switch (outcome) {
    case 'done':
    case 'shown':
      expect(await trying).toContain(answers[act]);
      return;
    case 'hidden':
      await expect(trying).rejects.toMatchObject({ name: AttemptRefused.name, reason: 'not-visible' });
      return;
    case 'no command':
      await expect(trying).rejects.toMatchObject({ name: AttemptRefused.name, reason: 'unknown-command' });
      return;
    case 'no button':
      await expect(trying).rejects.toThrow('sees no button');
      return;
    default:
      expect(await trying).toContain(words[outcome]);
  }
}

describe('who may do what', () => {
  for (const who of people) {
    describe(who, () => {
      let person: DiscordPerson | undefined;
      for (const [index, act] of acts.entries()) {
        const outcome: Outcome = matrix[who][index] ?? 'hidden';
        it(`${act}: ${outcome}`, async () => {
          const scene = on.scene(guildName(who));
          person ??= personOf(who, scene);
          const thread = await ensureSession(scene);
          if (who === 'a member who was let into the thread') {
            const { world } = on.stage.discord;
            world.threadMembers.include(world.store.requireThread(thread.id), [person.id]);
          }
          const { users, application } = on.stage.discord.world;
          const direct = who === 'a direct message' ? users.openDirect(person.id, application.botId) : null;
          const before = await lookAround(scene, person);
          await expectOutcome(outcome, act, attempt(act, scene, person, thread, direct));
          if (outcome === 'done') await expectDone(act, scene, person, thread);
          else expect(await lookAround(scene, person)).toEqual(before);
        });
      }
    });
  }
});
