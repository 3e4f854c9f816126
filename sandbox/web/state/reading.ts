import type { GuildSight, MessageSight, PlaceSight } from '../../control/protocol.js';
import type { PageState } from './page-state.js';
import { chosenPlace } from './selection.js';

export interface Unread {
  readonly count: number;
  /** How many of them mention the person. Direct messages always do. */
  readonly mentions: number;
}

/** Since when the page has been open, by the clock of the services: that of the newest message in it, or now. */
export function readNow(sight: GuildSight): number {
  return Math.max(sight.now, ...sight.places.map(lastAt));
}

/** What the acting person has not read in a place. */
export function unreadIn(place: PlaceSight, state: PageState): Unread {
  const upTo = state.readUpTo[`${state.choice.personId}/${place.id}`] ?? state.openedAt;
  const fresh = place.messages.filter(
    (message) => message.at > upTo && message.author.id !== state.choice.personId && isWritten(message),
  );
  const mentions = place.kind === 'direct' ? fresh : fresh.filter(({ mentionsViewer }) => mentionsViewer);
  return { count: fresh.length, mentions: mentions.length };
}

/** The place that the person looks at counts as read. */
export function withOpenPlaceRead(state: PageState): Partial<PageState> {
  const place = chosenPlace(state);
  if (place === undefined) return {};
  const key = `${state.choice.personId}/${place.id}`;
  const at = Math.max(lastAt(place), state.discord?.now ?? 0);
  return (state.readUpTo[key] ?? 0) >= at ? {} : { readUpTo: { ...state.readUpTo, [key]: at } };
}

function lastAt(place: PlaceSight): number {
  return place.messages.at(-1)?.at ?? 0;
}

function isWritten(message: MessageSight): boolean {
  return message.system === null && !message.isThinking;
}
