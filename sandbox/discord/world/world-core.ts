import type { Access } from './access.js';
import type { Announcer } from './announcer.js';
import type { WorldClock } from './clock.js';
import type { GuildSnapshot } from './guild-snapshot.js';
import type { ApplicationRecord } from './records.js';
import type { WorldSettings } from './settings.js';
import type { SnowflakeSource } from './snowflakes.js';
import type { MessageViews } from './views/message-view.js';
import type { WorldStore } from './world-store.js';

/** What every part of the world works with. */
export interface WorldCore {
  readonly application: ApplicationRecord;
  readonly settings: WorldSettings;
  readonly clock: WorldClock;
  readonly snowflakes: SnowflakeSource;
  readonly store: WorldStore;
  readonly access: Access;
  readonly announce: Announcer;
  readonly messageViews: MessageViews;
  readonly snapshot: GuildSnapshot;
}
