import type { ActAnswer, MessageSight, OptionValues, PersonAct } from '../../control/protocol.js';
import { Acts, type Enclosed } from './acts.js';
import { Refused } from './wire.js';

/** What the chosen person does on Discord. */
export class PersonActs extends Acts<PersonAct> {
  /** Discord's own apps tell of typing about this often. */
  protected readonly typingEveryMs = 8_000;

  /** @returns whether it was said */
  says(where: string, text: string, { replyTo, files }: Enclosed<string>): Promise<boolean> {
    return this.sends(files, (drafts) => ({ act: 'says', where, text, replyTo, files: drafts }));
  }

  types(where: string): void {
    this.tellsTyping({ act: 'types', where });
  }

  /** What the bot offers for an option that is being typed; undefined when it does not answer. */
  async completes(command: string, options: OptionValues, focused: string, where: string) {
    const asked = this.ask({ act: 'completes', command, options, focused, where });
    const answer = await asked.catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      return undefined;
    });
    return answer?.choices;
  }

  togglesReaction(message: MessageSight, emoji: string): void {
    const isMine = message.reactions.some((reaction) => reaction.isMine && nameOf(reaction) === emoji);
    const of = { channel: message.placeId, message: message.id };
    void this.do({ act: isMine ? 'unreacts' : 'reacts', emoji, ...of });
  }

  protected ask(act: PersonAct): Promise<ActAnswer> {
    const { guildId, personId } = this.store.state.choice;
    return this.wire.actAs(guildId, personId, act);
  }
}

/** A reaction's emoji as acts name it. */
export function nameOf(reaction: MessageSight['reactions'][number]): string {
  return reaction.emojiId === null ? reaction.emoji : `${reaction.emoji}:${reaction.emojiId}`;
}
