import { createHash } from 'node:crypto';
import type { RichText } from './rich-text.js';

/** What stands somewhere: words, and the files above them. */
export interface Standing {
  readonly words: string | RichText;
  readonly fileIds: readonly string[];
  /** Whether the words begin with a quote of what they answer. Default false. */
  readonly isQuoting?: boolean;
}

const quoting = 'quoting';

/**
 * A digest that changes when the words or the files of a part do, to be kept in place of them: keyed by the session, so that equal words of two conversations can't be told
 * to be equal.
 */
export function fingerprintOf(sessionId: string, { words, fileIds, isQuoting = false }: Standing): string {
  return [digest(sessionId, words), digest(sessionId, fileIds), ...(isQuoting ? [quoting] : [])].join('.');
}

/** Whether two fingerprints are of the same files. */
export function hasSameFiles(a: string | null, b: string): boolean {
  return a !== null && a.split('.')[1] === b.split('.')[1];
}

/** Whether what stands there, or was about to, begins with a quote of what it answers. */
export function beginsWithQuote(fingerprint: string | null): boolean {
  return fingerprint?.split('.')[2] === quoting;
}

function digest(sessionId: string, what: unknown): string {
  const hash = createHash('sha256').update(sessionId).update('\n').update(JSON.stringify(what));
  return hash.digest('base64url').slice(0, 16);
}
