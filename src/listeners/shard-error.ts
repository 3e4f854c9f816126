import { Events, Listener } from '@sapphire/framework';

/** An error of a shard's connection; discord.js connects anew by itself. */
export class ShardErrorListener extends Listener<typeof Events.ShardError> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.ShardError });
  }

  override run(error: Error, shardId: number): void {
    this.container.concierge.log.warn({ shardId, error }, 'lost gateway');
  }
}
