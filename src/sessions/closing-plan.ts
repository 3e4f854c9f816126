import type { ClosingStep, ClosingStepName } from './closing-step.js';
import { closingStepNames } from './closing-step.js';
import type { CloseReason, Session } from './session.js';

/** Endings after which nothing is left to say or lock: the thread, or the bot's way to it, is gone. */
const threadIsGone: ReadonlySet<CloseReason> = new Set(['thread_deleted', 'bot_removed']);

/** Endings that the member would otherwise not learn of, because the thread is gone, closed to them, or never was. */
const memberIsTold: ReadonlySet<CloseReason> = new Set([
  'ended_by_staff',
  'cleared_by_staff',
  'thread_deleted',
  'thread_not_visible',
  'member_left_thread',
  'opening_failed',
]);

/**
 * Which steps the closing of a session takes. An opening that never confirmed its thread looks for it first;
 * a session without a lease (superseded, or an undone successor) leaves the account alone.
 */
export function planClosing(
  session: Pick<Session, 'state' | 'threadId' | 'holdsLease'>,
  reason: CloseReason,
): readonly ClosingStepName[] {
  const steps = new Set<ClosingStepName>(['write_log']);
  if (!threadIsGone.has(reason)) {
    if (session.threadId === null) steps.add('find_thread');
    steps.add('tell_thread').add('lock_thread');
  }
  if (session.holdsLease && reason !== 'superseded') {
    steps.add('wipe_chat').add('reset_account').add('release_account');
  }
  if (memberIsTold.has(reason)) steps.add('tell_member');
  return closingStepNames.filter((name) => steps.has(name));
}

/** What has to be over (done or parked) before a step may begin. */
const waitsFor: Record<ClosingStepName, readonly ClosingStepName[]> = {
  find_thread: [],
  tell_thread: ['find_thread'],
  // Never speak in a thread after its lock.
  lock_thread: ['tell_thread'],
  wipe_chat: [],
  reset_account: ['wipe_chat'],
  release_account: ['wipe_chat', 'reset_account'],
  tell_member: [],
  write_log: [],
};

/** Steps whose success is a condition, not only their being over: an account is handed on only after its chat was wiped. */
const needsSuccessOf: Partial<Record<ClosingStepName, ClosingStepName>> = {
  reset_account: 'wipe_chat',
  release_account: 'wipe_chat',
};

/** The steps that may be done now: due, their time has come, and nothing that they wait for is open. In order. */
export function stepsReady(steps: readonly ClosingStep[], now: Date): readonly ClosingStep[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  return inOrder(steps).filter((step) => {
    if (step.state !== 'due' || step.nextAttemptAt > now) return false;
    const blocked = waitsFor[step.name].some((name) => byName.get(name)?.state === 'due');
    const condition = needsSuccessOf[step.name];
    const unmet = condition !== undefined && byName.get(condition)?.state === 'parked';
    return !blocked && !unmet;
  });
}

/** When the next step that can be done is due; null when nothing will be ready without somebody's help. */
export function nextReadyAt(steps: readonly ClosingStep[]): Date | null {
  const times = stepsReady(steps, new Date(8.64e15)).map((step) => step.nextAttemptAt.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** Whether nothing is left to do but what waits for somebody's help. */
export function isSettled(steps: readonly ClosingStep[]): boolean {
  return stepsReady(steps, new Date(8.64e15)).length === 0;
}

/** Steps in the order in which they are begun. */
export function inOrder(steps: readonly ClosingStep[]): readonly ClosingStep[] {
  return [...steps].sort((a, b) => closingStepNames.indexOf(a.name) - closingStepNames.indexOf(b.name));
}
