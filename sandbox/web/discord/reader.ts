import type { GuildSight } from '../../control/protocol.js';
import type { Navigation } from '../state/navigation.js';
import type { Reader } from './markdown/render.js';

/** The person who looks: whom and what they know by name, and where a press on a place leads. */
export function readerOf(sight: GuildSight, go: Navigation): Reader {
  const find =
    <T extends { readonly id: string; readonly name: string }>(list: readonly T[]) =>
    (id: string) =>
      list.find((one) => one.id === id)?.name;
  return {
    names: { user: find(sight.members), role: find(sight.roles), channel: find(sight.places) },
    selfId: sight.viewer.id,
    openPlace: (id) => {
      if (sight.places.some((place) => place.id === id)) go.toPlace(id);
    },
  };
}
