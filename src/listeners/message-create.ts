import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayMessageCreateDispatchData } from 'discord.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** A message was written. Read from the dispatch, as the HTTP interface lists it, too: one reading for both. */
export class MessageCreateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageCreate });
  }

  override async run(message: GatewayMessageCreateDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    const { guild_id: guildId, channel_id: threadId } = message;
    if (guildId === undefined || !mayBeSession(client, threadId)) return;
    await concierge.fromThread(threadId, {
      kind: 'written',
      message: concierge.reader.read(message, guildId),
    });
  }
}
