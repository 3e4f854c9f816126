import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayMessageReactionRemoveEmojiDispatchData } from 'discord.js';
import { fromDiscordEmoji } from '../discord/emoji.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** All reactions with one emoji were taken from a message. */
export class MessageReactionRemoveEmojiListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageReactionRemoveEmoji });
  }

  override async run(reactions: GatewayMessageReactionRemoveEmojiDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    const { channel_id: threadId, message_id: messageId, emoji } = reactions;
    if (emoji.id !== null || emoji.name === null || !mayBeSession(client, threadId)) return;
    await concierge.fromThread(threadId, {
      kind: 'reactions_cleared',
      messageId,
      emoji: fromDiscordEmoji(emoji.name),
    });
  }
}
