import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayTypingStartDispatchData } from 'discord.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** Somebody is typing. */
export class TypingStartListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.TypingStart });
  }

  override async run({
    channel_id: threadId,
    user_id: userId,
  }: GatewayTypingStartDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    if (userId === client.user?.id || !mayBeSession(client, threadId)) return;
    await concierge.typing(threadId, userId);
  }
}
