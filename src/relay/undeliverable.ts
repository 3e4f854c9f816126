import {
  AccountDeadError,
  AccountLimitedError,
  AgentUnreachableError,
  type UndeliverableReason,
} from '../sessions/index.js';
import type { RefusedFile } from './carried-file.js';

/** Whether trying again on the same account can't help. */
export function isFinal(error: unknown): boolean {
  return (
    error instanceof AccountDeadError ||
    error instanceof AccountLimitedError ||
    error instanceof AgentUnreachableError
  );
}

/** Why the agent can't be told at all; null for everything else. A dead account is no reason: the session moves to another. */
export function whyAgentRefuses(error: unknown): UndeliverableReason | null {
  if (error instanceof AgentUnreachableError || error instanceof AccountLimitedError)
    return { kind: 'agent_refuses' };
  return null;
}

export function whyRefused({ file, limit }: RefusedFile): UndeliverableReason {
  if (file.size === 0) return { kind: 'file_empty', name: file.name };
  return { kind: 'file_too_large', name: file.name, size: file.size, limit };
}
