import type { Timings } from './environment.js';
import { UnreachableError } from './errors.js';

/** How long to wait before the next attempt, in milliseconds: a doubling wait, and at least what the service asks for. */
export function backoffMs(
  attempt: number,
  error: unknown,
  { retryFirstMs, retryMaxMs }: Pick<Timings, 'retryFirstMs' | 'retryMaxMs'>,
): number {
  const asked = error instanceof UnreachableError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(asked, Math.min(retryMaxMs, retryFirstMs * 2 ** Math.min(attempt - 1, 20)));
}
