import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayThreadMembersUpdateDispatchData } from 'discord.js';
import { GuildView } from '../discord/guild-view.js';
import { MemberPresences } from '../discord/member-presence.js';

/** Someone left a thread or was removed from it. Who leaves the server leaves its threads too: the gateway is asked which it was. */
export class ThreadMembersUpdateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.ThreadMembersUpdate });
  }

  override async run(update: GatewayThreadMembersUpdateDispatchData): Promise<void> {
    const { id: threadId, guild_id: guildId, removed_member_ids: removed = [] } = update;
    const { client, concierge } = this.container;
    const thread = client.channels.cache.get(threadId);
    if (removed.length === 0 || (thread?.isThread() && thread.ownerId !== client.user?.id)) return;
    const channelId = thread?.isThread() ? (thread.parentId ?? '') : '';
    const presences = await new MemberPresences(client, new GuildView(client)).ask(
      guildId,
      channelId,
      removed,
    );
    for (const memberId of removed) {
      const hasLeft = presences.get(memberId) === 'absent';
      await concierge.gone(
        hasLeft
          ? { kind: 'member_left_server', guildId, memberId }
          : { kind: 'member_left_thread', threadId, memberId },
      );
    }
  }
}
