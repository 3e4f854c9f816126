import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Environment, Log, Timings } from './sessions/index.js';

/** Letters and digits that can't be taken for one another, and make no words. */
const readable = '23456789BCDFGHJKMNPQRSTVWXYZ';

/** Real time and real chance. */
export function createEnvironment(timings: Timings, log: Log): Environment {
  return {
    now: () => new Date(),
    newId: () => uuidv7(),
    newCode: () => pick(5),
    newReference: () => pick(8),
    timings,
    log,
  };
}

function pick(length: number): string {
  return Array.from({ length }, () => readable[randomInt(readable.length)]).join('');
}
