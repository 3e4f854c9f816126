import { describe, expect, it } from 'vitest';
import { type CloseReason, closeReasons, type SessionState } from '../../src/sessions/session.js';
import { judge, type Verdict } from '../../src/sessions/transitions.js';

const states: readonly SessionState[] = ['opening', 'active', 'closing', 'closed'];
const moveTo = (to: SessionState): Verdict => ({ kind: 'move', to });
const already: Verdict = { kind: 'already' };
const forbidden: Verdict = { kind: 'forbidden' };

describe('activate', () => {
  it.each([
    ['opening', moveTo('active')],
    ['active', already],
    ['closing', forbidden],
    ['closed', forbidden],
  ] as const)('GIVEN a session that is %s THEN %o', (state, verdict) => {
    expect(judge(state, { kind: 'activate' })).toEqual(verdict);
  });
});

describe('finish', () => {
  it.each([
    ['opening', forbidden],
    ['active', forbidden],
    ['closing', moveTo('closed')],
    ['closed', already],
  ] as const)('GIVEN a session that is %s THEN %o', (state, verdict) => {
    expect(judge(state, { kind: 'finish' })).toEqual(verdict);
  });
});

describe('close', () => {
  const forbiddenIn: Partial<Record<SessionState, readonly CloseReason[]>> = {
    opening: ['completed', 'superseded'],
    active: ['opening_failed'],
  };
  const cells = states.flatMap((state) => closeReasons.map((reason) => [state, reason] as const));

  it.each(cells)('GIVEN a session that is %s WHEN it is closed as %s', (state, reason) => {
    const isOver = state === 'closing' || state === 'closed';
    const isForbidden = forbiddenIn[state]?.includes(reason) ?? false;
    const expected = isOver ? already : isForbidden ? forbidden : moveTo('closing');
    expect(judge(state, { kind: 'close', reason })).toEqual(expected);
  });
});
