import type { StoryOutline } from '../../story/outline.js';

/** Why someone is interesting to act as. */
export type Part = 'member' | 'staff' | 'admin' | 'support' | 'owner' | 'vip' | 'guest';

/** Someone on Discord whom one can act as. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  /** `guest`: not in the server, and sees nothing of it. */
  readonly part: Part;
  /** False for the guest, and for whoever left. */
  readonly isInServer: boolean;
}

/** A guild of the stage: the one to play in, or the one in which a story of the tour is told. */
export interface GuildCast {
  readonly id: string;
  readonly name: string;
  /** Made for a story of the tour. */
  readonly isTour: boolean;
  readonly upgradeChannelId: string;
  readonly people: readonly Persona[];
  readonly agent: { readonly id: string; readonly name: string };
}

/** Who and what there is; the first thing that the page asks for. */
export interface Cast {
  /** The guild to play in first, then those of the tour in the order of their making. */
  readonly guilds: readonly GuildCast[];
  readonly stories: readonly StoryOutline[];
  readonly bot: { readonly id: string; readonly name: string };
  /** Where the event stream stands: the `Last-Event-ID` that misses nothing after this answer. */
  readonly lastEventId: string;
}
