import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayMessageReactionRemoveAllDispatchData } from 'discord.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** All reactions were taken from a message. */
export class MessageReactionRemoveAllListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageReactionRemoveAll });
  }

  override async run(reactions: GatewayMessageReactionRemoveAllDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    const { channel_id: threadId, message_id: messageId } = reactions;
    if (!mayBeSession(client, threadId)) return;
    await concierge.fromThread(threadId, { kind: 'reactions_cleared', messageId, emoji: null });
  }
}
