import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayThreadUpdateDispatchData } from 'discord.js';

/** A thread was archived (by its age, by a moderator, or by this bot), or locked. */
export class ThreadUpdateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.ThreadUpdate });
  }

  override async run(thread: GatewayThreadUpdateDispatchData): Promise<void> {
    const { id: threadId, thread_metadata: metadata } = thread;
    if (metadata?.archived === true)
      await this.container.concierge.gone({ kind: 'thread_archived', threadId });
    else if (metadata?.locked === true)
      await this.container.concierge.gone({ kind: 'thread_locked', threadId });
  }
}
