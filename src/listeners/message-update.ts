import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayMessageUpdateDispatchData } from 'discord.js';
import { mayBeSession } from '../discord/thread-gate.js';

/** A message was edited, or got the preview of a link. */
export class MessageUpdateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.MessageUpdate });
  }

  override async run(message: GatewayMessageUpdateDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    const { guild_id: guildId, channel_id: threadId } = message;
    if (guildId === undefined || !mayBeSession(client, threadId)) return;
    const read = concierge.reader.read(message, guildId);
    if (read.authorKind !== 'person') return;
    await concierge.fromThread(threadId, { kind: 'edited', message: read });
  }
}
