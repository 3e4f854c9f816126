import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayMessageReactionRemoveDispatchData } from 'discord.js';
import { fromDiscordEmoji } from '../discord/emoji.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** Somebody took a reaction away. */
export class MessageReactionRemoveListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageReactionRemove });
  }

  override async run(reaction: GatewayMessageReactionRemoveDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    const { channel_id: threadId, message_id: messageId, user_id: userId, emoji } = reaction;
    if (emoji.id !== null || emoji.name === null || !mayBeSession(client, threadId)) return;
    if (userId === client.user?.id) return;
    await concierge.fromThread(threadId, {
      kind: 'reacted',
      messageId,
      userId,
      emoji: fromDiscordEmoji(emoji.name),
      isSet: false,
    });
  }
}
