import type { Live } from './live.js';
import { withOpenPlaceRead } from './reading.js';
import { placeKey } from './selection.js';
import type { Store } from './store.js';

/** Where the visitor goes: which guild, as whom, which place, which chat. */
export class Navigation {
  readonly #store: Store;
  readonly #live: Live;

  constructor(store: Store, live: Live) {
    this.#store = store;
    this.#live = live;
  }

  /** Into another guild, as its first person. */
  toGuild(guildId: string): void {
    const { cast, choice } = this.#store.state;
    const guild = cast?.guilds.find(({ id }) => id === guildId);
    if (guild === undefined || guildId === choice.guildId) return;
    this.#store.change({
      choice: { ...choice, guildId, personId: guild.people[0]?.id ?? '' },
      discord: null,
      telegram: null,
      machine: null,
    });
    void this.#live.look();
  }

  actAs(personId: string): void {
    const { choice } = this.#store.state;
    if (personId === choice.personId) return;
    this.#store.change({ choice: { ...choice, personId }, discord: null });
    void this.#live.refresh('discord');
  }

  toPlace(placeId: string): void {
    const { choice } = this.#store.state;
    const key = placeKey(this.#store.state);
    if (choice.places[key] === placeId) return;
    this.#store.change({ choice: { ...choice, places: { ...choice.places, [key]: placeId } } });
    this.#store.change(withOpenPlaceRead(this.#store.state));
  }

  toChat(accountId: string): void {
    const { choice } = this.#store.state;
    if (choice.chats[choice.guildId] === accountId) return;
    this.#store.change({ choice: { ...choice, chats: { ...choice.chats, [choice.guildId]: accountId } } });
  }
}
