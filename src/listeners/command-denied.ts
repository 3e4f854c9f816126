import { type ChatInputCommandDeniedPayload, Events, Listener, type UserError } from '@sapphire/framework';
import { answerDenial } from '../discord/fault-reports.js';

/** A precondition of a whole command said no. */
export class CommandDeniedListener extends Listener<typeof Events.ChatInputCommandDenied> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ChatInputCommandDenied });
  }

  override async run(denial: UserError, { interaction }: ChatInputCommandDeniedPayload): Promise<void> {
    await answerDenial(interaction, denial);
  }
}
