import { type Command, Events, Listener } from '@sapphire/framework';
import { logFault } from '../discord/fault-reports.js';

/** A command could not be registered with Discord. */
export class RegistryErrorListener extends Listener<typeof Events.CommandApplicationCommandRegistryError> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.CommandApplicationCommandRegistryError });
  }

  override run(error: unknown, command: Command): void {
    logFault(error, `register /${command.name}`);
  }
}
