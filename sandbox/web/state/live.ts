import type { Cast, ServerEvent, Topic } from '../../control/protocol.js';
import { keepEqual } from './keep-equal.js';
import { readNow, withOpenPlaceRead } from './reading.js';
import type { Store } from './store.js';
import { Refused, type Wire } from './wire.js';

/** As many entries of the stream as the page keeps. */
const KEPT = 500;

type Told<T extends ServerEvent['type']> = Extract<ServerEvent, { type: T }>;

/** Keeps the store as the sandbox is: asks for everything once, then again for whatever the event stream says has changed. */
export class Live {
  readonly #store: Store;
  readonly #wire: Wire;
  /** Topics that are being asked for; true when they changed again meanwhile. */
  readonly #asking = new Map<Topic, boolean>();

  constructor(store: Store, wire: Wire) {
    this.#store = store;
    this.#wire = wire;
  }

  /** Asks for everything and listens from there on. Tries again for as long as the sandbox does not answer. */
  async start(): Promise<void> {
    try {
      const cast = await this.#wire.cast();
      this.#takeCast(cast);
      await this.#askForAll();
      this.#listen(cast.lastEventId);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#store.change({ connection: 'lost' });
      setTimeout(() => void this.start(), 1_000);
    }
  }

  /** Asks for what the chosen person sees, after another choice. */
  async look(): Promise<void> {
    await Promise.all((['discord', 'telegram', 'machine'] as const).map((topic) => this.refresh(topic)));
  }

  /** Asks for one topic; what changes while it is asked for is asked for again. */
  async refresh(topic: Topic): Promise<void> {
    if (this.#asking.has(topic)) {
      this.#asking.set(topic, true);
      return;
    }
    do {
      this.#asking.set(topic, false);
      await this.#ask(topic).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
      });
    } while (this.#asking.get(topic) === true);
    this.#asking.delete(topic);
  }

  #listen(after: string): void {
    const source = new EventSource(`/events?after=${encodeURIComponent(after)}`);
    source.addEventListener('open', () => this.#store.change({ connection: 'open' }));
    source.addEventListener('error', () => this.#store.change({ connection: 'lost' }));
    const hear = <T extends ServerEvent['type']>(type: T, take: (told: Told<T>) => void) =>
      source.addEventListener(type, ({ data }) => take(JSON.parse(data)));
    hear('restarted', () => void this.#restart());
    hear('changed', ({ topics }) => this.#takeChange(topics));
    hear('exchanges', ({ exchanges }) => {
      this.#store.change({ exchanges: append(this.#store.state.exchanges, exchanges) });
    });
    hear('log', ({ log }) => this.#store.change({ log: append(this.#store.state.log, log) }));
    hear('tour', ({ tour }) => this.#store.change({ tour }));
  }

  async #restart(): Promise<void> {
    await this.refresh('cast');
    await this.#askForAll();
  }

  async #askForAll(): Promise<void> {
    const [stream, tour] = await Promise.all([this.#wire.stream(), this.#wire.tour(), this.look()]);
    this.#store.change({ exchanges: stream.exchanges, log: stream.log, tour, connection: 'open' });
  }

  #takeChange(topics: Told<'changed'>['topics']): void {
    const { guildId } = this.#store.state.choice;
    const wanted = topics.filter(
      (topic) => topic.guildId === null || topic.guildId === guildId || topic.topic === 'cast',
    );
    for (const topic of new Set(wanted.map(({ topic }) => topic))) void this.refresh(topic);
  }

  #takeCast(cast: Cast): void {
    const { choice } = this.#store.state;
    const guild = cast.guilds.find(({ id }) => id === choice.guildId) ?? cast.guilds[0];
    if (guild === undefined) return;
    const person = guild.people.find(({ id }) => id === choice.personId) ?? guild.people[0];
    this.#store.change({ cast, choice: { ...choice, guildId: guild.id, personId: person?.id ?? '' } });
  }

  async #ask(topic: Topic): Promise<void> {
    const { guildId, personId } = this.#store.state.choice;
    const isStillChosen = () => {
      const { choice } = this.#store.state;
      return choice.guildId === guildId && (topic !== 'discord' || choice.personId === personId);
    };
    switch (topic) {
      case 'cast':
        this.#takeCast(await this.#wire.cast());
        return;
      case 'discord': {
        const sight = await this.#wire.guild(guildId, personId);
        if (!isStillChosen()) return;
        const { discord, openedAt } = this.#store.state;
        this.#store.change({ discord: keepEqual(discord, sight), openedAt: openedAt || readNow(sight) });
        this.#store.change(withOpenPlaceRead(this.#store.state));
        return;
      }
      case 'telegram': {
        const sight = await this.#wire.agent(guildId);
        if (isStillChosen()) this.#store.change({ telegram: keepEqual(this.#store.state.telegram, sight) });
        return;
      }
      case 'machine': {
        const sight = await this.#wire.machine(guildId);
        if (isStillChosen()) this.#store.change({ machine: keepEqual(this.#store.state.machine, sight) });
      }
    }
  }
}

function append<T extends { readonly seq: number }>(kept: readonly T[], more: readonly T[]): readonly T[] {
  const last = kept.at(-1)?.seq ?? -1;
  return [...kept, ...more.filter(({ seq }) => seq > last)].slice(-KEPT);
}
