import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayThreadDeleteDispatchData } from 'discord.js';

/** A thread was deleted. */
export class ThreadDeleteListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.ThreadDelete });
  }

  override async run({ id }: GatewayThreadDeleteDispatchData): Promise<void> {
    await this.container.concierge.gone({ kind: 'thread_deleted', threadId: id });
  }
}
