import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayMessageDeleteBulkDispatchData } from 'discord.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** Several messages were deleted at once. */
export class MessageDeleteBulkListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageDeleteBulk });
  }

  override async run({ ids, channel_id: threadId }: GatewayMessageDeleteBulkDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    if (!mayBeSession(client, threadId)) return;
    await concierge.fromThread(threadId, { kind: 'deleted', ids });
  }
}
