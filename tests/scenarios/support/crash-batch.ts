import type { CallPattern, OutsideCall } from '../../../sandbox/call-pattern.js';
import type { FaultMoment } from '../../../sandbox/faults.js';
import type { Stage } from '../../../sandbox/stage/stage.js';
import { until } from '../../../sandbox/stage/until.js';

/** How long the bot may take to reach every point: to start, and to open or carry in every guild at once, on a machine that has other things to do. */
const reachedMs = 40_000;

/** One outside call at which the process is to die, and what leads to it. */
export interface CrashPoint {
  readonly name: string;
  readonly call: CallPattern;
  readonly act: () => unknown;
}

/**
 * Holds the calls of every point until one of each has arrived, kills the bot once, and lets the services go on: a call that had only arrived is
 * lost, one that had its effect keeps it. One process serves many guilds, so one death serves many cases. Throws when a point is not reached.
 */
export async function killAtAll(
  stage: Stage,
  moment: FaultMoment,
  points: readonly CrashPoint[],
): Promise<void> {
  const missing = new Set(points.map(({ name }) => name));
  const failures: string[] = [];
  let release = (): void => {};
  const isDead = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const { name, call } of points) {
    const held = new Set<OutsideCall>();
    const hold = (arrived: OutsideCall): Promise<void> => {
      held.add(arrived);
      missing.delete(name);
      return isDead;
    };
    // Every one: the bot may lose patience with the first and ask again while other points are not reached yet, and must not be answered then.
    stage.faults.onRequest(call, moment, hold, { times: Number.POSITIVE_INFINITY });
    if (moment === 'before')
      stage.faults.drop({ where: (asked) => held.has(asked) }, { times: Number.POSITIVE_INFINITY });
  }
  for (const { name, act } of points) {
    void attempt(act).catch((error: unknown) => failures.push(`${name}: ${String(error)}`));
  }
  try {
    await until('every point to be reached', () => missing.size === 0, { withinMs: reachedMs });
  } catch {
    throw new Error(`never reached: ${[...missing].join(', ')}\n${failures.join('\n')}`);
  } finally {
    await stage.bot.kill();
    release();
    stage.faults.liftAll();
  }
}

async function attempt(act: () => unknown): Promise<void> {
  await act();
}
