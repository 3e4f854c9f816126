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

/** One that is locked stands, but only who manages threads can write in it (Threads, Locked Threads). */
type ThreadState = Liveness | { readonly kind: 'locked' };

/** Asks Discord over HTTP what became of a thread. Never throws: what is no proof is `unknown`, and nothing is asked twice. */
export class Inspection {
  constructor(
    private readonly rest: DiscordRest,
    private readonly view: Pick<GuildView, 'available' | 'presenceWith'>,
  ) {}

  /** One request; where the thread is locked a second one, for its member with their roles. */
  async thread(address: ThreadAddress, memberId: string): Promise<Liveness> {
    const state = await this.#state(address.threadId);
    return state.kind === 'locked' ? this.#member(address, memberId, true) : state;
  }

  /** Two requests at most: the thread, then its member with their roles. */
  async threadWithMember(address: ThreadAddress, memberId: string): Promise<Liveness> {
    const state = await this.#state(address.threadId);
    const isLocked = state.kind === 'locked';
    return isLocked || state.kind === 'alive' ? this.#member(address, memberId, isLocked) : state;
  }

  async #state(threadId: string): Promise<ThreadState> {
    try {
      const channel = await this.rest.call<RESTGetAPIChannelResult>({
        method: 'Get',
        route: Routes.channel(threadId),
      });
      const metadata = 'thread_metadata' in channel ? channel.thread_metadata : undefined;
      if (metadata?.archived === true) return { kind: 'gone', reason: 'thread_archived' };
      return metadata?.locked === true ? { kind: 'locked' } : alive;
    } catch (error) {
      if (error instanceof DiscordRefusal && error.is(RESTJSONErrorCodes.UnknownChannel))
        return { kind: 'gone', reason: 'thread_deleted' };
      return unknown(error);
    }
  }

  async #member(address: ThreadAddress, memberId: string, isLocked: boolean): Promise<Liveness> {
    try {
      const { member } = await this.rest.call<RESTGetAPIChannelThreadMemberResult>({
        method: 'Get',
        route: Routes.threadMembers(address.threadId, memberId),
        query: new URLSearchParams({ with_member: 'true' }),
      });
      return this.#sight(address, memberId, member, isLocked);
    } catch (error) {
      if (error instanceof DiscordRefusal && error.is(RESTJSONErrorCodes.UnknownMember))
        return { kind: 'gone', reason: 'member_left_thread' };
      return unknown(error);
    }
  }

  /** Discord keeps members in a thread who no longer see its parent channel. A lock is proof enough against who is not known to manage threads. */
  #sight(
    { guildId, channelId }: ThreadAddress,
    memberId: string,
    member: APIThreadMember['member'],
    isLocked: boolean,
  ): Liveness {
    const presence =
      member === undefined
        ? 'unknown'
        : this.view.presenceWith(
            guildId,
            channelId,
            { userId: memberId, roleIds: member.roles },
            { isLocked },
          );
    const isShutOut = presence === 'cannot_see' || (isLocked && presence === 'unknown');
    return isShutOut ? { kind: 'gone', reason: 'thread_not_visible' } : alive;
  }
}

function unknown(error: unknown): Liveness {
  return { kind: 'unknown', detail: error instanceof Error ? error.message : String(error) };
}
