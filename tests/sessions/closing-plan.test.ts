import { describe, expect, it } from 'vitest';
import { isSettled, nextReadyAt, planClosing, stepsReady } from '../../src/sessions/closing-plan.js';
import type { ClosingStep, ClosingStepName, ClosingStepState } from '../../src/sessions/closing-step.js';

const now = new Date('2026-11-23T12:00:00Z');
const active = { state: 'active', threadId: '1', holdsLease: true } as const;

function step(name: ClosingStepName, state: ClosingStepState, dueInMs = 0): ClosingStep {
  const nextAttemptAt = new Date(now.getTime() + dueInMs);
  return { sessionId: 's', name, state, attempts: 0, firstTriedAt: null, nextAttemptAt, obstacle: null };
}
const names = (steps: readonly ClosingStep[]) => steps.map(({ name }) => name);

describe('which steps a closing takes', () => {
  it('ends an ordinary session in the thread, on Telegram and in the log', () => {
    expect(planClosing(active, 'ended_by_member')).toEqual([
      'tell_thread',
      'lock_thread',
      'wipe_chat',
      'reset_account',
      'release_account',
      'write_log',
    ]);
  });
  it('says nothing in a thread that was deleted, and tells the member instead', () => {
    expect(planClosing(active, 'thread_deleted')).toEqual([
      'wipe_chat',
      'reset_account',
      'release_account',
      'tell_member',
      'write_log',
    ]);
  });
  it('leaves the account of a superseded session to its successor', () => {
    expect(planClosing(active, 'superseded')).toEqual(['tell_thread', 'lock_thread', 'write_log']);
  });
  it('looks for the thread of an opening that never learned of it', () => {
    expect(planClosing({ state: 'opening', threadId: null, holdsLease: true }, 'opening_failed')[0]).toBe(
      'find_thread',
    );
  });
});

describe('which steps are ready', () => {
  it('never locks a thread before it was told', () => {
    const steps = [step('tell_thread', 'due', 5_000), step('lock_thread', 'due'), step('wipe_chat', 'due')];
    expect(names(stepsReady(steps, now))).toEqual(['wipe_chat']);
  });
  it('never releases an account whose chat could not be wiped', () => {
    const steps = [step('wipe_chat', 'parked'), step('reset_account', 'due'), step('release_account', 'due')];
    expect(stepsReady(steps, now)).toEqual([]);
    expect(isSettled(steps)).toBe(true);
    expect(nextReadyAt(steps)).toBeNull();
  });
  it('waits for the earliest step that can be done', () => {
    const steps = [
      step('tell_thread', 'due', 9_000),
      step('wipe_chat', 'due', 3_000),
      step('release_account', 'due'),
    ];
    expect(nextReadyAt(steps)).toEqual(new Date(now.getTime() + 3_000));
  });
});
