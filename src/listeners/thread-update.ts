import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayThreadUpdateDispatchData } from 'discord.js';

/** A thread was archived: by its age, by a moderator, or by this bot. */
export class ThreadUpdateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.ThreadUpdate });
  }

  override async run(thread: GatewayThreadUpdateDispatchData): Promise<void> {
    if (thread.thread_metadata?.archived !== true) return;
    await this.container.concierge.gone({ kind: 'thread_archived', threadId: thread.id });
  }
}
