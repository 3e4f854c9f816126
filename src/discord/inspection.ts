import {
  type APIThreadMember,
  type RESTGetAPIChannelResult,
  type RESTGetAPIChannelThreadMemberResult,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Liveness, ThreadAddress } from '../sessions/index.js';
import { DiscordRefusal } from './errors.js';
import type { GuildView } from './guild-view.js';
import type { DiscordRest } from './rest.js';

const alive: Liveness = { kind: 'alive' };

/** Asks Discord over HTTP what became of a thread. Never throws: what is no proof is `unknown`, and nothing is asked twice. */
export class Inspection {
  constructor(
    private readonly rest: DiscordRest,
    private readonly view: Pick<GuildView, 'available' | 'presenceWith'>,
  ) {}

  /** One request. */
  async thread(threadId: string): Promise<Liveness> {
    try {
      const channel = await this.rest.call<RESTGetAPIChannelResult>({
        method: 'Get',
        route: Routes.channel(threadId),
      });
      const isArchived = 'thread_metadata' in channel && channel.thread_metadata?.archived === true;
      return isArchived ? { kind: 'gone', reason: 'thread_archived' } : alive;
    } catch (error) {
      if (error instanceof DiscordRefusal && error.is(RESTJSONErrorCodes.UnknownChannel))
        return { kind: 'gone', reason: 'thread_deleted' };
      return unknown(error);
    }
  }

  /** Two requests at most: the thread, then its member with their roles. */
  async threadWithMember(address: ThreadAddress, memberId: string): Promise<Liveness> {
    const thread = await this.thread(address.threadId);
    return thread.kind === 'alive' ? this.#member(address, memberId) : thread;
  }

  async #member({ guildId, channelId, threadId }: ThreadAddress, memberId: string): Promise<Liveness> {
    try {
      const { member } = await this.rest.call<RESTGetAPIChannelThreadMemberResult>({
        method: 'Get',
        route: Routes.threadMembers(threadId, memberId),
        query: new URLSearchParams({ with_member: 'true' }),
      });
      return this.#sight(guildId, channelId, memberId, member);
    } catch (error) {
      if (error instanceof DiscordRefusal && error.is(RESTJSONErrorCodes.UnknownMember))
        return { kind: 'gone', reason: 'member_left_thread' };
      return unknown(error);
    }
  }

  /** Discord keeps members in a thread who no longer see its parent channel. */
  #sight(guildId: string, channelId: string, memberId: string, member: APIThreadMember['member']): Liveness {
    if (member === undefined) return alive;
    const presence = this.view.presenceWith(guildId, channelId, { userId: memberId, roleIds: member.roles });
    return presence === 'cannot_see' ? { kind: 'gone', reason: 'thread_not_visible' } : alive;
  }
}

function unknown(error: unknown): Liveness {
  return { kind: 'unknown', detail: error instanceof Error ? error.message : String(error) };
}
