import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayMessageDeleteDispatchData } from 'discord.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** A message was deleted. */
export class MessageDeleteListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageDelete });
  }

  override async run({ id, channel_id: threadId }: GatewayMessageDeleteDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    if (!mayBeSession(client, threadId)) return;
    await concierge.fromThread(threadId, { kind: 'deleted', ids: [id] });
  }
}
