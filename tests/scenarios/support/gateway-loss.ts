import type { Stage } from '../../../sandbox/stage/stage.js';
import { until } from '../../../sandbox/stage/until.js';

/** The gateway forgets the bot, which identifies anew; what is done meanwhile reaches nobody. discord.js leaves five seconds between two identifies. */
export async function identifiesAnew(stage: Stage, meanwhile: () => void = () => {}): Promise<void> {
  const { gateway } = stage.discord;
  const before = gateway.counts.identifies;
  gateway.dropConnections({ resumable: false });
  meanwhile();
  await until('the bot to identify anew', () => gateway.counts.identifies > before);
}
