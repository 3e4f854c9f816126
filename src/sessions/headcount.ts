import type { ListedThread } from './liveness.js';
import type { Session } from './session.js';

/** Who is in the thread of a conversation at the least. */
const botAndMember = 2;

/**
 * Whether a listed thread counts other people than when it was last heard of, so that its member may have left it while nobody looked. Pure; it costs no
 * request, and so can't see everything: where somebody joined as its member left, the count is the same, and only the member's next upgrade finds out.
 */
export function countsOtherwise(
  { peopleInThread }: Pick<Session, 'peopleInThread'>,
  listed: ListedThread | undefined,
): boolean {
  const count = listed?.memberCount ?? null;
  if (count === null) return false;
  return peopleInThread === null ? count < botAndMember : count !== peopleInThread;
}
