import type { StoryLook } from '../../story/outline.js';
import type { Telling } from '../../story/telling.js';
import type { StepPlace } from '../protocol.js';

/** The ids of what a step is about, as far as it is there yet. */
export function placeOf(at: StoryLook['at'], telling: Telling): StepPlace {
  const { plan } = telling.scene;
  const accountId = telling.latestAccount?.id ?? null;
  switch (at) {
    case 'panel':
      return { placeId: plan.upgradeChannelId, accountId };
    case 'log':
      return { placeId: plan.logChannelId, accountId };
    case 'thread':
      return { placeId: telling.openThread?.id ?? null, accountId };
    case 'ended-thread':
      return { placeId: (telling.endedThread ?? telling.openThread)?.id ?? null, accountId };
  }
}
