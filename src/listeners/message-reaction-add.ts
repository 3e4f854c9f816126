import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayMessageReactionAddDispatchData } from 'discord.js';
import { fromDiscordEmoji } from '../discord/emoji.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** Somebody reacted to a message. */
export class MessageReactionAddListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageReactionAdd });
  }

  override async run(reaction: GatewayMessageReactionAddDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    const { channel_id: threadId, message_id: messageId, user_id: userId, emoji, member } = reaction;
    if (emoji.id !== null || emoji.name === null || !mayBeSession(client, threadId)) return;
    if (userId === client.user?.id || member?.user?.bot === true) return;
    await concierge.fromThread(threadId, {
      kind: 'reacted',
      messageId,
      userId,
      emoji: fromDiscordEmoji(emoji.name),
      isSet: true,
    });
  }
}
