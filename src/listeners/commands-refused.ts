import { Events, Listener } from '@sapphire/framework';

/** The commands could not be registered with Discord. */
export class CommandsRefusedListener extends Listener<
  typeof Events.ApplicationCommandRegistriesBulkOverwriteError
> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ApplicationCommandRegistriesBulkOverwriteError });
  }

  override run(error: unknown): void {
    this.container.concierge.commandsRefused(error);
  }
}
