import { Listener, type UserError } from '@sapphire/framework';
import { type ChatInputSubcommandDeniedPayload, SubcommandPluginEvents } from '@sapphire/plugin-subcommands';
import { answerDenial } from '../discord/fault-reports.js';

/** A precondition of a subcommand said no. */
export class SubcommandDeniedListener extends Listener<
  typeof SubcommandPluginEvents.ChatInputSubcommandDenied
> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: SubcommandPluginEvents.ChatInputSubcommandDenied });
  }

  override async run(denial: UserError, { interaction }: ChatInputSubcommandDeniedPayload): Promise<void> {
    await answerDenial(interaction, denial);
  }
}
