import type { InteractionAttempt } from '../discord/interactions/attempt.js';
import type { LocalDiscord } from '../discord/local-discord.js';
import { AttemptRefused, answerTo, NoAnswer } from '../people/answers.js';
import type { DiscordPerson } from '../people/discord-person.js';
import type { SeenMessage } from '../people/seen-message.js';
import type { ReadPersonAct } from './acts.js';
import { NotThere } from './not-there.js';
import type { PersonalStates } from './personal-states.js';
import type { ActAnswer } from './protocol.js';

/** What an act leads to; what is seen is told in full. */
export type PerformedAct = Omit<ActAnswer, 'sees'> & { readonly sees: SeenMessage | null };

type InteractionAct = Extract<
  ReadPersonAct,
  { act: 'runs' | 'completes' | 'clicks' | 'chooses' | 'submits' }
>;

/** Lets people use the bot: commands, buttons, selects, modals, and the choices that a command offers while it is being typed. */
export class PageInteractions {
  readonly #discord: LocalDiscord;
  readonly #states: PersonalStates;

  constructor(discord: LocalDiscord, states: PersonalStates) {
    this.#discord = discord;
    this.#states = states;
  }

  /** @throws AttemptRefused, NoAnswer, NotThere */
  async perform(person: DiscordPerson, act: InteractionAct): Promise<PerformedAct> {
    const { interactions } = this.#discord;
    const actor = { userId: person.id };
    switch (act.act) {
      case 'runs': {
        const call = { command: act.command, options: toValues(act.options) };
        return this.#settle(person, interactions.runCommand(actor, (act.where ?? person.home).id, call));
      }
      case 'completes': {
        const call = { command: act.command, options: toValues(act.options), focused: act.focused };
        return this.#settle(person, interactions.autocomplete(actor, act.where.id, call));
      }
      case 'clicks': {
        const attempt = interactions.press(actor, act.channel, act.message, act.component);
        return this.#settle(person, attempt, act);
      }
      case 'chooses': {
        const attempt = interactions.choose(actor, act.channel, act.message, act.component, act.values);
        return this.#settle(person, attempt, act);
      }
      case 'submits': {
        const { modal } = this.#states.of(person.id);
        if (modal?.id !== act.modal) throw new NotThere('There is no such form open.');
        const attempt = interactions.submitModal(actor, act.modal, act.values);
        if (attempt.kind === 'sent') this.#states.closeModal(person.id, act.modal);
        return this.#settle(person, attempt);
      }
    }
  }

  async #settle(
    person: DiscordPerson,
    attempt: InteractionAttempt,
    used?: { readonly channel: string; readonly message: string },
  ): Promise<PerformedAct> {
    if (attempt.kind === 'refused') throw new AttemptRefused(attempt.reason, attempt.explanation);
    const { store, links } = this.#discord.world;
    const pressed =
      used && (store.ephemeralMessages.get(used.message) ?? store.log(used.channel).get(used.message));
    // As it is now: the bot's answer may change the very message.
    const before = pressed ? structuredClone(pressed) : null;
    const { outcome } = attempt;
    const first = await outcome.acknowledged;
    switch (first.kind) {
      case 'none':
        throw new NoAnswer('The application did not respond');
      case 'choices':
        return { sees: null, choices: first.choices };
      case 'modal': {
        const { id } = this.#states.openModal(person.id, outcome.id, outcome.channelId, first.modal);
        return { sees: null, modal: id };
      }
      default:
        return { sees: await answerTo(attempt, before, links) };
    }
  }
}

function toValues(options: Extract<InteractionAct, { act: 'runs' }>['options']) {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, typeof value === 'object' ? value.id : value]),
  );
}
