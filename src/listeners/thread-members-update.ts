import { Listener } from '@sapphire/framework';
import { GatewayDispatchEvents, type GatewayThreadMembersUpdateDispatchData } from 'discord.js';
import { GuildView } from '../discord/guild-view.js';
import { MemberPresences } from '../discord/member-presence.js';

/**
 * Someone joined a thread, left it or was removed from it. Who leaves the server leaves its threads too: the gateway is asked which it was. The new count is
 * written down last, so that a leave that a crash cut off is seen when the threads are compared.
 */
export class ThreadMembersUpdateListener extends Listener {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, emitter: 'ws', event: GatewayDispatchEvents.ThreadMembersUpdate });
  }

  override async run(update: GatewayThreadMembersUpdateDispatchData): Promise<void> {
    const { client, concierge } = this.container;
    const thread = client.channels.cache.get(update.id);
    if (thread?.isThread() && thread.ownerId !== client.user?.id) return;
    await this.#noteLeaves(update, thread?.isThread() ? (thread.parentId ?? '') : '');
    await concierge.peopleCounted(update.id, update.member_count);
  }

  async #noteLeaves(
    {
      id: threadId,
      guild_id: guildId,
      removed_member_ids: removed = [],
    }: GatewayThreadMembersUpdateDispatchData,
    channelId: string,
  ): Promise<void> {
    if (removed.length === 0) return;
    const { client, concierge } = this.container;
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
