import { Events, Listener, type ListenerErrorPayload } from '@sapphire/framework';
import { logFault } from '../discord/fault-reports.js';

/** A listener threw. */
export class ListenerErrorListener extends Listener<typeof Events.ListenerError> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ListenerError });
  }

  override run(error: unknown, { piece }: ListenerErrorPayload): void {
    // Sapphire registers the commands in this listener, and lets out what timed out.
    if (piece.name === 'CoreReady') this.container.concierge.commandsRefused(error);
    else logFault(error, piece.name);
  }
}
