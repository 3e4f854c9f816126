import { Listener } from '@sapphire/framework';
import { SubcommandPluginEvents } from '@sapphire/plugin-subcommands';
import type { ChatInputCommandInteraction } from 'discord.js';
import { replyPrivately } from '../discord/answers.js';
import { unknownCommandView } from '../discord/views/faults.js';

/** Discord still offers a subcommand that this version of the bot does not have. */
export class SubcommandUnknownListener extends Listener<
  typeof SubcommandPluginEvents.ChatInputSubcommandNoMatch
> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: SubcommandPluginEvents.ChatInputSubcommandNoMatch });
  }

  override async run(interaction: ChatInputCommandInteraction): Promise<void> {
    await replyPrivately(interaction, unknownCommandView());
  }
}
