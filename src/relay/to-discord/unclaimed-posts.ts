import type { Session } from '../../sessions/index.js';
import type { Delivery } from '../delivery.js';
import { takenAway } from '../parts-again.js';
import type { RelayPorts } from '../ports/index.js';
import type { OwnPost } from '../ports/thread-posts.js';

/** What the bot posted in a thread that no row knows: one post is in flight at a time, so it is what an earlier attempt at this one posted. */
export class UnclaimedPosts {
  constructor(private readonly ports: Pick<RelayPorts, 'deliveries' | 'posts' | 'environment'>) {}

  /** Discord forgets nonces after minutes: an older attempt is looked for among the posts that no row claims. */
  async ofOldAttempt(threadId: string, delivery: Delivery): Promise<OwnPost | null> {
    const { environment } = this.ports;
    const ageMs = environment.now().getTime() - delivery.firstTriedAt.getTime();
    return ageMs < environment.timings.nonceMemoryMs ? null : this.#find(threadId, delivery);
  }

  /**
   * What an earlier process posted without having settled it, and what is not wanted any more: its source was deleted before this one could take it up, or needs fewer
   * parts now. Nobody hands it over again, so its post is looked for now.
   */
  async remove(session: Session, parts: readonly Delivery[]): Promise<void> {
    const { deliveries, posts, environment } = this.ports;
    for (const part of parts) {
      if (part.state !== 'intent' || session.threadId === null) continue;
      const post = await this.#find(session.threadId, part);
      if (post !== null) await posts.delete(session.threadId, post.id);
      await deliveries.settle(part.id, 'deleted', null, environment.now(), takenAway);
    }
  }

  async #find(threadId: string, delivery: Delivery): Promise<OwnPost | null> {
    const { deliveries, posts } = this.ports;
    // Notices may have been said since: only what is older than this delivery says where to begin.
    const last = (await deliveries.lastTarget(delivery, delivery)) ?? threadId;
    const own = await posts.ownPostsAfter(threadId, last);
    const claimed = await deliveries.claimed(
      delivery,
      own.map(({ id }) => id),
    );
    return own.find(({ id }) => !claimed.has(id)) ?? null;
  }
}
