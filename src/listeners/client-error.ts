import { Events, Listener } from '@sapphire/framework';
import { logFault } from '../discord/fault-reports.js';

/** An error of the gateway's connection; discord.js connects anew by itself. Without a listener it would end the process. */
export class ClientErrorListener extends Listener<typeof Events.Error> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.Error });
  }

  override run(error: Error): void {
    logFault(error, 'gateway');
  }
}
