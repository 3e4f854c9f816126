import type { InteractionAttempt } from '../discord/interactions/attempt.js';
import type { MessageRecord, ThreadRecord } from '../discord/world/records.js';
import { until } from '../stage/until.js';
import { AttemptRefused, answerTo } from './answers.js';
import type { SeenMessage } from './seen-message.js';
import { type PersonParts, type Place, WritingPerson } from './writing-person.js';

export type { Place } from './writing-person.js';

/** What a command is told: people, roles and channels stand for their ids. */
export type CommandOptions = Readonly<Record<string, string | number | boolean | { readonly id: string }>>;

export interface DiscordPersonParts extends PersonParts {
  /** Where they are when nothing else is said. */
  readonly home: Place;
}

/**
 * Somebody who uses Discord by hand, in one server. What Discord does not let them do throws its refusal (`DiscordError`,
 * `AttemptRefused`); what is waited for and does not come within 15 seconds throws `NeverHappened`.
 */
export class DiscordPerson extends WritingPerson {
  readonly home: Place;
  /** What was told of each message, so that nothing is told twice. */
  readonly #told = new Map<string, string>();

  constructor(parts: DiscordPersonParts) {
    super(parts);
    this.home = parts.home;
  }

  /** Runs a slash command (`/vip upgrade`); returns the bot's answer once it no longer "is thinking". */
  async runs(words: string, options: CommandOptions = {}, where: Place = this.home): Promise<SeenMessage> {
    const filledIn = Object.entries(options).map(([name, value]) => `${name}:${this.nameOf(value)}`);
    this.did([`runs ${words}`, ...filledIn].join(' '));
    const values = Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.id : value,
    ]);
    const call = { command: words, options: Object.fromEntries(values) };
    return this.#answered(this.discord.interactions.runCommand({ userId: this.id }, where.id, call), null);
  }

  /** Presses the newest button with this label that they see: in a place, under a message, or anywhere. Returns the answer. */
  async presses(label: string, where?: Place | SeenMessage): Promise<SeenMessage> {
    const { message, customId } = this.#findButton(label, where);
    this.did(`presses [${label}]`);
    const { channelId, id } = message;
    return this.#answered(
      this.discord.interactions.press({ userId: this.id }, channelId, id, customId),
      message,
    );
  }

  leaves(thread: Place): void {
    this.did(`leaves ${this.titleOf(thread.id)}`);
    this.world.threadMembers.leave(this.id, thread.id);
  }

  leavesServer(): void {
    this.did('leaves the server');
    this.world.members.leave(this.id, this.guildId);
  }

  /** Comes back to the server, without roles. */
  joinsServer(): void {
    this.did('joins the server');
    this.world.members.add(this.world.store.requireGuild(this.guildId), this.id);
  }

  archives(thread: Place, options: { locks?: boolean } = {}): void {
    this.did(`archives ${this.titleOf(thread.id)}`);
    const locked = options.locks === undefined ? {} : { locked: options.locks };
    this.world.threads.edit(this.id, thread.id, { archived: true, ...locked });
  }

  /** Only who manages threads can write there from now on. */
  locks(thread: Place): void {
    this.did(`locks ${this.titleOf(thread.id)}`);
    this.world.threads.edit(this.id, thread.id, { locked: true });
  }

  unarchives(thread: Place): void {
    this.did(`unarchives ${this.titleOf(thread.id)}`);
    this.world.threads.edit(this.id, thread.id, { archived: false });
  }

  deletesThread(thread: Place): void {
    this.did(`deletes ${this.titleOf(thread.id)}`);
    this.world.threads.delete(this.id, thread.id);
  }

  removesFromThread(thread: Place, member: { readonly id: string }): void {
    this.did(`removes ${this.nameOf(member)} from ${this.titleOf(thread.id)}`);
    this.world.threadMembers.remove(this.id, thread.id, member.id);
  }

  /** Direct messages of bots are refused from now on, or accepted again. */
  acceptsDirectMessages(accepts: boolean): void {
    this.world.users.setAcceptsDirectMessages(this.id, accepts);
  }

  /** Ids of who is shown as typing in a place; their own typing is not shown to them. */
  seesTyping(place: Place): readonly string[] {
    return this.canSee(place) ? this.world.typing.in(place.id).filter((id) => id !== this.id) : [];
  }

  canSee(place: Place): boolean {
    const channel = this.world.store.channels.get(place.id);
    return channel !== undefined && this.world.access.canView(this.id, channel);
  }

  /** Everything in a place, oldest first. Throws what Discord answers to who can't see it. */
  looksAt(place: Place): readonly SeenMessage[] {
    this.world.access.requireVisible(this.id, place.id);
    const seen = this.world.store
      .log(place.id)
      .all()
      .map((message) => this.show(message));
    for (const message of seen) this.#tell(message);
    return seen;
  }

  /** Waits until somebody else has written this in a place. */
  async sees(place: Place, words: string | RegExp): Promise<SeenMessage> {
    const found = await until(`${this.name} to read ${words} in ${this.titleOf(place.id)}`, () =>
      this.#visibleIn(place).findLast((message) => message.authorId !== this.id && says(message, words)),
    );
    this.looksAt(place);
    return found;
  }

  /** Whether the words stand in a place now, whoever wrote them; told to nobody. */
  countsIn(place: Place, words: string | RegExp): number {
    return this.#visibleIn(place).filter((message) => says(message, words)).length;
  }

  /** The direct messages with the bot, oldest first. */
  readsDirectMessages(): readonly SeenMessage[] {
    const channel = this.world.store.findDirectChannel(this.id, this.world.application.botId);
    return channel === undefined ? [] : this.looksAt(channel);
  }

  /** Waits for a direct message with these words. */
  async getsDirectMessage(words: string | RegExp): Promise<SeenMessage> {
    return until(`a direct message to ${this.name} with ${words}`, () =>
      this.readsDirectMessages().findLast((message) => says(message, words)),
    );
  }

  /** The threads that the person is in, newest first; archived ones, too. */
  threads(): readonly ThreadRecord[] {
    const guild = this.world.store.requireGuild(this.guildId);
    return [...guild.threads.values()].filter(({ members }) => members.has(this.id)).reverse();
  }

  async #answered(attempt: InteractionAttempt, pressed: MessageRecord | null): Promise<SeenMessage> {
    const answer = await answerTo(attempt, pressed, this.world.links);
    this.#tell(answer);
    return answer;
  }

  #findButton(label: string, where?: Place | SeenMessage): { message: MessageRecord; customId: string } {
    const { store } = this.world;
    const isMessage = where !== undefined && 'channelId' in where;
    const visible = [...store.channels.values()]
      .filter((channel) => this.world.access.canView(this.id, channel))
      .flatMap(({ id }) => store.log(id).all());
    const own = [...store.ephemeralMessages.values()].filter(({ ephemeralFor }) => ephemeralFor === this.id);
    const candidates = [...visible, ...own]
      .filter((message) => {
        if (where === undefined) return true;
        return isMessage ? message.id === where.id : message.channelId === where.id;
      })
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
    for (const message of candidates) {
      const button = this.show(message).buttons.find((shown) => shown.label === label);
      if (button?.customId) return { message, customId: button.customId };
    }
    throw new AttemptRefused('unknown-component', `${this.name} sees no button [${label}]`);
  }

  #visibleIn(place: Place): readonly SeenMessage[] {
    return this.canSee(place)
      ? this.world.store
          .log(place.id)
          .all()
          .map((message) => this.show(message))
      : [];
  }

  #tell(message: SeenMessage): void {
    const { id, text, buttons, authorId } = message;
    if (authorId === this.id || text === '' || this.#told.get(id) === text) return;
    this.#told.set(id, text);
    this.narrator.tell({
      kind: 'saw',
      app: 'Discord',
      who: this.name,
      where: this.titleOf(message.channelId),
      from: this.nameOf({ id: authorId }),
      text: this.#withNames(text),
      buttons: buttons.map(({ label }) => label),
      isPrivate: message.isEphemeral,
    });
  }

  /** Mentions as the app shows them. */
  #withNames(text: string): string {
    return text.replaceAll(/<(?:#|@&|@!?)(\d+)>/g, (mention, id: string) =>
      mention.startsWith('<#') ? this.titleOf(id) : `@${this.nameOf({ id })}`,
    );
  }
}

function says(message: SeenMessage, words: string | RegExp): boolean {
  return typeof words === 'string' ? message.text.includes(words) : words.test(message.text);
}
