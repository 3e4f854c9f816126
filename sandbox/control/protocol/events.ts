import type { ExchangeSight, LogSight } from './machine-sight.js';
import type { TourSight } from './tour.js';

/** What can have changed. The page asks again for what it shows of it. */
export type Topic =
  /** `/page/cast`: a guild was made, someone came or left. */
  | 'cast'
  /** `/page/guilds/GUILD/people/ID` */
  | 'discord'
  /** `/page/guilds/GUILD/agent` */
  | 'telegram'
  /** `/page/guilds/GUILD/machine` */
  | 'machine';

/**
 * One message of `GET /events`: `event:` is its `type`, `data:` the rest as JSON, `id:` where the stream stands after it. Changes are gathered for
 * some 40 ms. Who comes back with `Last-Event-ID` is told what changed since; when that can't be known, `restarted` comes first.
 */
export type ServerEvent =
  /** The first message of each connection. */
  | { readonly type: 'hello' }
  /** Ask again for everything. */
  | { readonly type: 'restarted' }
  /** `guildId` null: in any guild. */
  | {
      readonly type: 'changed';
      readonly topics: readonly { readonly topic: Topic; readonly guildId: string | null }[];
    }
  /** New entries of the stream, oldest first; each is told once. */
  | { readonly type: 'exchanges'; readonly exchanges: readonly ExchangeSight[] }
  | { readonly type: 'log'; readonly log: readonly LogSight[] }
  /** The tour as it is now. */
  | { readonly type: 'tour'; readonly tour: TourSight };
