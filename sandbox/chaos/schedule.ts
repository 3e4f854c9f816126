import type { FaultMoment } from '../faults.js';
import { Random } from './random.js';
import { chooseWording, type Wording } from './wording.js';

export type Side = 'member' | 'agent';

/** What goes wrong for one conversation: the next calls of its thread or its account, its connection, or its stream of updates. */
export type Fault =
  | {
      readonly kind: 'fail';
      readonly at: 'discord' | 'telegram';
      readonly when: FaultMoment;
      readonly times: number;
    }
  | { readonly kind: 'flood'; readonly at: 'discord' | 'telegram'; readonly when: FaultMoment }
  | { readonly kind: 'drop'; readonly at: 'discord' | 'telegram'; readonly when: FaultMoment }
  | {
      readonly kind: 'delay';
      readonly at: 'discord' | 'telegram';
      readonly when: FaultMoment;
      readonly ms: number;
    }
  | { readonly kind: 'connection_lost' }
  | { readonly kind: 'updates_too_long' };

/** What one person does, or what goes wrong. Messages are numbered over both people. */
export type Step =
  | {
      readonly kind: 'says';
      readonly by: Side;
      readonly message: number;
      /** Null: nothing but files. */
      readonly wording: Wording | null;
      /** The size of each file in bytes; several of the agent's are an album. */
      readonly files: readonly number[];
      readonly replyTo: number | null;
    }
  | { readonly kind: 'edits'; readonly by: Side; readonly message: number; readonly wording: Wording }
  | { readonly kind: 'deletes'; readonly by: Side; readonly message: number }
  /** To an own message or one of the other's, if they see it; null takes the reaction away, another one replaces it. */
  | { readonly kind: 'reacts'; readonly by: Side; readonly message: number; readonly emoji: string | null }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** One conversation: at each beat so many steps. */
export type Schedule = readonly (readonly Step[])[];

/** What strikes all conversations at once, from this beat on. */
export type Disturbance =
  | {
      readonly kind: 'kill';
      readonly beat: number;
      /** The how manieth call from then on brings the process down, before or after its effect. */
      readonly atCall: number;
      readonly when: FaultMoment;
      /** So many beats later it is started again. */
      readonly downFor: number;
      /** Whether people wait with their next words until it serves again. */
      readonly isAwaited: boolean;
    }
  | { readonly kind: 'gateway_lost'; readonly beat: number; readonly isResumable: boolean };

/** Conversations that are held at the same time, and what strikes them together. */
export interface Wave {
  readonly seed: number;
  readonly schedules: readonly Schedule[];
  readonly disturbances: readonly Disturbance[];
  /** After each beat: how many calls of the bot, for each conversation, are waited for before the next one. */
  readonly paces: readonly number[];
}

/** Beats of a conversation, the last words of both people left aside. */
const beats = 8;

/** Of those that anyone may use in a private chat on Telegram. */
const emoji = ['👍', '🔥', '🎉', '👏', '😁'];

/** Lines of some sixty characters: Discord takes 2,000 of a person's, Telegram 4,096, and 1,024 below a file. */
const linesAtMost = { member: 28, agent: 58, agentWithFiles: 13 };

/** The same seed and count give the same wave. */
export function planWave(seed: number, count: number): Wave {
  const random = new Random(seed);
  const disturbances = planDisturbances(random);
  const paces = Array.from({ length: beats + 1 }, () => random.pick([0, 0, 0.5, 1, 2]) ?? 0);
  const schedules = Array.from({ length: count }, () => planConversation(random));
  return { seed, schedules, disturbances, paces };
}

function planDisturbances(random: Random): readonly Disturbance[] {
  const planned: Disturbance[] = [];
  for (const [first, last, probability] of [
    [1, 3, 0.9],
    [5, 7, 0.35],
  ] as const) {
    if (!random.isLucky(probability)) continue;
    planned.push({
      kind: 'kill',
      beat: random.between(first, last),
      atCall: random.between(1, 120),
      when: random.isLucky(0.5) ? 'before' : 'after',
      downFor: random.between(1, 2),
      isAwaited: random.isLucky(0.6),
    });
  }
  if (random.isLucky(0.35))
    planned.push({
      kind: 'gateway_lost',
      beat: random.between(1, beats - 1),
      isResumable: random.isLucky(0.75),
    });
  return planned;
}

/** A message that stands, as its schedule knows it. */
interface Standing {
  readonly message: number;
  readonly by: Side;
  readonly hasFiles: boolean;
}

function planConversation(random: Random): Schedule {
  const standing: Standing[] = [];
  let messages = 0;
  let edits = 0;
  const says = (by: Side): Step => {
    const target = random.isLucky(0.25) ? random.pick(standing) : undefined;
    const message = messages++;
    const files = planFiles(random);
    const hasFiles = files.length > 0;
    standing.push({ message, by, hasFiles });
    const wording = hasFiles && random.isLucky(0.25) ? null : wordingOf(random, { by, hasFiles });
    return { kind: 'says', by, message, wording, files, replyTo: target?.message ?? null };
  };
  const reacts = (by: Side): Step | null => {
    const target = random.pick(standing);
    if (target === undefined) return null;
    const chosen = random.isLucky(0.3) ? null : (random.pick(emoji) ?? null);
    return { kind: 'reacts', by, message: target.message, emoji: chosen };
  };
  const step = (): Step => {
    const by: Side = random.isLucky(0.5) ? 'member' : 'agent';
    const dice = random.next();
    const own = random.pick(standing.filter((each) => each.by === by));
    if (dice < 0.2) return { kind: 'fault', fault: planFault(random) };
    if (dice < 0.3) return reacts(by) ?? says(by);
    if (own === undefined || dice < 0.7) return says(by);
    if (dice < 0.88) {
      // Telegram refuses an edit that changes nothing (MESSAGE_NOT_MODIFIED).
      edits += 1;
      return { kind: 'edits', by, message: own.message, wording: wordingOf(random, own, `edit ${edits}`) };
    }
    standing.splice(standing.indexOf(own), 1);
    return { kind: 'deletes', by, message: own.message };
  };
  const played = Array.from({ length: beats }, () => Array.from({ length: random.between(0, 2) }, step));
  return [...played, [says('member'), says('agent')]];
}

function wordingOf(
  random: Random,
  { by, hasFiles }: Pick<Standing, 'by' | 'hasFiles'>,
  last?: string,
): Wording {
  if (by === 'member') return chooseWording(random, linesAtMost.member, true, last);
  return chooseWording(random, hasFiles ? linesAtMost.agentWithFiles : linesAtMost.agent, false, last);
}

function planFiles(random: Random): readonly number[] {
  if (!random.isLucky(0.18)) return [];
  const count = random.isLucky(0.5) ? 1 : random.between(2, 4);
  // One that is uploaded in several parts is rare: it takes long.
  return Array.from({ length: count }, () => (random.isLucky(0.03) ? 600_000 : random.between(30, 3_000)));
}

function planFault(random: Random): Fault {
  const at = random.isLucky(0.5) ? 'discord' : 'telegram';
  const when: FaultMoment = random.isLucky(0.5) ? 'before' : 'after';
  const faults: readonly Fault[] = [
    { kind: 'fail', at, when, times: random.between(1, 2) },
    { kind: 'flood', at, when },
    { kind: 'drop', at, when },
    { kind: 'delay', at, when, ms: random.between(20, 300) },
    { kind: 'connection_lost' },
    { kind: 'updates_too_long' },
  ];
  return random.pick(faults) ?? { kind: 'connection_lost' };
}
