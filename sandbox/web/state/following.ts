import type { Navigation } from './navigation.js';
import { isTouring, toldStory } from './selection.js';
import type { Store } from './store.js';

/** Lets the panes follow the story that is told: into its guild, as whoever acts, to where it happens. */
export class Following {
  readonly #store: Store;
  readonly #go: Navigation;
  /** What was followed last; the visitor may look elsewhere until the story moves on. */
  #followed = '';

  constructor(store: Store, go: Navigation) {
    this.#store = store;
    this.#go = go;
  }

  follow(): void {
    const { tour, cast } = this.#store.state;
    if (tour.state === 'idle' || !isTouring(this.#store.state) || tour.guildId === null) return;
    const guild = cast?.guilds.find(({ id }) => id === tour.guildId);
    if (guild === undefined) return;
    const step = toldStory(this.#store.state)?.steps[tour.step];
    const { placeId, accountId } = tour.place;
    const sign = [tour.guildId, tour.storyId, tour.step, placeId, accountId].join('/');
    if (sign === this.#followed) return;
    this.#followed = sign;
    this.#go.toGuild(guild.id);
    const person = guild.people.find(({ name }) => name === step?.look.as);
    if (person !== undefined) this.#go.actAs(person.id);
    if (placeId !== null) this.#go.toPlace(placeId);
    if (accountId !== null) this.#go.toChat(accountId);
  }
}
