import { type ChatInputCommandErrorPayload, Events, Listener } from '@sapphire/framework';
import { answerFault } from '../discord/fault-reports.js';

/** A command threw. */
export class CommandErrorListener extends Listener<typeof Events.ChatInputCommandError> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ChatInputCommandError });
  }

  override async run(error: unknown, { interaction, command }: ChatInputCommandErrorPayload): Promise<void> {
    await answerFault(interaction, error, `/${command.name}`);
  }
}
