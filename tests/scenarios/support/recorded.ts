import type { Scene } from '../../../sandbox/stage/scene.js';
import { until } from '../../../sandbox/stage/until.js';
import type { Conversation } from '../../../sandbox/story/conversation.js';

/** Waits until the bot has written down where a message stands: people who answer it need longer than that, tests do not. */
export async function recorded(
  scene: Scene,
  { thread }: Conversation,
  direction: 'to_discord' | 'to_telegram',
  targetId: string,
): Promise<void> {
  const { id: sessionId, accountId } = await scene.sessionOf(thread);
  await until('the delivery to be recorded', async () => {
    const key = { sessionId, accountId, direction };
    return (await scene.stage.database.deliveries.findByTarget(key, targetId)) !== null;
  });
}
