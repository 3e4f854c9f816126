import { Listener } from '@sapphire/framework';
import { type ChatInputSubcommandErrorPayload, SubcommandPluginEvents } from '@sapphire/plugin-subcommands';
import { answerFault } from '../discord/fault-reports.js';

/** A subcommand threw. */
export class SubcommandErrorListener extends Listener<
  typeof SubcommandPluginEvents.ChatInputSubcommandError
> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: SubcommandPluginEvents.ChatInputSubcommandError });
  }

  override async run(
    error: unknown,
    { interaction, matchedSubcommandMapping }: ChatInputSubcommandErrorPayload,
  ): Promise<void> {
    await answerFault(interaction, error, `/vip ${matchedSubcommandMapping.name}`);
  }
}
