import type { Session } from '../../sessions/index.js';
import type { Delivery } from '../delivery.js';
import type { RelayPorts } from '../ports/index.js';

/** Takes posts that carried something of the agent's out of the thread, and notes that they are gone. Throws `UnreachableError`; the same again finishes it. */
export async function removePosts(
  { posts, deliveries }: Pick<RelayPorts, 'posts' | 'deliveries'>,
  session: Session,
  rows: readonly Delivery[],
): Promise<void> {
  const standing = rows.filter(({ state }) => state === 'sent');
  for (const { kind, targetId } of standing)
    if (kind === 'message' && targetId !== null && session.threadId !== null)
      await posts.delete(session.threadId, targetId);
  if (standing.length > 0) await deliveries.markDeleted(standing.map(({ id }) => id));
}
